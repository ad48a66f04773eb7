import { html, nothing } from 'lit'
import { button } from '../../controls/buttons.ts'
import { phone } from '../../theme/icons.ts'
import { phoneFrom, phoneOf, type View } from '../view.ts'

/** The clinic's number to call, and from when it is answered while that is not now. */
export function callClinic(view: View, kind: 'primary' | 'secondary' | 'quiet') {
	const { text, href } = phoneOf(view)
	const from = phoneFrom(view)
	return html`${button(kind, { label: view.words.t('call-number', { phone: text }), glyph: phone, href })}${
		from ? html`<p class="xs quiet centre">${from}</p>` : nothing
	}`
}
