import { html, nothing } from 'lit'
import { button } from '../../controls/buttons.ts'
import { segmented, textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { footer, title } from '../../controls/shell.ts'
import { info } from '../../theme/icons.ts'
import { type Entry, typeOf } from '../state.ts'
import { pet, type View } from '../view.ts'
import { callClinic } from './call.ts'

type Ask = 'client' | 'problems' | 'age' | 'weight' | 'sex' | 'lastVisit'

/** The visit is not for clients of this kind. */
const wrongClient = ({ state }: View): boolean => {
	const wanted = typeOf(state)?.clientType
	const { client } = state.entry
	return !!client && wanted !== 'both' && wanted !== client
}

const known = ({ state: { entry } }: View, ask: Ask): boolean =>
	({
		client: entry.client,
		problems: entry.problems,
		age: entry.ageMonths !== undefined,
		weight: entry.weightGrams,
		sex: entry.sex,
		lastVisit: null,
	})[ask] !== undefined &&
	(ask !== 'age' || entry.ageMonths !== undefined)

/** What was asked is answered, and the answers allow this visit. */
export const answered = (view: View): boolean =>
	!wrongClient(view) && (typeOf(view.state)?.asks ?? []).every((ask) => known(view, ask))

const number = (text: string): number => Number(text.replace(',', '.')) || 0

function field(view: View, ask: Ask) {
	const { words, state, clinic, send, touched, act } = view
	const { entry } = state
	const set = (change: Partial<Entry>) => send({ type: 'SET', entry: change })
	const error = touched.has('questions') && !known(view, ask) ? words.t('need-answer') : undefined
	const pick = (
		id: string,
		label: string,
		options: [string, string][],
		value: string | undefined,
		onSelect: (value: string) => void,
	) =>
		segmented(words, {
			id,
			label,
			error: id === 'age-unit' ? undefined : error,
			options: options.map(([value, label]) => ({ value, label })),
			value,
			onSelect,
		})
	const { t } = words
	switch (ask) {
		case 'lastVisit':
			return nothing
		case 'client':
			return pick(
				'client',
				t('ask-client', { clinic: clinic.name }),
				[
					['existing', t('yes')],
					['new', t('no')],
				],
				entry.client,
				(client) => set({ client: client as 'new' }),
			)
		case 'problems':
			return pick(
				'problems',
				t('ask-problems'),
				['1', '2', '3', '4'].map((n) => [n, n]),
				String(entry.problems),
				(n) => set({ problems: Number(n) }),
			)
		case 'sex':
			return pick(
				'sex',
				t('ask-sex'),
				[
					['male', t('male')],
					['female', t('female')],
				],
				entry.sex,
				(sex) => set({ sex: sex as 'male' }),
			)
		case 'weight':
			return textField(words, {
				id: 'weight',
				label: t('ask-weight'),
				inputmode: 'decimal',
				error,
				value: String(entry.fields.weight ?? ''),
				onInput: (value) => {
					send({ type: 'FIELD', name: 'weight', value })
					set({ weightGrams: Math.round(number(value) * 1000) || undefined })
				},
			})
		case 'age': {
			const count = String(entry.fields['age-count'] ?? '')
			const unit = String(entry.fields['age-unit'] ?? 'years')
			const months = (value: string, per: string) =>
				set({
					ageMonths: value.trim()
						? Math.round(number(value) * (per === 'years' ? 12 : 1))
						: undefined,
				})
			return html`${textField(words, {
				id: 'age-count',
				label: t('ask-age', { pet: pet(view) }),
				inputmode: 'decimal',
				error,
				value: count,
				onInput: (value) => {
					send({ type: 'FIELD', name: 'age-count', value })
					months(value, unit)
				},
			})}${pick(
				'age-unit',
				t('age-unit'),
				[
					['years', t('years')],
					['months', t('months')],
				],
				unit,
				(value) => {
					send({ type: 'FIELD', name: 'age-unit', value })
					months(count, value)
					act('redraw')
				},
			)}`
		}
	}
}

/** What lengthens the visit or rules it out, asked before any time is shown. */
export function questionsStep(view: View) {
	const { words, level, state } = view
	const type = typeOf(state)
	const key = type?.clientType === 'new' ? 'only-new' : 'only-existing'
	const lead = type?.name
	return html`${title(level, words.t('a-little-more'), lead)}${type?.asks.map((ask) => field(view, ask))}${
		wrongClient(view)
			? html`${note('warm', { glyph: info, text: words.t(key) })}${callClinic(view, 'secondary')}`
			: nothing
	}`
}

export function questionsFooter(view: View) {
	const { words, send, act, now } = view
	const wrong = wrongClient(view)
	const onClick = () => {
		if (wrong) send({ type: 'BACK' })
		else if (answered(view)) send({ type: 'CONTINUE', now: new Date(now).toISOString() })
		else act('touch', 'questions')
	}
	return footer({
		sticky: view.tall,
		button: button('primary', { label: words.t(wrong ? 'another-visit' : 'continue'), onClick }),
	})
}
