export interface RovingOptions {
	/** Right-to-left: Left goes forward. */
	rtl?: boolean
	/** Arrows go round at the ends. */
	wrap?: boolean
	/** How far PageUp and PageDown go; 0 leaves those keys alone. */
	page?: number
}

/** Where a key leads from `index` in a list of `count`, or undefined for a key that moves nothing. */
export function nextIndex(key: string, index: number, count: number, options: RovingOptions = {}) {
	const { rtl = false, wrap = false, page = 0 } = options
	const to = (next: number) =>
		wrap ? (next + count) % count : Math.min(Math.max(next, 0), count - 1)
	switch (key) {
		case 'ArrowRight':
			return to(index + (rtl ? -1 : 1))
		case 'ArrowLeft':
			return to(index + (rtl ? 1 : -1))
		case 'ArrowDown':
			return to(index + 1)
		case 'ArrowUp':
			return to(index - 1)
		case 'Home':
			return 0
		case 'End':
			return count - 1
		case 'PageDown':
			return page ? Math.min(index + page, count - 1) : undefined
		case 'PageUp':
			return page ? Math.max(index - page, 0) : undefined
		default:
			return undefined
	}
}

/** Whether the text around an element runs from right to left. */
export const isRtl = (element: Element) => getComputedStyle(element).direction === 'rtl'

/**
 * The keys of a radio group made of `role="radio"` buttons, as a `keydown` listener on the group.
 * Moving selects by clicking. A radio that is `aria-disabled` takes the focus and says its name, but
 * has to ignore the click, as it does the pointer's.
 */
export const radioKeys =
	(options: RovingOptions = {}) =>
	(event: KeyboardEvent): void => {
		if (event.ctrlKey || event.metaKey || event.altKey) return
		const group = event.currentTarget as HTMLElement
		const radios = [...group.querySelectorAll<HTMLElement>('[role=radio]')]
		const from = radios.indexOf((event.target as Element).closest('[role=radio]') as HTMLElement)
		if (from < 0) return
		const to = nextIndex(event.key, from, radios.length, { ...options, rtl: isRtl(group) })
		const radio = to === undefined ? undefined : radios[to]
		if (!radio) return
		event.preventDefault()
		radio.focus()
		radio.click()
	}

/** One tab stop for a group: the chosen one, else the first that can be chosen, else the first. */
export function tabStop<T>(
	items: readonly T[],
	chosen: (item: T) => boolean,
	can = (_: T) => true,
): T | undefined {
	return items.find(chosen) ?? items.find(can) ?? items[0]
}
