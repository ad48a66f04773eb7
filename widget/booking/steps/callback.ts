import { html, nothing } from 'lit'
import { button } from '../../controls/buttons.ts'
import { title } from '../../controls/shell.ts'
import { phone } from '../../theme/icons.ts'
import { typeOf } from '../state.ts'
import { phoneOf, type View } from '../view.ts'

/** A visit that begins with a conversation: no time is chosen. */
export function callbackStep(view: View) {
	const { words, level, state, send } = view
	const type = typeOf(state)
	const call = phoneOf(view)
	return html`${title(level, type?.name, type?.description || words.t('callback-text'))}
		${type?.description ? html`<p>${words.t('callback-text')}</p>` : nothing}<div class="stack tight">
		${button('primary', { label: words.t('call-number', { phone: call.text }), glyph: phone, href: call.href })}
		${button('quiet', { label: words.t('another-visit'), onClick: () => send({ type: 'BACK' }) })}</div>`
}
