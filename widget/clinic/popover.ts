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

type Place = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>
