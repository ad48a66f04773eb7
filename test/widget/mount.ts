import './gallery/gallery.ts'
import { html, LitElement, type TemplateResult } from 'lit'
import { styles } from '../../widget/controls/styles.ts'
import type { Gallery } from './gallery/gallery.ts'

/** Puts a scene of the gallery into the page. */
export async function mountScene(scene: string, attributes: Record<string, string> = {}) {
	const element = document.createElement('vetslot-gallery') as Gallery
	for (const [name, value] of Object.entries({ scene, ...attributes }))
		element.setAttribute(name, value)
	document.body.append(element)
	await element.updateComplete
	return element
}

/** A host for one control, which draws again with whatever the test changes. */
export class Bench extends LitElement {
	static override styles = styles
	draw: () => TemplateResult = () => html``

	override render() {
		return this.draw()
	}
}

customElements.define('vetslot-bench', Bench)

export async function mount(draw: (host: Bench) => TemplateResult, dir = 'ltr'): Promise<Bench> {
	const bench = document.createElement('vetslot-bench') as Bench
	bench.dir = dir
	bench.draw = () => draw(bench)
	document.body.append(bench)
	await bench.updateComplete
	return bench
}

export const all = (host: Bench, selector: string) => [
	...host.renderRoot.querySelectorAll<HTMLElement>(selector),
]

export const one = (host: Bench, selector: string) => all(host, selector)[0]!

export const active = (host: Bench) => (host.renderRoot as ShadowRoot).activeElement as HTMLElement

/** Presses a key where the focus is, and waits for what it changes. */
export async function press(host: Bench, key: string, more: KeyboardEventInit = {}) {
	const event = new KeyboardEvent('keydown', {
		key,
		bubbles: true,
		cancelable: true,
		composed: true,
		...more,
	})
	active(host).dispatchEvent(event)
	host.requestUpdate()
	await host.updateComplete
	return event
}

export const clear = () => document.body.replaceChildren()
