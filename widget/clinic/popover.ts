/** Shows a popover beside a place of the window, inside of it. */
export function placeAt(popover: HTMLElement, { left, right, top, bottom }: Place): void {
	popover.showPopover()
	const { offsetWidth: width, offsetHeight: height } = popover
	const { innerWidth, innerHeight } = window
	const x = left + width + 12 < innerWidth ? left : right - width
	const y = bottom + height + 12 < innerHeight ? bottom + 4 : top - height - 4
	popover.style.left = `${Math.max(12, Math.min(x, innerWidth - width - 12))}px`
	popover.style.top = `${Math.max(12, Math.min(y, innerHeight - height - 12))}px`
	popover.querySelector<HTMLElement>('button, input')?.focus()
}

/** Those that were open when the pointer went down, which closes them before the click comes. */
const pressedOpen = new WeakSet<HTMLElement>()

/** Has to be told when the pointer goes down on the button of a popover. */
export function notePress(popover: HTMLElement): void {
	if (popover.matches(':popover-open')) pressedOpen.add(popover)
	else pressedOpen.delete(popover)
}

/** Shows a popover at its button, or closes it when that is pressed once more. */
export function toggleAt(popover: HTMLElement, place: Place): void {
	const wasOpen = pressedOpen.delete(popover) || popover.matches(':popover-open')
	if (wasOpen) popover.hidePopover()
	else placeAt(popover, place)
}

type Place = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>
