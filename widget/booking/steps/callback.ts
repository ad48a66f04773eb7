import { html, nothing } from 'lit'
import { button } from '../../controls/buttons.ts'
import { title } from '../../controls/shell.ts'
import { fieldsOf, textOf } from '../fields.ts'
import { typeOf } from '../state.ts'
import { soonText, type View } from '../view.ts'
import { callClinic } from './call.ts'
import { field, summary } from './details.ts'

/** A visit that begins with a conversation: no time is chosen, the clinic calls. */
export function callbackStep(view: View) {
	const { words, level, state, send, act } = view
	const { t } = words
	const type = typeOf(state)
	const busy = state.step === 'booking'
	const { pet, owner } = fieldsOf(state)
	const onSubmit = (event: Event) => {
		event.preventDefault()
		if (!busy) act('submit')
	}
	const label = t(state.offline ? 'wait-connection' : busy ? 'asking' : 'call-me')
	return html`${title(level, type?.name, type?.description || t('callback-text'))}
		${type?.description ? html`<p>${t('callback-text')}</p>` : nothing}
		<form id="form" class="form" novalidate @submit=${onSubmit}>${summary(view)}${[
			...owner,
			...pet,
		].map(
			(spec) => html`<div class="all">${field(view, spec)}</div>`,
		)}<div class="all">${button('primary', { label, submit: true, busy, off: state.offline })}</div></form>
		<div class="stack tight">${callClinic(view, 'secondary')}
		${button('quiet', { label: t('another-visit'), onClick: () => send({ type: 'BACK' }) })}</div>`
}

/** By when the clinic calls. */
export function calledStep(view: View) {
	const { words, level, state, send } = view
	const { t } = words
	const by = state.promise?.promisedBy
	const phone = textOf(state.entry.fields.phone)
	const text = by ? t('call-by', { phone, time: soonText(view, by) }) : t('call-soon', { phone })
	return html`${title(level, t('we-call'), text)}<p>${t('call-or-us')}</p><div class="stack tight">
		${callClinic(view, 'secondary')}
		${button('quiet', { label: t('another-visit'), onClick: () => send({ type: 'LEAVE' }) })}</div>`
}
