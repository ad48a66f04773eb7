import { svg, type TemplateResult } from 'lit'
import { encode } from 'uqr'

/** Modules around the code, without which many cameras don't find it. */
const QUIET = 4

/** A QR code of a text, drawn dark on light in every theme. */
export function qrCode(text: string, label: string): TemplateResult {
	const { data, size } = encode(text, { ecc: 'M', border: QUIET })
	const rows = data.map((row, y) =>
		row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join(''),
	)
	return svg`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label}
		shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z" /><path fill="#000" d=${rows.join('')} /></svg>` as TemplateResult
}
