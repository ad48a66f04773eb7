import { html, nothing } from 'lit'
import { button } from '../../controls/buttons.ts'
import { addDays } from '../../controls/dates.ts'
import { linkRow } from '../../controls/notes.ts'
import { visitCard } from '../../controls/results.ts'
import { title } from '../../controls/shell.ts'
import { icon, phone, users } from '../../theme/icons.ts'
import { timesOf } from '../offered.ts'
import { pet, phoneOf, type View } from '../view.ts'
import { dayWord, vetName } from '../wording.ts'
import { firstOf, isAmber } from './time.ts'
import { callNow } from './triage.ts'

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

/** No time in the next days for this choice: the quickest ways to one. */
export function noneFreeStep(view: View) {
	const { state, words, level } = view
	const { t } = words
	const amber = isAmber(view)
	const call = amber ? callNow(view) : phoneOf(view)
	const some = !amber && firstOf(view)
	const { vetId } = state.entry
	const day = words.weekday(addDays(state.from, 6))
	const text = vetId
		? t('fully-booked', { vet: vetName(state, vetId), day })
		: t('all-booked', { day })
	const heading = amber
		? title(level, t('see-today', { pet: pet(view) }), t('none-today'))
		: some
			? title(level, t('nothing-left'), text)
			: title(level, t('nothing-online'), t('nothing-online-text'))
	const [before, after] = t('or-call', { phone: '|' }).split('|')
	return html`${heading}${some ? nextDay(view) : nothing}${amber ? nothing : anyVet(view)}${
		some
			? html`<p class="sm quiet centre">${before}<a class="link" href=${call.href}><bdi dir="ltr">${call.text}</bdi></a>${after}</p>`
			: button(amber ? 'urgent' : 'secondary', {
					label: t('call-number', { phone: call.text }),
					glyph: phone,
					href: call.href,
				})
	}`
}
