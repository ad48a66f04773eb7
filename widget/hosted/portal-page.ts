// Lets the hosted portal be opened without a connection. The element itself needs none of this.
const { pathname } = location
addEventListener('load', () => {
	navigator.serviceWorker
		?.register(`${pathname}/worker.js`, { scope: pathname })
		// Without it the page works all the same, while there is a connection.
		.catch(() => {})
})
