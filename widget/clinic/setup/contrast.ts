import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../locales/localize.ts'
import { colours } from '../../theme/colours.ts'
import type { setupMessages } from './messages.ts'

type Say = Translate<typeof setupMessages>

/** Two colours of the theme that meet, and how far apart they have to be (WCAG 2.2). */
const PAIRS = [
	['pair-button', 'on-accent', 'accent-fill', 4.5],
	['pair-link', 'accent-text', 'surface', 4.5],
	['pair-text', 'text', 'surface', 4.5],
	['pair-mark', 'accent-mark', 'surface', 3],
] as const

/** Whether a browser takes a text for a colour that the server takes, too. */
export function isColour(text: string): boolean {
	return /^(#|rgb\(|oklch\()/i.test(text.trim()) && CSS.supports('color', text)
}

/** What a brand's colour becomes in light or dark, with the contrasts as this browser draws them. */
export class ColourSample extends LitElement {
	static override properties = { accent: {}, theme: { reflect: true }, say: { attribute: false } }
	static override styles = [
		colours,
		css`
:host {
	display: grid;
	gap: 12px;
	padding: 16px;
	border: 1px solid var(--vetslot-line);
	border-radius: 12px;
	background: var(--vetslot-surface);
	color: var(--vetslot-text);
}
.sample {
	display: flex;
	gap: 16px;
	align-items: center;
}
.fill {
	padding: 8px 16px;
	border-radius: 10px;
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
	font-weight: 600;
}
.link {
	color: var(--vetslot-accent-text);
	font-weight: 600;
}
table {
	inline-size: 100%;
	border-collapse: collapse;
}
th,
td {
	padding: 4px 0;
	font-weight: 400;
	text-align: start;
}
td {
	font-variant-numeric: tabular-nums;
	text-align: end;
}
caption {
	padding-block-end: 4px;
	font-weight: 600;
	text-align: start;
}
.probe {
	display: none;
}
`,
	]

	declare accent: string
	declare theme: 'light' | 'dark'
	declare say: Say
	/** By the pair's name. */
	ratios: Readonly<Record<string, number>> = {}

	protected override updated(): void {
		this.style.setProperty('--vetslot-accent', this.accent)
		const before = JSON.stringify(this.ratios)
		this.ratios = Object.fromEntries(
			PAIRS.map(([name, front, back]) => [name, contrast(this.#read(front), this.#read(back))]),
		)
		if (JSON.stringify(this.ratios) !== before) this.requestUpdate()
	}

	#read(role: string): Rgb {
		const probe = this.renderRoot.querySelector<HTMLElement>('.probe')!
		probe.style.setProperty('color', `var(--vetslot-${role})`)
		return pixel(getComputedStyle(probe).color)
	}

	#row([name, , , least]: (typeof PAIRS)[number]): TemplateResult {
		const ratio = this.ratios[name]
		const text = ratio === undefined ? '' : `${(Math.floor(ratio * 10) / 10).toFixed(1)} : 1`
		const needs = this.say('needs', { ratio: least })
		return html`<tr><th scope="row">${this.say(name)}</th><td>${text} <small>(${needs})</small></td></tr>`
	}

	protected override render(): TemplateResult | typeof nothing {
		if (!this.say) return nothing
		return html`<span class="probe"></span>
			<div class="sample" aria-hidden="true"><span class="fill">${this.say('sample-button')}</span
				><span class="link">${this.say('sample-link')}</span></div>
			<table><caption>${this.say(this.theme)}</caption><tbody>${PAIRS.map((pair) => this.#row(pair))}</tbody></table>`
	}
}

customElements.define('vetslot-clinic-colour', ColourSample)

type Rgb = readonly [number, number, number]

/** A colour of any notation as the pixel that it is drawn as. */
function pixel(colour: string): Rgb {
	const canvas = new OffscreenCanvas(1, 1)
	const context = canvas.getContext('2d', { willReadFrequently: true })
	if (!context) return [0, 0, 0]
	context.fillStyle = colour
	context.fillRect(0, 0, 1, 1)
	const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
	return [red, green, blue]
}

/** WCAG 2.2, "contrast ratio". */
function contrast(a: Rgb, b: Rgb): number {
	const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
	return (high + 0.05) / (low + 0.05)
}

function luminance(colour: Rgb): number {
	const [red, green, blue] = colour.map((part) => {
		const share = part / 255
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
	}) as [number, number, number]
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
