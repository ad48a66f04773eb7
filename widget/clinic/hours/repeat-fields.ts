import { html, nothing, type TemplateResult } from 'lit'
import { box, errorLine, selectField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import type { Translate } from '../../locales/localize.ts'
import { info } from '../../theme/icons.ts'
import type { ConsoleContext } from '../context.ts'
import type { hoursMessages } from './messages.ts'
import { choiceFrom, type Nth, type RuleChoice, ruleOf, type Weekday } from './rule-choice.ts'
import { ruleWords } from './rule-words.ts'

export interface RepeatProps {
	desk: ConsoleContext
	say: Translate<typeof hoursMessages>
	/** null: a rule that the editor has no words for. */
	choice: RuleChoice | null
	/** As it is stored, to be kept as long as nothing else is chosen. */
	custom: string | null
	firstDay: string
	errors: Record<string, string>
	onChoose: (choice: RuleChoice | null) => void
}

const KINDS = ['weekly', 'daily', 'monthly', 'nth'] as const
const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
const NTHS: readonly Nth[] = [1, 2, 3, 4, -1]
const MOST_EVERY = 12

/** How often: in words, never in the letters of a rule. */
export function repeatFields(props: RepeatProps): TemplateResult {
	const { desk, say, choice, custom, firstDay, errors, onChoose } = props
	const kinds = [...KINDS, ...(custom === null ? [] : (['custom'] as const))]
	return html`<div class="row">${selectField(desk.words, {
		...{ id: 'rrule', label: say('repeats'), value: choice?.kind ?? 'custom', error: errors.rrule },
		options: kinds.map((value) => ({ value, label: say(value) })),
		onSelect: (kind) =>
			onChoose(kind === 'custom' ? null : choiceFrom(firstDay, kind as RuleChoice['kind'])),
	})}${choice ? everyField(props, choice) : nothing}${choice ? dayFields(props, choice) : nothing}</div>
	${choice?.kind === 'weekly' ? weekdayBoxes(props, choice) : nothing}
	${choice ? nothing : note('info', { glyph: info, text: say('custom-text') })}`
}

function everyField({ desk, say, onChoose }: RepeatProps, choice: RuleChoice): TemplateResult {
	const words = ruleWords(desk.words.locale)
	const unit =
		choice.kind === 'daily' ? 'days' : choice.kind === 'weekly' ? 'weeks' : ('months' as const)
	const options = Array.from({ length: Math.max(MOST_EVERY, choice.every) }, (_, i) => ({
		value: String(i + 1),
		label: i === 0 ? say(`every-one-${unit}`) : say(`every-${unit}`, { nth: words.nth(i + 1) }),
	}))
	return selectField(desk.words, {
		...{ id: 'every', label: say('every'), options, value: String(choice.every) },
		onSelect: (every) => onChoose({ ...choice, every: Number(every) }),
	})
}

function dayFields(props: RepeatProps, choice: RuleChoice): TemplateResult | typeof nothing {
	const { desk, say, onChoose } = props
	const words = ruleWords(desk.words.locale)
	if (choice.kind === 'monthly') {
		const days = [...Array.from({ length: 31 }, (_, i) => i + 1), -1]
		return selectField(desk.words, {
			...{ id: 'month-day', label: say('month-day'), value: String(choice.monthDay) },
			options: days.map((day) => ({ value: String(day), label: words.monthDay(day) })),
			onSelect: (day) => onChoose({ ...choice, monthDay: Number(day) }),
		})
	}
	if (choice.kind !== 'nth') return nothing
	return html`${selectField(desk.words, {
		...{ id: 'which-one', label: say('which-one'), value: String(choice.nth) },
		options: NTHS.map((nth) => ({ value: String(nth), label: words.nth(nth) })),
		onSelect: (nth) => onChoose({ ...choice, nth: Number(nth) as Nth }),
	})}${selectField(desk.words, {
		...{ id: 'which-weekday', label: say('which-weekday'), value: String(choice.weekday) },
		options: WEEKDAYS.map((day) => ({ value: String(day), label: words.weekday(day) })),
		onSelect: (day) => onChoose({ ...choice, weekday: Number(day) as Weekday }),
	})}`
}

type Weekly = Extract<RuleChoice, { kind: 'weekly' }>

function weekdayBoxes({ desk, say, errors, onChoose }: RepeatProps, choice: Weekly) {
	const words = ruleWords(desk.words.locale)
	const toggle = (day: Weekday) => (on: boolean) => {
		const rest = choice.weekdays.filter((other) => other !== day)
		const weekdays = on ? [...rest, day].sort((a, b) => a - b) : rest
		onChoose({ ...choice, weekdays })
	}
	return html`<fieldset id="days" tabindex="-1" aria-describedby=${errors.days ? 'days-error' : nothing}><legend>${say('on-days')}</legend>
		<div class="days">${WEEKDAYS.map(
			(
				day,
			) => html`<label for="day-${day}">${box(`day-${day}`, choice.weekdays.includes(day), toggle(day))}
				<span>${words.weekday(day, 'short')}</span></label>`,
		)}</div>${errorLine({ id: 'days', label: '', error: errors.days })}</fieldset>`
}

/** The rule as it is sent. */
export const ruleText = (choice: RuleChoice | null, custom: string | null): string =>
	choice ? ruleOf(choice) : (custom ?? '')

/** Whether a rule names no day yet. */
export const isOpen = (choice: RuleChoice | null): boolean =>
	choice?.kind === 'weekly' && choice.weekdays.length === 0
