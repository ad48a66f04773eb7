import { html } from 'lit'
import { button } from '../../controls/buttons.ts'
import { focusField } from '../../controls/errors.ts'
import { segmented, textField } from '../../controls/fields.ts'
import { footer, title } from '../../controls/shell.ts'
import { type Ask, ageOf, answerError, numberIn, obstacleOf } from '../answers.ts'
import { type Entry, type State, typeOf } from '../state.ts'
import { pet, type View } from '../view.ts'
import { todayOf } from '../wording.ts'
import { bookFirst, firstVisits, lastVisitField, notice } from './earlier-visit.ts'

/** What was asked is answered, and the answers allow this visit. */
export function answered(view: View): boolean {
	const today = todayOf(view)
	const asks = typeOf(view.state)?.asks ?? []
	return !obstacleOf(view.state, today) && !asks.some((ask) => answerError(view.state, ask, today))
}

/** An answer as typed, and what it means for the visit. */
function type({ send }: View, name: string, value: string, means: Partial<Entry>): void {
	send({ type: 'FIELD', name, value })
	send({ type: 'SET', entry: means })
}

type Choices = readonly (readonly [value: string, label: string])[]

function pick(
	{ words }: View,
	props: { id: string; label: string; error?: string | undefined; value: string | undefined },
	options: Choices,
	onSelect: (value: string) => void,
) {
	const choices = options.map(([value, label]) => ({ value, label }))
	return segmented(words, { ...props, options: choices, onSelect })
}

function age(view: View, error: string | undefined) {
	const { words, state } = view
	const { t } = words
	const count = String(state.entry.fields['age-count'] ?? '')
	const unit = String(state.entry.fields['age-unit'] ?? '')
	const counted = error !== t('need-unit')
	// No unit is chosen beforehand: ten years instead of ten weeks would only be noticed by the vet.
	return html`${textField(words, {
		id: 'age-count',
		label: t('ask-age', { pet: pet(view) }),
		inputmode: 'decimal',
		error: counted ? error : undefined,
		value: count,
		onInput: (value) => type(view, 'age-count', value, ageOf(value, unit)),
	})}${pick(
		view,
		{ id: 'age-unit', label: t('age-unit'), value: unit, error: counted ? undefined : error },
		(['weeks', 'months', 'years'] as const).map((one) => [one, t(one)]),
		(value) => type(view, 'age-unit', value, ageOf(count, value)),
	)}`
}

function weight(view: View, error: string | undefined) {
	const { words, state } = view
	return textField(words, {
		id: 'weight',
		label: words.t('ask-weight'),
		inputmode: 'decimal',
		error,
		value: String(state.entry.fields.weight ?? ''),
		onInput: (value) => type(view, 'weight', value, { weightGrams: gramsOf(value) }),
	})
}

/** Up to the server's 200 kg. */
function gramsOf(kilograms: string): State['entry']['weightGrams'] {
	const grams = Math.round(numberIn(kilograms) * 1000)
	return grams > 0 && grams <= 200_000 ? grams : undefined
}

const counts: Choices = ['1', '2', '3', '4'].map((n) => [n, n])

function field(view: View, ask: Ask) {
	const { words, state, clinic, send, touched } = view
	const { t } = words
	const { client, problems, sex } = state.entry
	const wrong = answerError(state, ask, todayOf(view))
	const quiet = !touched.has('questions') && !Object.keys(state.refused).length
	const error = wrong && (wrong === 'last-ahead' || !quiet) ? t(wrong) : undefined
	const set = (entry: Partial<Entry>) => send({ type: 'SET', entry })
	const yesNo: Choices = [
		['existing', t('yes')],
		['new', t('no')],
	]
	const sexes: Choices = (['male', 'female'] as const).map((one) => [one, t(one)])
	switch (ask) {
		case 'client': {
			const label = t('ask-client', { clinic: clinic.name })
			return pick(view, { id: ask, label, error, value: client }, yesNo, (client) =>
				set({ client: client as 'new' }),
			)
		}
		case 'problems':
			return pick(
				view,
				{ id: ask, label: t('ask-problems'), value: String(problems) },
				counts,
				(n) => set({ problems: Number(n) }),
			)
		case 'sex':
			return pick(view, { id: ask, label: t('ask-sex'), error, value: sex }, sexes, (sex) =>
				set({ sex: sex as 'male' }),
			)
		case 'weight':
			return weight(view, error)
		case 'age':
			return age(view, error)
		case 'lastVisit':
			return lastVisitField(view, error)
	}
}

/** What lengthens the visit or rules it out, asked before any time is shown. */
export function questionsStep(view: View) {
	const { words, level, state } = view
	const type = typeOf(state)
	return html`${title(level, words.t('a-little-more'), type?.name)}${type?.asks.map((ask) => field(view, ask))}${notice(view)}`
}

/** The first question that keeps the visitor here. */
function focusFirst(root: ShadowRoot): void {
	const id = root.querySelector('[aria-invalid=true]')?.id
	if (id) focusField(root, id)
}

export function questionsFooter(view: View) {
	const { words, send, act, now, state } = view
	const wrong = obstacleOf(state, todayOf(view))
	const onClick = (event: Event) => {
		const root = (event.currentTarget as Element).getRootNode() as ShadowRoot
		if (wrong) send({ type: 'BACK' })
		else if (answered(view)) send({ type: 'CONTINUE', now: new Date(now).toISOString() })
		else {
			act('touch', 'questions')
			requestAnimationFrame(() => focusFirst(root))
		}
	}
	const [first] = firstVisits(view)
	const label = words.t(wrong ? 'another-visit' : 'continue')
	const main = first ? bookFirst(view, 'primary', first) : button('primary', { label, onClick })
	return footer({
		sticky: view.tall,
		// A list is drawn anew: a press that leaves a field, and began on Continue, ends on nothing else.
		button: wrong ? [main] : main,
	})
}
