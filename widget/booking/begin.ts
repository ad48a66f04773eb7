import { setApi } from './api.ts'
import { defineBooking, loadWhatIsMissing } from './define.ts'

// What the pasted script runs. It takes nothing from here: a name for all of this file's would cost
// every visitor more than the file itself.

// The script comes from where the API is.
setApi(new URL('/', import.meta.url).href)
loadWhatIsMissing()
	.then(() => defineBooking())
	.catch(() => {})
