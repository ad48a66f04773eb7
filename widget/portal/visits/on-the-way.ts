import type { OwnerVisit } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { chips } from '../../controls/chips.ts'
import { note } from '../../controls/notes.ts'
import { subhead } from '../../controls/shell.ts'
import { check, clock } from '../../theme/icons.ts'
import type { OwnPage } from './own-page.ts'
import type { VisitsView } from './visits-view.ts'

const LATE_MINUTES = [10, 20, 30] as const

/** Being here, and being late; the clinic hears of both at once. */
export function onTheWay(view: VisitsView, page: OwnPage, own: OwnerVisit): TemplateResult {
	const isHere = own.status === 'checked_in'
	return html`${
		isHere ? note('info', { glyph: check, text: view.say('here-done') }) : arriving(view, page, own)
	}${own.canSayLate ? late(view, page, own) : nothing}`
}

function arriving(view: VisitsView, page: OwnPage, { checkIn }: OwnerVisit) {
	if (!checkIn) return nothing
	const { say, level, form } = view
	if (!checkIn.isOpen) {
		const time = page.words.time(checkIn.opensAt)
		return html`<p class="quiet">${say('here-from', { time })}</p>`
	}
	const send = (event: Event) =>
		void form.send(event, async () => {
			const note = form.optional('note')
			page.take(await view.portal.client.visits.checkIn(page.id, note ? { note } : {}))
			view.stale()
			page.voice.say(say('here-done'))
		})
	return html`<form class="part-of here" novalidate @submit=${send}>${subhead(level, say('here-title'))}<p class="quiet">${say('here-text')}</p
		>${form.alert()}${form.text('note', say('here-note'), { optional: true })}${button('primary', {
			label: say('here-button'),
			submit: true,
			busy: form.busy,
		})}</form>`
}

function late(view: VisitsView, page: OwnPage, { lateness }: OwnerVisit): TemplateResult {
	const { say, level } = view
	const count = lateness?.minutes
	return html`<div class="part-of">${subhead(level, say('running-late'), 'late')}${chips({
		labelledBy: 'late',
		chips: LATE_MINUTES.map((minutes) => ({
			id: String(minutes),
			label: say('late-minutes', { count: minutes }),
		})),
		value: new Set(count === undefined ? [] : [String(count)]),
		onToggle: (id) => void tell(view, page, Number(id)),
	})}${lateness ? note('plain', { glyph: clock, text: saidText(view, page, lateness) }) : nothing}</div>`
}

function saidText(
	{ say }: VisitsView,
	{ words }: OwnPage,
	{ minutes, expectedAt, outlook }: NonNullable<OwnerVisit['lateness']>,
): string {
	const said = say('late-said', { count: minutes })
	return `${said} ${say(`late-${outlook}`, { time: words.time(expectedAt) })}`
}

async function tell(view: VisitsView, page: OwnPage, wanted: number): Promise<void> {
	const minutes = LATE_MINUTES.find((one) => one === wanted)
	if (minutes === undefined || page.own?.lateness?.minutes === minutes) return
	try {
		const own = await view.portal.client.visits.sayLate(page.id, { minutes })
		page.take(own)
		if (own.lateness) page.voice.say(saidText(view, page, own.lateness))
	} catch (error) {
		view.portal.toast({ text: view.portal.failure(error) })
		void page.load()
	}
}
