import type { BookedAppointment } from '@vetslot/sdk'
import { html, nothing } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { addDays } from '../../controls/dates.ts'
import { mapOf } from '../../controls/directions.ts'
import { adviceList, hero, spaced, timeline, visitCard } from '../../controls/results.ts'
import { subhead, title } from '../../controls/shell.ts'
import {
	calendarAdd,
	carrier,
	check,
	clipboard,
	edit,
	hourglass,
	phone,
	print,
	route,
} from '../../theme/icons.ts'
import { isOpen, phoneOf, type View } from '../view.ts'
import { dayWord, stayText, todayOf } from '../wording.ts'

function card(view: View, visit: BookedAppointment, lines: unknown[], waiting = false) {
	const { words, act } = view
	const stay = stayText(view, visit.start)
	const length = words.t('minutes', { count: visit.durationMinutes })
	return visitCard(words, {
		date: visit.start.slice(0, 10),
		title: html`<bdi dir="ltr">${words.time(visit.start)}</bdi>${stay ? nothing : html`, ${length}`}`,
		lines: stay ? [stay, ...lines] : lines,
		badge: waiting ? { glyph: hourglass, text: words.t('waiting') } : undefined,
		reference: {
			label: words.t('reference'),
			text: spaced(visit.reference),
			onCopy: () => act('copy'),
		},
	})
}

const whatFor = ({ words }: View, visit: BookedAppointment): string =>
	words.t('with-pet', {
		visit: visit.appointmentType.name,
		pet: words.list(visit.pets.map((one) => one.name)),
	})

function bring(view: View, visit: BookedAppointment) {
	const { words, level } = view
	const notes = visit.preparation.map(({ text }) => ({
		glyph: /carrier|\blead\b/i.test(text) ? carrier : clipboard,
		text,
	}))
	return notes.length
		? html`<div class="stack">${subhead(level + 1, words.t('what-to-bring'))}${adviceList(notes)}</div>`
		: nothing
}

/** "today", "tomorrow", "on Thursday", or "on Thursday 12 November" when that is further away. */
function seeYou(view: View, day: string): string {
	const { words } = view
	const today = todayOf(view)
	if (day <= addDays(today, 1)) return dayWord(view, day, true)
	const near = day <= addDays(today, 6)
	return words.t('on-day', { day: near ? words.weekday(day) : words.longDay(day) })
}

/** To somebody without an account, and not signed in. */
const keepIt = ({ words, state }: View) => {
	const href = !state.owner?.known?.email && state.booked?.accountUrl
	return href
		? html`<div>${action({ label: words.t('keep-visit'), href, external: true })}</div>`
		: nothing
}

/** Booked: when, where, what to bring, and how to change it. */
export function bookedStep(view: View) {
	const { words, level, state, act } = view
	const visit = state.booked!
	const { t } = words
	const first = visit.owner.name.split(' ')[0] ?? ''
	const day = seeYou(view, visit.start.slice(0, 10))
	const lines = [whatFor(view, visit), t('with', { vet: visit.veterinarian.name })]
	return html`${hero('done', check)}${title(level, t('youre-booked', { name: first }), t('sent-to', { email: visit.owner.email, day }))}
		<div class="stack tight card-and">${card(view, visit, lines)}<div class="pair">${button('soft', { label: t('add-calendar'), glyph: calendarAdd, onClick: () => act('calendar') })}${button(
			'soft',
			{ label: t('directions'), glyph: route, href: mapOf(visit.clinic.address), external: true },
		)}</div></div>${bring(view, visit)}<hr class="rule" /><div class="between">${action({
			label: t('move-or-cancel'),
			glyph: edit,
			href: visit.manageUrl,
			external: true,
		})}${action({ label: t('print'), glyph: print, onClick: () => act('print') })}</div>${keepIt(view)}`
}

/** Requested: what happens next, and by when. */
export function pendingStep(view: View) {
	const { words, level, state, now } = view
	const visit = state.booked!
	const { t } = words
	const { answerBy } = visit
	const day = answerBy && words.dayOf(answerBy)
	const time = answerBy ? words.time(answerBy) : ''
	const by = !day
		? t('soon')
		: day === todayOf(view)
			? t('by-today', { time })
			: t('by', { time, day: words.shortDay(day) })
	const [before, after] = t('request-text', { by: '|' }).split('|')
	const sent = new Date(now).toISOString()
	const call = phoneOf(view)
	const stages = [
		{
			state: 'done' as const,
			title: t('request-sent'),
			text: t('on', { day: t('today'), time: words.time(sent) }),
		},
		{ state: 'now' as const, title: t('vet-reviews'), text: t('kept-free') },
		{ state: 'next' as const, title: t('we-tell-you'), text: t('confirmed-or') },
	]
	return html`${hero('warm', hourglass)}${title(level, t('request-sent'), html`${before}<strong>${by}</strong>${after}`)}
		${card(view, visit, [whatFor(view, visit)], true)}<div class="stack">${subhead(level + 1, t('what-next'))}${timeline(stages)}</div>
		<hr class="rule" /><div class="between">${action({ label: t('withdraw'), href: visit.manageUrl, external: true })}${isOpen(view) ? action({ label: t('call-us'), glyph: phone, href: call.href }) : nothing}</div>${keepIt(view)}`
}
