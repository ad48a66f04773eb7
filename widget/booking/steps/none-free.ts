import { html, nothing } from 'lit'
import { button } from '../../controls/buttons.ts'
import { addDays } from '../../controls/dates.ts'
import { linkRow } from '../../controls/notes.ts'
import { visitCard } from '../../controls/results.ts'
import { title } from '../../controls/shell.ts'
import { icon, phone, users } from '../../theme/icons.ts'
import { timesOf } from '../offered.ts'
import { isSameDay } from '../state.ts'
import { callNow, isOpen, type View, whoAnswers } from '../view.ts'
import { dayWord, vetName } from '../wording.ts'
import { callClinic } from './call.ts'
import { orCall } from './details.ts'
import { amberCall, firstOf } from './time.ts'

function nextDay(view: View) {
	const { state, words, send } = view
	const time = firstOf(view)
	if (!time) return nothing
	const day = time.start.slice(0, 10)
	const count = timesOf(state, day).length
	const at = words.time(time.start)
	const { vetId } = state.entry
	const near = day <= addDays(state.from, 13)
	return visitCard(words, {
		date: day,
		title: count ? words.t('times-from', { count, time: at }) : words.t('first-at', { time: at }),
		eyebrow: vetId ? words.t('next-day-with', { vet: vetName(state, vetId) }) : words.t('next-day'),
		button: button('primary', {
			label: words.t('see-day', { day: near ? words.weekday(day) : words.shortDay(day) }),
			onClick: () => send({ type: 'SEE_NEXT_DAY', day }),
		}),
	})
}

function anyVet(view: View) {
	const { state, words, send } = view
	const first = state.next?.first
	if (!state.entry.vetId || !first) return nothing
	const text = words.t('soonest-is', {
		day: dayWord(view, first.start.slice(0, 10), true),
		time: words.time(first.start),
	})
	return linkRow({
		lead: html`<span class="tile round">${icon(users)}</span>`,
		title: words.t('see-any-vet'),
		text,
		onPick: () => send({ type: 'ANY_VET' }),
	})
}

/** No same-day time: who answers now, and below the visit that was wanted first. */
function noneToday(view: View) {
	const { words, level, send } = view
	const { t } = words
	const call = callNow(view)
	const text = whoAnswers(view) || t(isOpen(view) ? 'none-today-text' : 'call-none-text')
	return html`${title(level, t('none-today'), text)}<div class="stack tight">${button('urgent', {
		label: t('call-number', { phone: call.text }),
		glyph: phone,
		href: call.href,
	})}${button('quiet', { label: t('see-from-tomorrow'), onClick: () => send({ type: 'SEE_WANTED' }) })}</div>`
}

/** No time in the next days for this choice: the quickest ways to one. */
export function noneFreeStep(view: View) {
	const { state, words, level } = view
	const { t } = words
	if (isSameDay(state)) return noneToday(view)
	const first = firstOf(view)
	const { vetId } = state.entry
	if (!first)
		return html`${title(level, t('nothing-online'), t('nothing-online-text'))}${anyVet(view)}${callClinic(view, 'secondary')}`
	const day = words.longDay(first.start.slice(0, 10))
	const text = vetId
		? t('fully-booked', { vet: vetName(state, vetId), day })
		: t('all-booked', { day })
	const call = orCall(view)
	return html`${title(level, t('nothing-left'), text)}${amberCall(view)}${nextDay(view)}${anyVet(view)}${
		call ? html`<p class="sm quiet centre">${call}</p>` : nothing
	}`
}
