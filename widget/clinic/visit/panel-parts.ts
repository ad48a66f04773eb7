import type { VisitDetails } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { note } from '../../controls/notes.ts'
import { listSkeleton } from '../../controls/skeleton.ts'
import { breakable } from '../../frame/addresses.ts'
import {
	alert,
	calendar,
	cat,
	check,
	close,
	dog,
	door,
	exclaim,
	type Glyph,
	hourglass,
	icon,
	otherPet,
	pulse,
	rabbit,
	stethoscope,
} from '../../theme/icons.ts'
import { phoneLink } from '../phone.ts'
import { actionsPart } from './panel-actions.ts'
import { answersPart, historyPart } from './panel-history.ts'
import type { VisitPanel } from './visit-panel.ts'

const faces: Readonly<Record<string, Glyph>> = { dog, cat, rabbit }

export function drawPanel(panel: VisitPanel): TemplateResult {
	const { say, desk, details } = panel
	return html`<div class="panel-in"><header class="panel-head">${details.value ? state(panel, details.value) : html`<span></span>`}
		<button class="round" type="button" aria-label=${say('close')} @click=${() => desk.openVisit(null)}>${icon(close, 20)}</button>
		</header><div class="panel-body stack">${details.draw(
			(value) =>
				html`${animals(panel, value)}${facts(panel, value)}${answersPart(panel, value)}${earlier(panel, value)}${panel.notes.render()}${historyPart(panel, value)}`,
			listSkeleton(3),
		)}</div>${details.value ? actionsPart(panel, details.value) : nothing}</div>`
}

const tones: Readonly<Record<string, [tone: string, glyph: Glyph]>> = {
	pending: ['dashed', hourglass],
	confirmed: ['info', calendar],
	reminded: ['info', calendar],
	checked_in: ['warm', door],
	in_progress: ['solid', stethoscope],
	completed: ['ok', check],
	no_show: ['plain', close],
	cancelled: ['plain', close],
	rescheduled: ['plain', close],
}

function state({ say, desk }: VisitPanel, { appointment, events }: VisitDetails) {
	const { status, answerBy, isEmergency } = appointment
	const [tone, glyph] = tones[status] ?? ['plain', close]
	const arrived = events.findLast((event) => event.to === 'checked_in')
	const waits = arrived
		? Math.max(0, Math.round((Date.now() - Date.parse(arrived.at)) / 60_000))
		: 0
	const words =
		status === 'checked_in' && waits < 600 ? say('waiting-since', { count: waits }) : say(status)
	const when = answerBy ? say('answer-by', { when: desk.words.time(answerBy) }) : ''
	const urgent = isEmergency
		? html`<span class="badge danger">${icon(pulse, 16)}<span>${say('is-emergency')}</span></span>`
		: nothing
	return html`${urgent}<span class="badge ${tone}">${icon(glyph, 16)}<span>${words}</span></span>${
		when ? html`<span class="sm quiet grow">${when}</span>` : nothing
	}`
}

/** Name first, and right after it what might hurt somebody. */
function animals(panel: VisitPanel, { pets }: VisitDetails) {
	const { say } = panel
	return html`${pets.map(
		(
			pet,
			i,
		) => html`<section class="stack tight"><div class="pet"><span class="tile warm round">${icon(faces[pet.species] ?? otherPet, 34)}</span>
			<div class="grow"><h2 class="pet-name" id=${i === 0 ? 'visit-title' : nothing} tabindex="-1">${pet.name}</h2>
			<p class="quiet">${describe(panel, pet)}</p></div></div>
			${pet.status === 'deceased' ? note('plain', { glyph: exclaim, text: say('deceased') }) : nothing}
			${pet.alerts.map(({ kind, text, since }) => {
				const known = [
					'allergy',
					'aggressive',
					'nervous',
					'medical',
					'mobility',
					'vaccine_due',
				] as const
				const word = known.find((one) => one === kind)
				const due =
					kind === 'vaccine_due' && since
						? `, ${say('due', { day: panel.desk.words.shortDay(since) })}`
						: ''
				const glyph = kind === 'allergy' || kind === 'aggressive' ? alert : exclaim
				return html`<p class="note ${glyph === alert ? 'danger' : 'warm'}">${icon(glyph, 18)}<span><b>${say(word ?? 'alert')}:</b> ${text}${due}</span></p>`
			})}</section>`,
	)}${pets.length ? nothing : html`<h2 class="pet-name" id="visit-title" tabindex="-1">${panel.pets}</h2>`}`
}

function describe({ say, desk }: VisitPanel, pet: VisitDetails['pets'][number]): string {
	const sex = pet.sex === 'unknown' ? '' : say(pet.sex)
	const months = pet.birthDate
		? Math.floor((Date.now() - Date.parse(pet.birthDate)) / (30.44 * 86_400_000))
		: undefined
	const age =
		months === undefined
			? ''
			: months < 24
				? say('months', { count: months })
				: say('years', { count: Math.floor(months / 12) })
	const number = new Intl.NumberFormat(desk.words.locale).format(pet.weightKg ?? 0)
	const weight = pet.weightKg === null ? '' : say('kilos', { number })
	const neutered = pet.isNeutered ? say('neutered') : ''
	return [pet.breed, sex, neutered, age, weight].filter(Boolean).join(', ')
}

function facts(panel: VisitPanel, { appointment, typeName, overbookedResourceIds }: VisitDetails) {
	const { say, desk } = panel
	const { words } = desk
	const { start, end, veterinarianId, client, reference, bookingMethod } = appointment
	const { price, finalCost, reason, notes } = appointment
	const day = words.longDay(words.dayOf(start))
	const span = say('from-to', {
		from: words.time(start),
		to: words.time(end),
	})
	const row = (term: string, value: unknown) => html`<dt>${term}</dt><dd>${value}</dd>`
	const spaced = `${reference.slice(0, 3)} ${reference.slice(3)}`
	return html`<hr class="rule" /><dl class="facts">
		${row(say('time'), html`${day}<br /><bdi dir="ltr">${span}</bdi>, ${panel.nameOf(veterinarianId)}`)}
		${row(say('reason'), html`${typeName ?? ''}${reason ? html`<br />${reason}` : nothing}${notes ? html`<br /><q>${notes}</q>` : nothing}`)}
		${row(say('owner'), html`${client.name ?? say('nobody-named')}${client.phone ? html`<br />${phoneLink(desk, client.phone)}` : nothing}${client.email ? html`<br /><span class="mail sm">${breakable(client.email)}</span>` : nothing}`)}
		${row(say('reference'), html`<bdi>${spaced}</bdi>`)}${row(say('booked'), say(bookingMethod))}
		${finalCost ? row(say('cost'), words.money(finalCost.amount)) : price ? row(say('cost'), say('about', { money: words.money(price.amount) })) : nothing}
		${overbookedResourceIds.length ? row(say('overbooked'), words.list(overbookedResourceIds.map((id) => panel.nameOf(id)))) : nothing}</dl>`
}

function earlier(panel: VisitPanel, { pets }: VisitDetails) {
	const { say, desk } = panel
	const visits = pets.flatMap((pet) => pet.earlierVisits).slice(0, 6)
	return html`<hr class="rule" /><section class="stack tight"><h3 class="subhead">${say('before')}</h3>${
		visits.length
			? html`<dl class="facts dated">${visits.map(
					(visit) =>
						html`<dt>${desk.words.shortDay(desk.words.dayOf(visit.start))}</dt><dd>${visit.reason ?? visit.typeName ?? ''}${' '}${visit.status === 'completed' ? nothing : html`<span class="quiet">${say(visit.status)}</span>`}</dd>`,
				)}</dl>`
			: html`<p class="quiet">${say('no-earlier')}</p>`
	}</section><hr class="rule" />`
}
