// Only this file's address is fixed, so it is as small as can be: the rest has other names with
// every change. Whatever fails on the way, what stands inside the tag is still there to be read.
import('./booking/begin.ts').then(() => {}).catch(() => {})

// The portal is a script of its own, for pages that have its tag or get it later.
const portals = document.getElementsByTagName('vetslot-portal')
const look = () => {
	if (!portals[0]) return
	watch.disconnect()
	import('./portal/define.ts').catch(() => {})
}
const watch = new MutationObserver(look)
watch.observe(document, { childList: true, subtree: true })
look()
