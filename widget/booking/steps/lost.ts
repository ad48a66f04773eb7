import type { OfferedTime } from '@vetslot/sdk'
import { html, nothing } from 'lit'
import { action } from '../../controls/buttons.ts'
import { addDays } from '../../controls/dates.ts'
import { linkRows } from '../../controls/notes.ts'
import { subhead, title } from '../../controls/shell.ts'
import { listSkeleton } from '../../controls/skeleton.ts'
import { reviewList } from '../../controls/summary.ts'
import { calendar, check, icon } from '../../theme/icons.ts'
import type { Section } from '../happenings.ts'
import type { View } from '../view.ts'
import { dayWord, vetName } from '../wording.ts'
import { callClinic } from './call.ts'
import { whose } from './review.ts'

/** The heading for a time that is gone: somebody was quicker, or the hold ran out. */
export function lostTitle({ words, state }: View): string {
	const { time, reason } = state.lost!
	return words.t(reason === 'taken' ? 'just-gone' : 'hold-ended', { time: words.time(time.start) })
}

/** "Dr Lind, 20 min earlier"; on another day only its time can be the same. */
function difference({ state, words }: View, { start, veterinarianId }: OfferedTime): string {
	const old = state.lost!.time.start
	const vet = vetName(state, veterinarianId)
	if (start.slice(11, 16) === old.slice(11, 16)) {
		const nextDay = start.slice(0, 10) === addDays(old.slice(0, 10), 1)
		return words.t(nextDay ? 'same-time-next' : 'same-time', { vet })
	}
	if (start.slice(0, 10) !== old.slice(0, 10)) return vet
	const gap = Math.round((Date.parse(start) - Date.parse(old)) / 60_000)
	const minutes = Math.abs(gap)
	const parts = [
		['hours', Math.floor(minutes / 60)],
		['minutes', minutes % 60],
	] as const
	const length = parts.flatMap(([unit, count]) => (count ? words.t(unit, { count }) : []))
	return words.t(gap < 0 ? 'earlier' : 'later', { vet, length: length.join(' ') })
}

function near(view: View) {
	const { state, words, send } = view
	const times = state.lost?.near
	if (!times) return listSkeleton(3)
	if (!times.length) return nothing
	return linkRows(
		times.map((time) => ({
			lead: html`<bdi dir="ltr" class="clock">${words.time(time.start)}</bdi>`,
			title: dayWord(view, time.start.slice(0, 10)),
			text: difference(view, time),
			onPick: () => send({ type: 'PICK_NEAR', time }),
		})),
	)
}

function safe(view: View) {
	const { words, send, level, state } = view
	if (!state.entry.fields.name) return nothing
	const edit = (section: Section, name: string) => ({
		section: name,
		onEdit: () => send({ type: 'EDIT', section }),
	})
	return html`<hr class="rule" /><div class="stack tight"><div class="between">${subhead(level + 1, words.t('your-details-safe'))}<span class="badge ok"
		>${icon(check, 16)}${words.t('saved')}</span></div>${reviewList(words, whose(view, edit))}</div>`
}

/** The time is gone: three others, and nothing to type again. */
export function lostStep(view: View) {
	const { words, level, state, send } = view
	const { reason, near: times } = state.lost!
	const none = times?.length === 0
	const typed = !!state.entry.fields.name
	const text =
		reason === 'taken'
			? typed
				? 'gone-text'
				: 'gone-text-early'
			: typed
				? 'ended-text'
				: 'ended-text-early'
	return html`${title(level, lostTitle(view), words.t(none ? 'none-near' : text))}${near(view)}<div>${action(
		{
			label: words.t(none ? 'see-later' : 'see-all'),
			glyph: calendar,
			onClick: () => send({ type: 'BACK' }),
		},
	)}</div>${none ? callClinic(view, 'secondary') : nothing}${safe(view)}`
}
