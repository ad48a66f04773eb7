const KINDS = ['localStorage', 'sessionStorage', 'indexedDB', 'caches'] as const

/** Has a page read nothing that it kept and keep nothing, as browsers do that block it. */
export function refuseStorage(): () => void {
	const before = KINDS.map((kind) => Object.getOwnPropertyDescriptor(window, kind))
	for (const kind of KINDS)
		Object.defineProperty(window, kind, {
			configurable: true,
			get: () => {
				throw new DOMException(`Access to ${kind} is denied`, 'SecurityError')
			},
		})
	return () => {
		for (const [i, kind] of KINDS.entries()) {
			const was = before[i]
			if (was) Object.defineProperty(window, kind, was)
			else Reflect.deleteProperty(window, kind)
		}
	}
}
