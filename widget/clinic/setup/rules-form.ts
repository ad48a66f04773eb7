/** The rules of a visit, in the order in which people think of them. */
import { html, nothing, type TemplateResult } from 'lit'
import { box } from '../../controls/checks.ts'
import type { Draft } from './draft.ts'
import type { EditedType } from './new-type.ts'
import { rowList } from './row-list.ts'
import type { SetupSection } from './section.ts'
import { SPECIES, tickList } from './ticks.ts'

type Edited = Draft<EditedType>
type Fields = readonly [name: string, key: Parameters<SetupSection['say']>[0]][]

const numbers = ({ say }: SetupSection, draft: Edited, fields: Fields, prefix = '') =>
	fields.map(([name, key]) =>
		draft.number(`${prefix}${name}`, (say as (key: string) => string)(key)),
	)

const animalsOf = ({ say }: SetupSection) => SPECIES.map((value) => ({ value, label: say(value) }))

export function timeForm(section: SetupSection, draft: Edited): TemplateResult {
	const { say } = section
	const starts = (['grid', 'flush'] as const).map((value) => ({
		value,
		label: say(`starts-${value}`),
	}))
	return html`<div class="grid3">${numbers(section, draft, [
		['durationMinutes', 'duration'],
		['bufferBeforeMinutes', 'buffer-before'],
		['bufferAfterMinutes', 'buffer-after'],
		['stepMinutes', 'step'],
	])}${draft.select('starts', say('starts'), starts)}${numbers(section, draft, [
		['minNoticeMinutes', 'notice'],
		['horizonDays', 'horizon'],
	])}</div>${draft.check('sameDayOnly', say('same-day'))}${draft.check('urgent', say('urgent'))}`
}

export function lengthForm(section: SetupSection, draft: Edited): TemplateResult {
	const { say } = section
	return html`<div class="grid2">${numbers(section, draft, [
		['extraPetMinutes', 'extra-pet'],
		['maxPets', 'most-pets'],
		['extraProblemMinutes', 'extra-problem'],
		['newClientMinutes', 'new-client'],
	])}</div><h3>${say('age-minutes')}</h3>${rowList(section, draft, {
		path: 'ageMinutes',
		addLabel: say('add'),
		name: (i) => `${say('age-minutes')} ${i + 1}`,
		fresh: () => ({
			...{ species: null, fromWeeks: null, fromMonths: null, underWeeks: null },
			...{ underMonths: null, minutes: 15 },
		}),
		fields: (path) =>
			html`<div class="grid3">${numbers(
				section,
				draft,
				[
					['fromWeeks', 'from-weeks'],
					['underWeeks', 'under-weeks'],
					['fromMonths', 'from-months'],
					['underMonths', 'under-months'],
					['minutes', 'more-minutes'],
				],
				`${path}.`,
			)}</div>${tickList(draft, `${path}.species`, say('animals'), animalsOf(section), say('animals-hint'), null)}`,
	})}`
}

export function peopleForm(section: SetupSection, draft: Edited): TemplateResult {
	const { say, desk } = section
	const inUse = desk.resources.filter(({ active }) => active)
	const people = inUse.filter(({ kind }) => kind === 'veterinarian' || kind === 'nurse')
	const rooms = new Set(inUse.flatMap(({ roomType }) => roomType ?? []))
	const tools = inUse.filter(({ kind, code }) => kind === 'equipment' && code !== null)
	const ticks = (path: string, key: Fields[number][1], all: readonly string[][], hint?: string) => {
		if (all.length === 0) return nothing
		const options = all.map(([value = '', label = value]) => ({ value, label }))
		const none = path === 'namedResourceIds' ? null : []
		return tickList(draft, path, (say as (key: string) => string)(key), options, hint, none)
	}
	return html`${ticks('roles', 'done-by', [
		['veterinarian', say('vets')],
		['nurse', say('nurses')],
	])}${ticks(
		'namedResourceIds',
		'named-people',
		people.map(({ id, name }) => [id, name]),
		say('any'),
	)}${draft.list('requiredSkills', say('skills'), say('skills-hint'))}
		${ticks(
			'roomTypes',
			'room-kinds',
			[...rooms].map((room) => [room]),
			say('room-kinds-hint'),
		)}
		${ticks(
			'equipment',
			'equipment',
			tools.map(({ code, name }) => [code ?? '', name]),
		)}`
}

export function animalsForm(section: SetupSection, draft: Edited): TemplateResult {
	const { say } = section
	const clients = (['both', 'new', 'existing'] as const).map((value) => ({
		value,
		label: say(`clients-${value}`),
	}))
	return html`${tickList(draft, 'species', say('animals'), animalsOf(section), say('animals-hint'))}
		${draft.select('clientType', say('clients'), clients)}
		<h3>${say('age-limits')}</h3>${limitRows(section, draft, 'ageLimits', 'age-limits', [
			['minWeeks', 'min-weeks'],
			['maxWeeks', 'max-weeks'],
			['minMonths', 'min-months'],
			['maxMonths', 'max-months'],
		])}<h3>${say('weight-limits')}</h3>${limitRows(
			section,
			draft,
			'weightLimits',
			'weight-limits',
			[
				['minGrams', 'min-grams'],
				['maxGrams', 'max-grams'],
			],
		)}${earlierForm(section, draft)}`
}

function limitRows(
	section: SetupSection,
	draft: Edited,
	path: string,
	key: 'age-limits' | 'weight-limits',
	fields: Fields,
): TemplateResult {
	const { say } = section
	return rowList(section, draft, {
		path,
		addLabel: say('add'),
		name: (i) => `${say(key)} ${i + 1}`,
		fresh: () => Object.fromEntries([['species', null], ...fields.map(([name]) => [name, null])]),
		fields: (at) =>
			html`<div class="grid2">${numbers(section, draft, fields, `${at}.`)}</div>
				${tickList(draft, `${at}.species`, say('animals'), animalsOf(section), say('animals-hint'), null)}`,
	})
}

function earlierForm(section: SetupSection, draft: Edited): TemplateResult {
	const { say } = section
	const wanted = draft.value.earlierVisit !== null
	const fresh = { appointmentTypeIds: null, minDays: 0, maxDays: 365 }
	const toggle = (on: boolean) => draft.set('earlierVisit', on ? fresh : null)
	return html`<label class="tickbox sm" for="needs-earlier">${box('needs-earlier', wanted, toggle)}<span>${say('needs-earlier')}</span></label>
		${
			wanted
				? html`<div class="grid2">${numbers(
						section,
						draft,
						[
							['minDays', 'min-days'],
							['maxDays', 'max-days'],
						],
						'earlierVisit.',
					)}</div>`
				: nothing
		}`
}

/** Places of a day, animals left for the day, and what only another program has set. */
export function dayForm(section: SetupSection, draft: Edited): TemplateResult {
	const { say, desk } = section
	const caps = desk.resources.filter(({ kind }) => kind === 'cap')
	const { dayProcedure, parts } = draft.value
	const fresh = {
		admission: { from: '08:00', until: '09:00', everyMinutes: 15 },
		discharge: { from: '15:00', until: '18:00' },
	}
	const toggle = (on: boolean) => draft.set('dayProcedure', on ? fresh : null)
	return html`<label class="tickbox sm" for="day-procedure">${box('day-procedure', dayProcedure !== null, toggle)}<span>${say('is-day-procedure')}</span></label>
		${dayProcedure === null ? nothing : stayForm(section, draft)}
		${caps.length === 0 ? nothing : html`<h3>${say('places')}</h3>${capRows(section, draft)}`}
		${parts.length === 0 ? nothing : html`<p class="sm quiet">${say('further-parts', { count: parts.length })}</p>`}`
}

function stayForm({ say }: SetupSection, draft: Edited): TemplateResult {
	const time = { type: 'time' } as const
	return html`<div class="grid3">${draft.text('dayProcedure.admission.from', say('bring-from'), time)}
		${draft.text('dayProcedure.admission.until', say('bring-until'), time)}
		${draft.number('dayProcedure.admission.everyMinutes', say('every'))}
		${draft.text('dayProcedure.discharge.from', say('collect-from'), time)}
		${draft.text('dayProcedure.discharge.until', say('collect-until'), time)}</div>`
}

function capRows(section: SetupSection, draft: Edited): TemplateResult {
	const { say, desk } = section
	const caps = desk.resources
		.filter(({ kind }) => kind === 'cap')
		.map(({ id, name }) => ({ value: id, label: name }))
	const per = (['day', 'hour'] as const).map((value) => ({ value, label: say(`per-${value}`) }))
	return rowList(section, draft, {
		path: 'caps',
		addLabel: say('add'),
		name: (i) => `${say('places')} ${i + 1}`,
		fresh: () => ({ resourceId: caps[0]?.value ?? '', per: 'day', points: 1 }),
		fields: (path, i) =>
			html`<div class="grid3">${draft.select(`${path}.resourceId`, say('places-of'), caps)}${draft.select(`${path}.per`, say('per'), per)}
				${
					typeof draft.value.caps[i]?.points === 'object'
						? html`<p class="sm quiet">${say('points-table')}</p>`
						: draft.number(`${path}.points`, say('points'))
				}</div>`,
	})
}
