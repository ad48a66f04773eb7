import { html, nothing } from 'lit'
import { button } from '../../controls/buttons.ts'
import { title } from '../../controls/shell.ts'
import { typeOf } from '../state.ts'
import type { View } from '../view.ts'
import { callClinic } from './call.ts'

/** A visit that begins with a conversation: no time is chosen. */
export function callbackStep(view: View) {
	const { words, level, state, send } = view
	const type = typeOf(state)
	return html`${title(level, type?.name, type?.description || words.t('callback-text'))}
		${type?.description ? html`<p>${words.t('callback-text')}</p>` : nothing}<div class="stack tight">
		${callClinic(view, 'primary')}
		${button('quiet', { label: words.t('another-visit'), onClick: () => send({ type: 'BACK' }) })}</div>`
}
