import { html, nothing } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { errorSummary } from '../../controls/errors.ts'
import {
	checkField,
	segmented,
	selectField,
	type TextProps,
	textArea,
	textField,
} from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { footer, subhead, title } from '../../controls/shell.ts'
import { formatPhone } from '../../locales/phone.ts'
import { clock, info } from '../../theme/icons.ts'
import {
	adviceOf,
	emailTypo,
	errorOf,
	errorsOf,
	type FieldError,
	type FieldSpec,
	fieldsOf,
	textOf,
} from '../fields.ts'
import type { FieldValue } from '../state.ts'
import { isOpen, pet, phoneFrom, phoneOf, type View } from '../view.ts'
import { errorText } from '../wording.ts'

const inputs: Record<string, Pick<TextProps, 'autocomplete' | 'inputmode' | 'type'>> = {
	name: { autocomplete: 'name' },
	phone: { autocomplete: 'tel', inputmode: 'tel', type: 'tel' },
	email: { autocomplete: 'email', inputmode: 'email', type: 'email' },
}

/** What every kind of field shares. */
function shared(view: View, spec: FieldSpec, label: string) {
	const { state, send, touched, act } = view
	const value = state.entry.fields[spec.name]
	const error = errorOf(state, spec)
	const loud = error && (state.sent || touched.has(spec.name) || error.key === 'said')
	const set = (next: FieldValue) => send({ type: 'FIELD', name: spec.name, value: next })
	return {
		id: spec.name,
		label,
		optional: !spec.required && spec.kind !== 'consent',
		error: loud ? errorText(view, error) : undefined,
		value: typeof value === 'string' ? value : '',
		raw: value,
		set,
		onInput: set,
		onSelect: set,
		onBlur: () => {
			const text = textOf(value)
			if (value === undefined) return
			const neat = spec.kind === 'phone' ? formatPhone(text, view.clinic.region) : text
			if (neat !== value) set(neat)
			act('touch', spec.name)
		},
	}
}

function suggestion(view: View, spec: FieldSpec) {
	const email = spec.kind === 'email' && emailTypo(textOf(view.state.entry.fields[spec.name]))
	if (!email) return undefined
	return html`${view.words.t('did-you-mean', { email })} <button type="button" class="link" @click=${() =>
		view.send({ type: 'FIELD', name: spec.name, value: email })}>${view.words.t('use-it')}</button>`
}

function text(view: View, spec: FieldSpec, label: string, more: object = {}) {
	const { kind, of } = spec
	const type = kind === 'date' ? 'date' : (inputs[kind]?.type ?? 'text')
	const props: TextProps = {
		...shared(view, spec, label),
		...inputs[kind],
		...(kind === 'number' ? { inputmode: 'numeric' } : {}),
		type,
		suggestion: suggestion(view, spec),
		enterkeyhint: spec.name === 'email' ? ('go' as const) : ('next' as const),
		...more,
	}
	const area = kind === 'longtext' && (of === undefined || (of.maxLength ?? 500) > 200)
	return area
		? textArea(view.words, { ...props, limit: spec.max, countFrom: spec.max - 100 })
		: textField(view.words, props)
}

function choice(view: View, spec: FieldSpec, label: string, options: readonly [string, string][]) {
	const props = {
		...shared(view, spec, label),
		options: options.map(([value, name]) => ({ value, label: name })),
	}
	const short = options.length < 4 && options.every(([, name]) => name.length < 14)
	return (short ? segmented : selectField)(view.words, props)
}

function multi(view: View, spec: FieldSpec, label: string) {
	const { raw, set, error, id } = shared(view, spec, label)
	const picked = Array.isArray(raw) ? raw : []
	const tick = (option: string, index: number) =>
		checkField({
			id: `${id}-${index}`,
			label: option,
			checked: picked.includes(option),
			onToggle: (on) => set(on ? [...picked, option] : picked.filter((one) => one !== option)),
		})
	return html`<div class="field" id=${id} role="group" aria-labelledby="${id}-label" tabindex="-1"><div class="label" id="${id}-label">${label}</div
		>${spec.of?.options?.map(tick)}${error ? html`<p class="error sm" id="${id}-error">${error}</p>` : nothing}</div>`
}

function tick(view: View, spec: FieldSpec, label: string) {
	const { id, raw, set, error } = shared(view, spec, label)
	return checkField({ id, label, error, checked: raw === true, onToggle: set })
}

/** A field by its kind, in the clinic's words where the clinic asks. */
export function field(view: View, spec: FieldSpec) {
	const { t } = view.words
	const own = spec.of?.label ?? ''
	const yesNo: [string, string][] = [
		['yes', t('yes')],
		['no', t('no')],
	]
	switch (spec.kind) {
		case 'pet':
			return text(view, spec, t(spec.required ? 'name' : 'pet-name'))
		case 'breed':
			return text(view, spec, t('breed'), { placeholder: t('best-guess') })
		case 'age':
			return choice(
				view,
				spec,
				t('age'),
				(['under_1', '1_to_7', '8_or_over'] as const).map((age) => [age, t(age)]),
			)
		case 'sex':
			return choice(view, spec, t('ask-sex'), [
				['male', t('male')],
				['female', t('female')],
			])
		case 'name':
			return text(view, spec, t('full-name'))
		case 'phone':
			return spec.of
				? text(view, spec, own)
				: text(view, spec, t('mobile'), { hint: t('mobile-hint') })
		case 'email':
			return text(view, spec, t('email'))
		case 'yesno':
			return choice(view, spec, own, yesNo)
		case 'choice':
			return choice(
				view,
				spec,
				own,
				(spec.of?.options ?? []).map((one) => [one, one]),
			)
		case 'multi':
			return multi(view, spec, own)
		case 'consent':
			return tick(view, spec, own)
		default:
			return spec.of
				? text(view, spec, own)
				: text(view, spec, t('notes'), { placeholder: t('notes-example') })
	}
}

/** What to do when an answer speaks against this visit. */
function advice(view: View, spec: FieldSpec) {
	const { words, clinic, send } = view
	const found = adviceOf(view.state, spec)
	if (!found) return nothing
	const other = clinic.appointmentTypes.find((type) => type.id === found.appointmentTypeId)
	if (found.suggest === 'offer' && other)
		return html`${note('warm', { glyph: info, text: words.t('advise-visit', { visit: other.name }) })}${action(
			{
				label: words.t('book-that'),
				onClick: () => send({ type: 'PICK_TYPE', id: other.id }),
			},
		)}`
	const call = phoneOf(view)
	return note('warm', {
		glyph: info,
		text: `${words.t('advise-call', { phone: call.text })} ${phoneFrom(view)}`,
		href: call.href,
	})
}

/** Short fields that share a line where there is room. */
const half = ['breed', 'age', 'name', 'phone']

export const group = (view: View, heading: string, specs: FieldSpec[]) =>
	html`<div class="all">${subhead(view.level + 1, heading)}</div>${specs.map(
		(spec) =>
			html`<div class=${half.includes(spec.name) ? '' : 'all'}>${field(view, spec)}${advice(view, spec)}</div>`,
	)}`

/** What is wrong, with the clinic's question by name: several may go unanswered. */
function summaryText(view: View, { of }: FieldSpec, error: FieldError): string {
	const text = errorText(view, error, true)
	if (!of) return text
	return error.key === 'need-answer'
		? view.words.t('answer', { question: of.label })
		: `${of.label}: ${text}`
}

export function summary(view: View) {
	const errors = view.state.sent ? errorsOf(view.state) : []
	if (!errors.length) return nothing
	const list = errors.map(({ spec, error }) => ({
		id: spec.name,
		message: summaryText(view, spec, error),
	}))
	return html`<div class="all">${errorSummary(view.words, view.level + 1, list)}</div>`
}

/** The pet, the owner, and what the visit itself asks. */
export function detailsStep(view: View) {
	const { words, level, state, act } = view
	const { t } = words
	const { pet: about, owner, visit } = fieldsOf(state)
	const onSubmit = (event: Event) => {
		event.preventDefault()
		act('submit')
	}
	return html`${title(level, t('about-you'))}<form id="form" class="form" novalidate @submit=${onSubmit}>
		${summary(view)}${group(view, t('your-pet', { pet: pet(view) }), about)}${group(view, t('you'), owner)}
		${group(view, t('the-visit'), visit)}${offlineNote(view)}<input type="submit" class="sr" tabindex="-1" aria-hidden="true" /></form>`
}

/** The fixed end of the hold, since nothing ticks while offline. */
export function offlineNote({ state, words }: View) {
	const { hold } = state
	if (!state.offline) return nothing
	const values = hold && { time: words.time(hold.start), until: words.time(hold.expiresAt) }
	const title = values ? words.t('offline-held', values) : undefined
	return html`<div class="all">${note('info', { glyph: clock, title, text: words.t('carry-on') })}</div>`
}

/** "Or call us on 020 …" under a button that waits for the network. */
export const offlineCall = (view: View) => (view.state.offline ? orCall(view) : undefined)

/** "Or call us on 020 …", while somebody answers there. */
export function orCall(view: View) {
	if (!isOpen(view)) return undefined
	const call = phoneOf(view)
	const [before, after] = view.words.t('or-call', { phone: '|' }).split('|')
	return html`${before}<a class="link" href=${call.href}><bdi dir="ltr">${call.text}</bdi></a>${after}`
}

export function detailsButton(view: View) {
	const { words, state, act } = view
	const label = state.offline
		? 'wait-connection'
		: state.editing
			? 'back-to-review'
			: 'review-visit'
	return button('primary', {
		label: words.t(label),
		off: state.offline,
		onClick: () => act('submit'),
	})
}

export const detailsFooter = (view: View) =>
	footer({ button: detailsButton(view), below: offlineCall(view), sticky: view.tall })
