// Only this file's address is fixed, so it is as small as can be: the rest has other names with
// every change. Whatever fails on the way, what stands inside the tag is still there to be read.
import('./booking/define.ts')
	.then(async ({ defineBooking, loadWhatIsMissing, setApi }) => {
		// The script comes from where the API is.
		setApi(new URL('/', import.meta.url).href)
		await loadWhatIsMissing()
		defineBooking()
	})
	.catch(() => {})
