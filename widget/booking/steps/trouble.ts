import { html, nothing } from 'lit'
import { button } from '../../controls/buttons.ts'
import { hero } from '../../controls/hero.ts'
import { title } from '../../controls/shell.ts'
import { calendarOff, cloudOff, hourglass, refresh } from '../../theme/icons.ts'
import { GIVE_UP } from '../state.ts'
import { isOpen, soonText, type View } from '../view.ts'
import { callClinic } from './call.ts'

/** The server can't answer: plain words, a retry that comes by itself, a person to call. */
export function errorStep(view: View) {
	const { words, level, state, send, countdown } = view
	const { t } = words
	// Nobody can be asked to call while nobody answers.
	const lost = state.failures >= GIVE_UP && isOpen(view)
	const retry = (kind: 'primary' | 'quiet') =>
		button(kind, { label: t('try-again'), glyph: refresh, onClick: () => send({ type: 'RETRY' }) })
	const code = state.failure?.requestId ?? state.failure?.code
	return html`${hero('quiet', cloudOff)}${
		lost
			? title(level, t('no-luck'), t('no-luck-text'))
			: title(level, t('cant-reach'), t('our-side'))
	}<div class="stack tight">${lost ? callClinic(view, 'primary') : retry('primary')}${lost ? retry('quiet') : callClinic(view, 'quiet')}</div>
		<p class="xs quiet centre num">${countdown && !lost ? html`${t('trying-in', { count: countdown })} · ` : nothing}${t('code', { code: code?.slice(0, 8) ?? '' })}</p>`
}

/** Too many calls from here: nothing to do but wait a little, or to call. */
export const limitedStep = (view: View) =>
	html`${hero('quiet', hourglass)}${title(view.level, view.words.t('too-many'), view.words.t('too-many-text'))}
		<div class="stack tight">${callClinic(view, 'primary')}${
			view.countdown
				? html`<p class="xs quiet centre num">${view.words.t('trying-in', { count: view.countdown })}</p>`
				: nothing
		}</div>`

/** The clinic takes no bookings online for now: until when, where that is known, and whom to call. */
export function pausedStep(view: View) {
	const { words, level, clinic } = view
	const text = clinic.pausedUntil
		? words.t('paused-until', { time: soonText(view, clinic.pausedUntil) })
		: words.t('paused-text')
	return html`${hero('quiet', calendarOff)}${title(level, words.t('paused'), text)}${callClinic(view, 'primary')}`
}
