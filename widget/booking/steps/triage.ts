import { html, nothing } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { checkList } from '../../controls/checks.ts'
import { mapOf } from '../../controls/directions.ts'
import { hero } from '../../controls/hero.ts'
import { note } from '../../controls/notes.ts'
import { footer, title } from '../../controls/shell.ts'
import { moon, phone, route } from '../../theme/icons.ts'
import { signsFor } from '../state.ts'
import { callNow, isOpen, pet, phoneOf, type View } from '../view.ts'

const NONE = 'none'

/** Signs to tick and an exclusive "None of these"; nothing is ticked to begin with. */
export function triageStep(view: View) {
	const { words, level, state, send, clinic, touched } = view
	const { signs, noSigns } = state.entry
	const none = clinic.triage.none || words.t('none-of-these')
	const unanswered = touched.has('signs') && !signs.length && !noSigns
	return html`${title(level, words.t('safety-check'), words.t('safety-text', { pet: pet(view) }))}
		${checkList({
			labelledBy: 'title',
			items: signsFor(state).map((sign) => ({
				id: sign.id,
				label: sign.emphasis ? `${sign.text} (${sign.emphasis})` : sign.text,
			})),
			none: { id: NONE, label: none },
			value: new Set(noSigns ? [NONE] : signs),
			onChange: (value) =>
				send({
					type: 'SET',
					entry: { noSigns: value.has(NONE), signs: [...value].filter((id) => id !== NONE) },
				}),
			error: unanswered ? words.t('tick-one', { none }) : undefined,
		})}<p class="xs quiet">${clinic.triage.disclaimer}</p>`
}

export function triageFooter(view: View) {
	const { words, send, now, act, state } = view
	const [before, after] = words.t('not-sure', { link: '|' }).split('|')
	const call = callNow(view)
	const link = call.night ? words.t('call-number', { phone: call.name }) : words.t('call-and-ask')
	const onClick = () => {
		if (!state.entry.signs.length && !state.entry.noSigns) act('touch', 'signs')
		send({ type: 'CONTINUE', now: new Date(now).toISOString() })
	}
	return footer({
		sticky: view.tall,
		button: button('primary', { label: words.t('continue'), onClick }),
		below: html`${before}<a class="link" href=${call.href}>${link}</a>${after}`,
	})
}

function nightNote(view: View) {
	const { words, clinic } = view
	const night = clinic.outOfHours
	const { changesAt } = clinic.open
	if (!night || !changesAt || !isOpen(view)) return nothing
	const away = night.travelMinutes ? words.t('away', { count: night.travelMinutes }) : ''
	const values = {
		time: words.time(changesAt),
		name: night.name,
		phone: phoneOf(view, night.phone).text,
	}
	const title = words.t('after-hours', values)
	return note('info', {
		glyph: moon,
		title,
		text: words.t('after-hours-call', { ...values, away }),
	})
}

/** A red sign was ticked: the phone replaces booking altogether. */
export function callNowStep(view: View) {
	const { words, level, clinic, send } = view
	const who = callNow(view)
	const { t } = words
	const away = clinic.outOfHours?.travelMinutes
	const values = { name: who.name, away: away ? t('away', { count: away }) : '' }
	const text = isOpen(view)
		? t('call-open-text')
		: t(who.night ? 'call-closed-text' : 'call-none-text', values)
	return html`${hero('danger', phone)}${title(level, t(who.night ? 'call-closed' : 'call-open', { ...values, pet: pet(view) }), text)}
		<div class="stack tight">${button('urgent', { label: t('call-number', { phone: who.text }), glyph: phone, href: who.href })}
		${button('quiet', {
			label: t('directions-to', { place: who.address[0] ?? who.name }),
			glyph: route,
			href: mapOf(who.address),
			external: true,
		})}</div>${nightNote(view)}<div class="centre">${action({ label: t('by-mistake'), onClick: () => send({ type: 'UNDO' }) })}</div>`
}
