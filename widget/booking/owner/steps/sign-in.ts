import { html } from 'lit'
import { action, button } from '../../../controls/buttons.ts'
import { textField } from '../../../controls/fields.ts'
import { footer, title } from '../../../controls/shell.ts'
import type { BookingEvent } from '../../happenings.ts'
import type { View } from '../../view.ts'

const form = (view: View, event: BookingEvent, field: unknown) => {
	const onSubmit = (submitted: Event) => {
		submitted.preventDefault()
		view.send(event)
	}
	return html`<form class="form" novalidate @submit=${onSubmit}><div class="all">${field}</div
		><input type="submit" class="sr" tabindex="-1" aria-hidden="true" /></form>`
}

const guest = ({ words, send }: View) =>
	html`<div>${action({ label: words.t('no-sign-in'), onClick: () => send({ type: 'NEVER_MIND' }) })}</div>`

/** The address to mail a code to. Nothing that was chosen is left for it. */
export function emailStep(view: View) {
	const { words, level, state, send } = view
	const { email, wrong } = state.owner!
	const field = textField(words, {
		id: 'sign-in-email',
		label: words.t('email'),
		type: 'email',
		inputmode: 'email',
		autocomplete: 'email',
		enterkeyhint: 'go',
		value: email,
		error: wrong && words.t(wrong),
		onInput: (value) => send({ type: 'EMAIL', email: value }),
	})
	return html`${title(level, words.t('sign-in-title'), words.t('sign-in-text'))}${form(view, { type: 'MAIL_CODE' }, field)}${guest(view)}`
}

/** The code. The words are the same whether or not anybody has that address. */
export function codeStep(view: View) {
	const { words, level, state, send } = view
	const { email, code, wrong } = state.owner!
	const field = textField(words, {
		id: 'sign-in-code',
		label: words.t('sign-in-code'),
		inputmode: 'numeric',
		autocomplete: 'one-time-code',
		enterkeyhint: 'go',
		value: code,
		error: wrong && words.t(wrong),
		onInput: (value) => send({ type: 'CODE', code: value }),
	})
	const again = action({ label: words.t('other-code'), onClick: () => send({ type: 'BACK' }) })
	return html`${title(level, words.t('code-title'), words.t('code-text', { email }))}${form(view, { type: 'SEND_CODE' }, field)}<div class="between">${again}${guest(view)}</div>`
}

const foot = (view: View, label: 'send-code' | 'sign-in', event: BookingEvent) =>
	footer({
		button: button('primary', {
			label: view.words.t(view.state.offline ? 'wait-connection' : label),
			busy: view.state.owner!.busy,
			off: view.state.offline,
			onClick: () => view.send(event),
		}),
		sticky: view.tall,
	})

export const emailFooter = (view: View) => foot(view, 'send-code', { type: 'MAIL_CODE' })
export const codeFooter = (view: View) => foot(view, 'sign-in', { type: 'SEND_CODE' })
