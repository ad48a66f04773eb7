import { html, nothing } from 'lit'
import { action } from '../../../controls/buttons.ts'
import { hero } from '../../../controls/hero.ts'
import { linkRows, note } from '../../../controls/notes.ts'
import { adviceList, visitCard } from '../../../controls/results.ts'
import { footer, subhead, title } from '../../../controls/shell.ts'
import { type Row, reviewList, summaryStrip, type Total } from '../../../controls/summary.ts'
import { formatPhone } from '../../../locales/phone.ts'
import { calendar, check, clipboard, info, paw, pin, refresh, user } from '../../../theme/icons.ts'
import { vetOf } from '../../state.ts'
import { callClinic } from '../../steps/call.ts'
import { freeUntil } from '../../steps/review.ts'
import { timeButton } from '../../steps/time.ts'
import { animalGlyph, priceOf, typeGlyph, type View } from '../../view.ts'
import { type Chain, chainAt, legsOf } from '../chain.ts'
import { namesOf } from '../known-view.ts'
import { pickedPets } from '../part.ts'

/** "10:40 for Biscuit, 11:00 for Mo" */
function timesOf(view: View, chain: Chain): string {
	const { t, time } = view.words
	const pets = pickedPets(view.state)
	return chain.visits
		.map(({ start }, i) => t('at-for', { time: time(start), pet: pets[i]?.name ?? '' }))
		.join(', ')
}

/** The visits picked so far, above the choice of the next. */
export function pickedLegs(view: View) {
	const { words, send } = view
	const legs = legsOf(view.state)
	return legs.map(({ pet, type }, i) =>
		summaryStrip(words, {
			glyph: animalGlyph(pet.species),
			title: type.name,
			detail: words.t(i ? 'leg-then' : 'leg-first', { pet: pet.name }),
			onChange: i ? undefined : () => send({ type: 'FIRST_LEG' }),
		}),
	)
}

/** The visits in one line, above the times. */
export function chainStrip(view: View) {
	const { state, words, send } = view
	if (state.step !== 'time' && state.step !== 'none_free') return nothing
	const pets = namesOf(view, pickedPets(state))
	return summaryStrip(words, {
		glyph: paw,
		title: words.t('both-after', { pets }),
		detail: words.list([...new Set(legsOf(state).map(({ type }) => type.name))]),
		onChange: () => send({ type: 'CHANGE' }),
	})
}

/** When it is each one's turn, for the start that is picked. */
export function chainTimeFooter(view: View) {
	const { state, tall } = view
	const chain = chainAt(state, state.entry.picked?.start)
	if (!chain) return nothing
	const day = view.words.shortDay(chain.start.slice(0, 10))
	return footer({ summary: [day, timesOf(view, chain)], button: timeButton(view), sticky: tall })
}

/** The sum of the prices, where the clinic says them. */
function total(view: View): Total | undefined {
	const { words } = view
	const legs = legsOf(view.state)
	const amounts = legs.map(({ type }) => type.price?.kind === 'fixed' && type.price.amount?.amount)
	if (!amounts.every((amount) => amount)) return undefined
	const sum = amounts.reduce((all, amount) => all + Number(amount), 0)
	const each = legs.map(({ pet, type }) => `${pet.name} ${priceOf(words, type)}`)
	return {
		label: words.t('pay-at-clinic'),
		amount: words.money(sum.toFixed(2)),
		detail: each.join(', '),
	}
}

function rows(view: View): Row[] {
	const { state, words, clinic, send } = view
	const { chain } = state.owner!
	const legs = legsOf(state)
	const change = { section: words.t('time'), onEdit: () => send({ type: 'EDIT', section: 'time' }) }
	const turn = (visit: Chain['visits'][number], i: number): Row => ({
		glyph: typeGlyph(legs[i]?.type),
		title: words.t('at-for', { time: words.time(visit.start), pet: legs[i]?.pet.name ?? '' }),
		lines: [legs[i]?.type.name, vetOf(state, visit.veterinarianId)?.name],
		section: legs[i]?.pet.name ?? '',
		onEdit: () => send({ type: 'EDIT', section: 'visit' }),
	})
	const { name, email, phone } = state.entry.fields
	return [
		{
			glyph: calendar,
			title: words.longDay(chain!.start.slice(0, 10)),
			lines: [timesOf(view, chain!)],
			...change,
		},
		...chain!.visits.map(turn),
		{
			glyph: user,
			title: name,
			lines: [html`<bdi dir="ltr">${formatPhone(String(phone), clinic.region)}</bdi>`, email],
			section: words.t('you'),
			onEdit: () => send({ type: 'EDIT', section: 'owner' }),
		},
		{ glyph: pin, title: clinic.address[0], lines: [clinic.address.slice(1).join(', ')] },
	]
}

/** All visits on one page. */
export function chainReview(view: View) {
	const { words, level, state } = view
	const until = freeUntil(view)
	const plans = until
		? words.t('free-until', { time: words.time(until), day: words.longDay(words.dayOf(until)) })
		: words.t('no-free')
	if (!state.owner?.chain) return nothing
	return html`${title(level, words.t('look-right'))}${reviewList(words, rows(view), total(view))}
		<div class="stack plain-notes">${note('plain', { glyph: refresh, text: plans })}
		${note('plain', { glyph: info, text: words.t('only-clinic') })}</div>`
}

/** One of them was lost, so none is booked; what is near keeps them together. */
export function chainLost(view: View) {
	const { words, level, state, send } = view
	const { t } = words
	const { index, near } = state.owner!.lost!
	const pet = pickedPets(state)[index]?.name ?? ''
	const time = words.time(state.lost!.time.start)
	const rows = near.map((chain) => ({
		lead: html`<bdi dir="ltr" class="clock">${words.time(chain.start)}</bdi>`,
		title: words.shortDay(chain.start.slice(0, 10)),
		text: timesOf(view, chain),
		onPick: () => send({ type: 'PICK_CHAIN', chain }),
	}))
	const all = { label: t('see-all'), glyph: calendar, onClick: () => send({ type: 'BACK' }) }
	return html`${title(level, t('chain-lost', { time, pet }), t(near.length ? 'chain-lost-text' : 'chain-lost-none'))}${
		near.length ? linkRows(rows) : nothing
	}<div>${action(all)}</div>${near.length ? nothing : callClinic(view, 'secondary')}`
}

/** All are booked: a card each. */
export function chainBooked(view: View) {
	const { words, level, state } = view
	const { t } = words
	const visits = state.owner!.booked!
	const [first] = visits
	const name = first?.owner.name.split(' ')[0] ?? ''
	const day = t('on-day', { day: words.longDay(first!.start.slice(0, 10)) })
	const cards = visits.map((visit) =>
		visitCard(words, {
			date: visit.start.slice(0, 10),
			title: t('at-for', {
				time: words.time(visit.start),
				pet: words.list(visit.pets.map((pet) => pet.name)),
			}),
			lines: [visit.appointmentType.name, t('with', { vet: visit.veterinarian.name })],
			button: action({ label: t('move-or-cancel'), href: visit.manageUrl, external: true }),
			eyebrow: `${t('reference')} ${visit.reference}`,
		}),
	)
	const notes = [...new Set(visits.flatMap((visit) => visit.preparation.map(({ text }) => text)))]
	return html`${hero('done', check)}${title(level, t('youre-booked', { name }), t('sent-to', { email: first!.owner.email, day }))}
		<div class="stack tight">${cards}</div>${
			notes.length
				? html`<div class="stack">${subhead(level + 1, t('what-to-bring'))}${adviceList(notes.map((text) => ({ glyph: clipboard, text })))}</div>`
				: nothing
		}`
}
