/** What has the focus, inside of however many shadow roots. */
export function deepFocus(): HTMLElement | undefined {
	let active = document.activeElement
	while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
	return active instanceof HTMLElement ? active : undefined
}
