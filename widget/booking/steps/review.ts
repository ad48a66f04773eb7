import { html, nothing } from 'lit'
import { button } from '../../controls/buttons.ts'
import { hero } from '../../controls/hero.ts'
import { note } from '../../controls/notes.ts'
import { footer, title } from '../../controls/shell.ts'
import { type Row, reviewList, type Total } from '../../controls/summary.ts'
import {
	calendar,
	hourglass,
	lock,
	paw,
	pin,
	refresh,
	stethoscope,
	user,
} from '../../theme/icons.ts'
import { textOf } from '../fields.ts'
import type { Section } from '../happenings.ts'
import { typeOf, vetOf } from '../state.ts'
import { priceOf, typeGlyph, type View } from '../view.ts'
import { anAnimal, lengthOf, minutesOf, onText, stayText } from '../wording.ts'
import { offlineCall } from './details.ts'

const value = ({ state }: View, name: string): string => textOf(state.entry.fields[name])

/** The rows of the review that can be edited, each leading to its step. */
function rows(view: View): Row[] {
	const { state, words, clinic, send } = view
	const { t } = words
	const { hold, entry } = state
	const time = hold ?? entry.picked
	if (!time) return []
	const type = typeOf(state)
	const vet = vetOf(state, time.veterinarianId)
	const end = new Date(Date.parse(time.start) + minutesOf(state) * 60_000).toISOString()
	const edit = (section: Section, name: string) => ({
		section: name,
		...(state.step === 'review' ? { onEdit: () => send({ type: 'EDIT', section }) } : {}),
	})
	return [
		{
			glyph: calendar,
			title: onText(view, time),
			lines: [stayText(view, time.start) ?? t('until-about', { time: words.time(end) })],
			...edit('time', t('time')),
		},
		{
			glyph: typeGlyph(type),
			title: type?.name,
			lines: [lengthOf(view)],
			...edit('visit', t('visit')),
		},
		{
			glyph: stethoscope,
			title: vet?.name,
			lines: [vet?.title],
			...edit('vet', vet?.shortName ?? ''),
		},
		...whose(view, edit),
		{ glyph: pin, title: clinic.address[0], lines: [clinic.address.slice(1).join(', ')] },
	]
}

/** The pet and the owner, as they stand in the form. */
export function whose(view: View, edit: (section: Section, name: string) => Partial<Row>): Row[] {
	const { words } = view
	const breed = value(view, 'breed')
	return [
		{
			glyph: paw,
			title: value(view, 'pet'),
			lines: [breed || anAnimal(view)],
			...edit('pet', value(view, 'pet')),
		},
		{
			glyph: user,
			title: value(view, 'name'),
			lines: [html`<bdi dir="ltr">${value(view, 'phone')}</bdi>`, value(view, 'email')],
			...edit('owner', words.t('you')),
		},
	]
}

/** What the visit costs, where the clinic says. */
export function totalOf({ state, words }: View): Total | undefined {
	const type = typeOf(state)
	const amount = priceOf(words, type)
	return amount
		? { label: words.t('pay-at-clinic'), amount, detail: type?.price?.note ?? undefined }
		: undefined
}

/** Until when a visit may be moved or cancelled free of charge; undefined when that is past. */
export function freeUntil({ state, now }: View): string | undefined {
	const time = state.hold ?? state.entry.picked
	if (!time) return undefined
	const until = Date.parse(time.start) - (typeOf(state)?.cancellationCutoffHours ?? 24) * 3_600_000
	return until > now ? new Date(until).toISOString() : undefined
}

/** Everything on one page. */
export function reviewStep(view: View) {
	const { words, level, clinic } = view
	const until = freeUntil(view)
	const day = until && words.longDay(words.dayOf(until))
	const plans = until
		? words.t('free-until', { time: words.time(until), day: day ?? '' })
		: words.t('no-free')
	const privacy = clinic.privacyUrl
		? html` <a class="link" href=${clinic.privacyUrl} target="_blank" rel="noopener">${words.t('privacy')}</a>`
		: nothing
	return html`${title(level, words.t('look-right'))}${reviewList(words, rows(view), totalOf(view))}
		<div class="stack plain-notes">${note('plain', { glyph: refresh, text: plans })}
		${note('plain', { glyph: lock, text: html`${words.t('only-clinic')}${privacy}` })}</div>`
}

export function reviewButton(view: View) {
	const { words, state, send } = view
	const busy = state.step === 'booking'
	const asks = typeOf(state)?.mode === 'request'
	const label = state.offline
		? 'wait-connection'
		: busy
			? 'booking'
			: asks
				? 'send-request'
				: 'book-this'
	return button('primary', {
		label: words.t(label),
		busy,
		off: state.offline,
		onClick: () => send({ type: 'CONFIRM' }),
	})
}

export const reviewFooter = (view: View) =>
	footer({ button: reviewButton(view), below: offlineCall(view), sticky: view.tall })

/** No answer in time: the same booking is asked for again, so nothing is booked twice. */
export const checkingStep = ({ words, level }: View) =>
	html`${hero('warm', hourglass)}${title(level, words.t('just-making-sure'), words.t('checking-text'))}`
