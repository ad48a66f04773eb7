import type { StrandedResolution, StrandedVisit } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { errorLine, segmented } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import type { Translate } from '../../locales/localize.ts'
import { alert } from '../../theme/icons.ts'
import type { ConsoleContext } from '../context.ts'
import { shortName } from '../words.ts'
import type { hoursMessages } from './messages.ts'

export type Choice = StrandedResolution['do']
const CHOICES: readonly Choice[] = ['keep', 'move', 'message']

export interface StrandedProps {
	desk: ConsoleContext
	say: Translate<typeof hoursMessages>
	visits: readonly StrandedVisit[]
	/** "Pickle (Ann Otter)" by the visit's id, once that is known. */
	names: ReadonlyMap<string, string>
	chosen: ReadonlyMap<string, Choice>
	/** Where visits would move to, by their id. */
	places: ReadonlyMap<string, StrandedVisit['movedTo']>
	error: string | undefined
	choose: (ids: readonly string[], choice: Choice) => void
}

/** Which visits a change strands, with a choice for each and one for all. */
export function strandedPart(props: StrandedProps): TemplateResult {
	const { desk, say, visits, chosen, choose, error } = props
	const all = visits.map(({ id }) => id)
	const [first] = chosen.values()
	const same = all.every((id) => chosen.get(id) === first) ? first : undefined
	const options = CHOICES.map((value) => ({ value, label: say(value) }))
	return html`<div class="stack">
		${note('warm', {
			glyph: alert,
			title: say('stranded-title', { count: visits.length }),
			text: say('stranded-text'),
		})}
		<ul class="sm quiet">${CHOICES.map((choice) => html`<li>${say(`${choice}-text`)}</li>`)}</ul>
		${errorLine({ id: 'stranded', label: '', error })}
		${
			visits.length > 1
				? segmented(desk.words, {
						...{ id: 'for-all', label: say('for-all'), options, value: same },
						onSelect: (value) => choose(all, value as Choice),
					})
				: nothing
		}
		<ul class="lines">${visits.map((visit) => row(props, visit, options))}</ul></div>`
}

function row(
	{ desk, say, names, chosen, places, choose }: StrandedProps,
	visit: StrandedVisit,
	options: { value: string; label: string }[],
): TemplateResult {
	const who = (id: string) => shortName(desk, id)
	const when = (start: string) =>
		`${desk.words.shortDay(desk.words.dayOf(start))}, ${desk.words.time(start)}`
	const name = names.get(visit.id) ?? visit.reference
	const place = places.get(visit.id)
	const reasons = [...new Set(visit.reasons.map(({ message }) => message))].join('. ')
	return html`<li><div><strong>${when(visit.start)}</strong> ${name}, ${who(visit.veterinarianId)}
		<p class="sm quiet">${reasons}</p>
		${place ? html`<p class="sm"><b>${say('moves-to', { when: when(place.start), who: who(place.veterinarianId) })}</b></p>` : nothing}</div>
		<div>${segmented(desk.words, {
			...{ id: `for-${visit.id}`, label: say('for-visit', { visit: name }), options },
			value: chosen.get(visit.id),
			onSelect: (value) => choose([visit.id], value as Choice),
		})}</div></li>`
}
