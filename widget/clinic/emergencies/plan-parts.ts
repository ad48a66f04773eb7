import type { EmergencyPlan, PlanLine, PlannedMove } from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { radioKeys, tabStop } from '../../controls/roving.ts'
import type { ConsoleContext } from '../context.ts'
import { phoneText } from '../phone.ts'
import { shortName } from '../words.ts'
import { type Say, whatText } from './speech.ts'

export type Proposal = EmergencyPlan['proposals'][number]

/** What a part of the plan is drawn with. */
export interface Drawing {
	desk: ConsoleContext
	say: Say
	plan: EmergencyPlan
	chosen: Proposal
}

const keys = radioKeys({ wrap: true })

/** The ways to fit it in, best first. */
export function drawWays(
	{ desk, say, plan, chosen }: Drawing,
	choose: (proposal: Proposal) => void,
): TemplateResult {
	const stop = tabStop(plan.proposals, (one) => one === chosen)
	return html`<div class="ways" role="radiogroup" aria-label=${say('choices')} @keydown=${keys}>${plan.proposals.map(
		(one) => html`<button class="way" type="button" role="radio" aria-checked=${one === chosen}
			tabindex=${one === stop ? 0 : -1} @click=${() => choose(one)}><b>${say('at-with', {
				time: desk.words.time(one.start),
				vet: shortName(desk, one.veterinarianId),
			})}</b><span class="sm">${[waitText(say, one), harmText(say, one)].join(' · ')}</span></button>`,
	)}</div>`
}

const waitText = (say: Say, { waitMinutes: count }: Proposal) =>
	count > 0 ? say('waits-minutes', { count }) : say('at-once')

function harmText(say: Say, { kind, moves }: Proposal): string {
	const count = moves.length
	if (count > 0) return say('must-wait', { count })
	return say(kind === 'kept_time' ? 'kept-time' : 'nobody-waits')
}

/** The vets concerned, as their day is and as it would be. */
export function drawSides(drawing: Drawing): TemplateResult {
	const { say, chosen } = drawing
	const side = (id: 'before' | 'after') =>
		html`<section aria-labelledby=${id}><h3 id=${id}>${say(id)}</h3><ul>${chosen[id].map((line) =>
			drawLine(drawing, line),
		)}</ul></section>`
	return html`<div class="sides">${side('before')}${side('after')}</div>`
}

function drawLine({ desk, say, plan }: Drawing, line: PlanLine): TemplateResult {
	const { change, pets, visit, start } = line
	const name =
		change === 'emergency'
			? say('the-emergency', { what: whatText(say, plan.emergency) })
			: [desk.words.list(pets), visit].filter(Boolean).join(', ')
	const mark =
		change === 'leaves' ? say('line-leaves') : change === 'comes' ? say('line-comes') : ''
	return html`<li class="line ${change}"><span>${desk.words.time(start)}</span><span class="grow"
		>${name}<span class="sm quiet"> ${shortName(desk, line.veterinarianId)}</span></span
		><span class="sm">${mark}</span></li>`
}

/** Who would wait, by how much, and how they hear of it. */
export function drawMoves({ desk, say, chosen }: Drawing): TemplateResult {
	return html`<section class="part" aria-labelledby="waiting"><h3 id="waiting">${say('who-waits')}</h3>
		<ul class="waiting">${chosen.moves.map(
			(move) => html`<li><b>${moveText(desk, say, move)}</b>
				<span class="sm quiet">${howText(desk, say, move)}</span></li>`,
		)}</ul></section>`
}

export function moveText(desk: ConsoleContext, say: Say, { pets, from, to }: PlannedMove): string {
	const { words } = desk
	const [before, after] = [words.time(from.start), words.time(to.start)]
	const about = { pets: words.list(pets), before, after }
	if (from.veterinarianId === to.veterinarianId) return say('move-line', about)
	return say('move-vet', { ...about, vet: shortName(desk, to.veterinarianId) })
}

function howText(
	desk: ConsoleContext,
	say: Say,
	{ minutesLater: count, setOut, byMail, client }: PlannedMove,
): string {
	const told = byMail
		? say('by-mail')
		: client.phone
			? say('by-phone', { phone: phoneText(desk, client.phone) })
			: say('by-phone-none')
	const later = count > 0 ? say('minutes-later', { count }) : say('same-time')
	return [later, ...(setOut ? [say('set-out')] : []), told].join(' · ')
}
