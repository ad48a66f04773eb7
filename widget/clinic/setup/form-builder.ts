import type { FormField } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { checkField, segmented, selectField, textArea, textField } from '../../controls/fields.ts'
import type { Draft } from './draft.ts'
import type { EditedType } from './new-type.ts'
import { rowList } from './row-list.ts'
import type { SetupSection } from './section.ts'
import { SPECIES, tickList } from './ticks.ts'

type Kind = FormField['type']
const KINDS: readonly Kind[] = [
	...(['text', 'longtext', 'choice', 'multi', 'number'] as const),
	...(['date', 'yesno', 'phone', 'consent'] as const),
]

const FRESH = {
	label: '',
	type: 'text',
	required: false,
	options: null,
	maxLength: null,
	min: null,
	max: null,
	pattern: null,
	species: null,
	sex: null,
	advice: null,
} as const

/** The questions of a visit: added, ordered and removed by keyboard as by mouse. */
export function formBuilder(section: SetupSection, draft: Draft<EditedType>): TemplateResult {
	const { say } = section
	const fields = draft.value.formFields
	return html`<p class="sm quiet">${say('form-text')}</p>${rowList(section, draft, {
		path: 'formFields',
		ordered: true,
		addLabel: say('add-question'),
		name: (i) => say('question', { count: i + 1 }),
		fresh: () => ({ ...FRESH, id: freeId(fields.map(({ id }) => id)) }),
		fields: (path, i) => questionFields(section, draft, path, fields[i]?.type ?? 'text'),
	})}`
}

/** Answers are kept under it, so it is made once and stays when words or places change. */
function freeId(taken: readonly string[]): string {
	for (let n = taken.length + 1; ; n++) if (!taken.includes(`q${n}`)) return `q${n}`
}

function questionFields(
	section: SetupSection,
	draft: Draft<EditedType>,
	path: string,
	kind: Kind,
): TemplateResult {
	const { say } = section
	const kinds = KINDS.map((value) => ({ value, label: say(`type-${value}`) }))
	const animals = SPECIES.map((value) => ({ value, label: say(value) }))
	const chooses = kind === 'choice' || kind === 'multi'
	const writes = kind === 'text' || kind === 'longtext'
	return html`<div class="grid2">${draft.text(`${path}.label`, say('question-label'))}
			${draft.select(`${path}.type`, say('question-type'), kinds)}</div>
		${chooses ? draft.list(`${path}.options`, say('question-options'), say('options-hint')) : nothing}
		${writes ? draft.number(`${path}.maxLength`, say('question-max')) : nothing}
		${
			kind === 'number'
				? html`<div class="grid2">${draft.number(`${path}.min`, say('question-min'))}${draft.number(`${path}.max`, say('question-top'))}</div>`
				: nothing
		}${draft.check(`${path}.required`, say('question-required'))}
		${tickList(draft, `${path}.species`, say('animals'), animals, say('animals-hint'), null)}`
}

/** What does not go with another kind of answer would be refused, so it is let go of. */
export function fieldsToSend(fields: EditedType['formFields']): EditedType['formFields'] {
	return fields.map((field) => {
		const { type } = field
		const chooses = type === 'choice' || type === 'multi'
		const writes = type === 'text' || type === 'longtext'
		return {
			...field,
			options: chooses ? field.options : null,
			maxLength: writes ? field.maxLength : null,
			pattern: type === 'text' ? field.pattern : null,
			min: type === 'number' ? field.min : null,
			max: type === 'number' ? field.max : null,
			advice: chooses || type === 'yesno' || type === 'number' ? field.advice : null,
		}
	})
}

/** The same controls that owners get, not to be used. */
export function formPreview(section: SetupSection, type: EditedType): TemplateResult {
	const { say } = section
	if (type.formFields.length === 0) return html`<p class="quiet">${say('no-questions')}</p>`
	return html`<div class="stack" inert>${type.formFields.map((field, i) => preview(section, field, i))}</div>`
}

function preview(
	{ say, desk: { words } }: SetupSection,
	field: EditedType['formFields'][number],
	i: number,
): TemplateResult {
	const { type, label, required, options } = field
	const nothingHappens = () => {}
	const base = { id: `preview-${i}`, label: label || '…', optional: !required }
	const typed = { ...base, value: '', onInput: nothingHappens }
	const choices = (options ?? []).map((value) => ({ value, label: value }))
	const chosen = { ...base, value: undefined, onSelect: nothingHappens }
	switch (type) {
		case 'longtext':
			return textArea(words, typed)
		case 'choice':
			return selectField(words, { ...chosen, options: choices })
		case 'multi':
			return html`<fieldset class="field"><legend class="label">${base.label}</legend>${choices.map(
				(one, n) =>
					checkField({
						id: `${base.id}-${n}`,
						label: one.label,
						checked: false,
						onToggle: nothingHappens,
					}),
			)}</fieldset>`
		case 'yesno':
			return segmented(words, {
				...chosen,
				options: [
					{ value: 'yes', label: say('yes') },
					{ value: 'no', label: say('no') },
				],
			})
		case 'consent':
			return checkField({ ...base, checked: false, onToggle: nothingHappens })
		case 'date':
			return textField(words, { ...typed, type: 'date' })
		default:
			return textField(words, { ...typed, type: type === 'phone' ? 'tel' : 'text' })
	}
}
