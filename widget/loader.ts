import { setApi } from './booking/api.ts'
import { defineBooking } from './booking/define.ts'

// The script comes from where the API is.
setApi(new URL('/', import.meta.url).href)

try {
	defineBooking()
} catch {
	// Whatever the page refuses, what stands inside the tag is still there to be read.
}
