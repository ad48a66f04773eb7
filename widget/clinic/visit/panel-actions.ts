import type { VisitDetails } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import {
	calendar,
	check,
	clock,
	close,
	door,
	down,
	type Glyph,
	icon,
	phone,
	refresh,
	stethoscope,
} from '../../theme/icons.ts'
import { phoneText } from '../phone.ts'
import { notePress, toggleAt } from '../popover.ts'
import type { ActionName } from './actions.ts'
import type { VisitPanel } from './visit-panel.ts'

/** The next step of a visit's day is the one large button. */
const steps: readonly ActionName[] = ['confirm', 'check_in', 'start', 'complete']
/** What else there is to do, above it. */
const besides: readonly ActionName[] = ['decline', 'check_in', 'start', 'complete', 'move', 'undo']
/** What is no step of the day, and not to be hit by mistake: behind a button of its own. */
const apart: readonly ActionName[] = ['no_show', 'cancel']

const glyphs: Partial<Record<ActionName, Glyph>> = {
	confirm: check,
	check_in: door,
	start: stethoscope,
	complete: check,
	move: calendar,
	decline: close,
	cancel: close,
	no_show: close,
	undo: refresh,
}

/**
 * The foot of the panel: the one next step always at the very bottom, at the same place; beside it
 * what ends a visit, in a menu; what else can be done above.
 */
export function actionsPart(panel: VisitPanel, details: VisitDetails): TemplateResult {
	const { actions: may, appointment } = details
	const { status } = appointment
	const order =
		status === 'checked_in' ? (['start'] as const) : steps.filter((step) => may.includes(step))
	const main = order.find((step) => may.includes(step))
	const rest = besides.filter((one) => may.includes(one) && one !== main)
	const ends = apart.filter((one) => may.includes(one))
	const kind = (name: ActionName) => (name === 'decline' ? 'danger' : 'secondary')
	return html`<footer class="panel-foot stack tight"><div class="buttons">${rest.map((name) =>
		press(panel, details, kind(name), name),
	)}${lateButton(panel, appointment)}${callButton(panel, appointment)}</div>
		<div class="next-step"><div class="grow">${main ? press(panel, details, 'primary', main) : nothing}</div>${
			ends.length ? more(panel, ends) : nothing
		}</div></footer>`
}

function press(
	panel: VisitPanel,
	{ undoes, appointment }: VisitDetails,
	kind: 'primary' | 'secondary' | 'danger',
	name: ActionName,
) {
	const { say, actions } = panel
	const label =
		name === 'undo'
			? say('undo', { what: say(undoes?.to ?? appointment.status) })
			: word(panel, name)
	return button(kind, {
		...{ label, glyph: glyphs[name], busy: actions.busy === name },
		onClick: (event) => void actions.do(name, event as PointerEvent),
	})
}

const word = ({ say }: VisitPanel, name: Exclude<ActionName, 'undo'>) =>
	say(name === 'no_show' ? 'missed' : name === 'edit' ? 'notes' : name)

/** Opens by its button, closes by the same, by Escape and by a press beside it. */
function more(panel: VisitPanel, names: readonly ActionName[]) {
	const { say, actions } = panel
	const menu = () => panel.find('#more-actions')
	const noteDown = () => {
		const popover = menu()
		if (popover) notePress(popover)
	}
	const toggle = ({ currentTarget }: Event) => {
		const popover = menu()
		if (popover) toggleAt(popover, (currentTarget as HTMLElement).getBoundingClientRect())
	}
	const choose = (name: ActionName) => (event: Event) => {
		menu()?.hidePopover()
		panel.find('#more')?.focus()
		void actions.do(name, event as PointerEvent)
	}
	return html`<button class="button secondary" id="more" type="button" aria-haspopup="true" @pointerdown=${noteDown} @click=${toggle}
		><span>${say('more')}</span>${icon(down, 18)}</button>
		<div class="popover" id="more-actions" popover role="group" aria-label=${say('more')}>${names.map(
			(name) =>
				html`<button class="menu-item danger" type="button" @click=${choose(name)}>${icon(glyphs[name] ?? close, 20)}<span>${
					name === 'undo' ? nothing : word(panel, name)
				}</span></button>`,
		)}</div>`
}

/** For a visit of today that has not begun. */
function lateButton(panel: VisitPanel, { status, start }: VisitDetails['appointment']) {
	const { words } = panel.desk
	const isToday = words.dayOf(start) === words.dayOf(new Date().toISOString())
	if (!isToday || !['confirmed', 'reminded', 'checked_in'].includes(status)) return nothing
	const label = panel.say('running-late')
	return button('secondary', { label, glyph: clock, onClick: panel.actions.tellLate })
}

/** A request is often answered by phone. */
function callButton(panel: VisitPanel, { status, client }: VisitDetails['appointment']) {
	if (!client.phone || status !== 'pending') return nothing
	const label = panel.say('call', { phone: phoneText(panel.desk, client.phone) })
	return button('secondary', { label, glyph: phone, href: `tel:${client.phone}` })
}
