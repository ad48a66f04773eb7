import type { Client, Erasure, HoldEnded } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { lock } from '../../theme/icons.ts'
import type { ConsoleContext } from '../context.ts'
import { EraseForm } from './erase-form.ts'
import { HoldForm } from './hold-form.ts'
import { dayText, type Say, speak } from './words.ts'

/** That nothing may be erased now, and who waits for it: for everyone who looks at the client. */
export function holdNote(desk: ConsoleContext, { legalHold, erasureAskedAt }: Client) {
	if (!legalHold) return nothing
	const say = speak(desk)
	const day = (at: string) => dayText(desk, desk.words.dayOf(at))
	const asked = erasureAskedAt ? say('hold-asked', { day: day(erasureAskedAt) }) : ''
	const title = say('held-since', { day: day(legalHold.since) })
	const text = html`${legalHold.reason} ${say('held-text')} ${asked}`
	return note('warm', { glyph: lock, title, text })
}

interface Told {
	/** The client as it is now. */
	onChange: (client: Client) => void
	/** Something is different now, to be read again. */
	onAgain: () => void
}

/** For administrators: a legal hold, and erasing a client who asks for it. */
export function keepingPart(desk: ConsoleContext, client: Client, told: Told): TemplateResult {
	const say = speak(desk)
	const { legalHold } = client
	const hold = () => {
		const done = (held: Client) => {
			desk.toast({ text: say('saved') })
			told.onChange(held)
		}
		desk.openDialog(new HoldForm(client, done), { label: say(legalHold ? 'change-hold' : 'hold') })
	}
	const erase = () => {
		const label = say('erase-title', { name: client.name ?? '–' })
		desk.openDialog(new EraseForm(client, (done) => toPeople(desk, say, done)), { label })
	}
	const buttons = legalHold
		? html`${button('secondary', { label: say('change-hold'), onClick: hold })}${button(
				'secondary',
				{
					label: say('end-hold'),
					onClick: () => void endHold(desk, say, client, told),
				},
			)}`
		: html`${button('secondary', { label: say('hold'), glyph: lock, onClick: hold })}${button(
				'danger',
				{ label: say('erase-client'), onClick: erase },
			)}`
	return html`<section class="sheet-card block"><h2 class="subhead">${say('keeping')}</h2>
		<p class="quiet">${say(legalHold ? 'held-why' : 'keeping-text')}</p><div class="buttons">${buttons}</div></section>`
}

async function endHold(desk: ConsoleContext, say: Say, client: Client, told: Told): Promise<void> {
	const text = say(client.erasureAskedAt ? 'end-hold-erases' : 'end-hold-ask')
	if (!(await desk.ask({ text, yes: say('end-hold'), no: say('leave-it') }))) return
	try {
		const ended = await desk.client.clients.endHold(client.id)
		if (ended.erased) return toPeople(desk, say, { cancelledVisits: 0 })
		desk.toast({ text: endedText(say, ended) })
	} catch (error) {
		desk.toast({ text: desk.failure(error) })
	}
	told.onAgain()
}

const endedText = (say: Say, { erasedAccounts }: HoldEnded) =>
	erasedAccounts ? say('hold-ended-account') : say('hold-ended')

/** There is no page of theirs any more. */
function toPeople(
	desk: ConsoleContext,
	say: Say,
	{ cancelledVisits }: Pick<Erasure, 'cancelledVisits'>,
) {
	desk.go({ view: 'people', path: [], query: {} })
	const freed = cancelledVisits ? ` ${say('visits-cancelled', { count: cancelledVisits })}` : ''
	desk.toast({ text: `${say('erased-client')}${freed}` })
}
