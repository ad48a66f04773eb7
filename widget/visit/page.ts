import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../controls/buttons.ts'
import { offlineBanner } from '../controls/notes.ts'
import { hero, spaced } from '../controls/results.ts'
import { header, shell, title } from '../controls/shell.ts'
import { calendarOff, cloudOff, hourglass, icon, paw, phone, refresh } from '../theme/icons.ts'
import { drawMove, moveFooter } from './move-screen.ts'
import { paper } from './paper.ts'
import { cancelledScreen, movedScreen } from './result-screen.ts'
import type { VetslotVisit } from './visit-element.ts'
import { drawVisit } from './visit-screen.ts'
import { phoneOf } from './words.ts'

const GIVE_UP = 3

/** The clinic's name, the card with the screen, and what is printed instead of both. */
export function drawPage(page: VetslotVisit): TemplateResult {
	const { words, state } = page
	const { clinic, screen, visit } = state
	const onBack = screen === 'move' ? page.back : undefined
	const head = header(words, {
		step: words.say('heading'),
		note: visit && spaced(visit.reference),
		onBack,
		phone: phoneOf(state),
	})
	const text = words.say(screen === 'move' ? 'offline-kept' : 'offline-text')
	const banner =
		state.offline && screen !== 'error' ? offlineBanner(words.say('offline-title'), text) : nothing
	return html`<section aria-label=${words.say('heading')}>${
		clinic
			? html`<h1 class="clinic"><span class="tile">${icon(paw)}</span>${clinic.name}</h1>`
			: html`<div class="clinic"></div>`
	}${shell({ header: head, banner, body: bodyOf(page), footer: screen === 'move' ? moveFooter(page) : nothing })}</section>${
		visit && clinic ? paper(page, visit, clinic) : nothing
	}`
}

function bodyOf(page: VetslotVisit): TemplateResult {
	switch (page.state.screen) {
		case 'loading':
			return loading(page)
		case 'visit':
			return drawVisit(page)
		case 'move':
			return drawMove(page)
		case 'moved':
			return movedScreen(page)
		case 'cancelled':
			return cancelledScreen(page)
		case 'wrong-link':
			return html`${hero('quiet', calendarOff)}${title(
				levelOf(page),
				page.words.say('link-title'),
				page.words.say('link-text'),
			)}`
		case 'error':
			return trouble(page)
	}
}

/** Level of a screen's heading: below the clinic's name, where that is known. */
const levelOf = ({ state }: VetslotVisit): number => (state.clinic ? 2 : 1)

/** The shape of a visit, so that nothing moves when it comes. */
const loading = ({ words }: VetslotVisit) => html`<div class="stack bones loading"
	><div class="top" aria-hidden="true"><i class="bone date-bone"></i><i class="bone text-bone"></i></div
	><i class="bone button-bone" aria-hidden="true"></i><p class="sm quiet">${words.say('opening')}</p></div>`

/** The visit can't be read: plain words, a retry that comes by itself, a person to call. */
function trouble(page: VetslotVisit): TemplateResult {
	const { words, state, retryIn } = page
	const lost = state.failures >= GIVE_UP
	const kind = state.offline ? 'offline' : lost ? 'lost' : 'error'
	const seconds = Math.ceil(retryIn.left / 1000)
	const call = phoneOf(state)
	return html`${hero('quiet', state.limited ? hourglass : cloudOff)}${
		state.limited
			? title(levelOf(page), words.say('limited-title'), words.say('limited'))
			: title(levelOf(page), words.say(`${kind}-title`), words.say(`${kind}-text`))
	}<div class="stack tight">${button('primary', {
		label: words.say('retry'),
		glyph: refresh,
		busy: state.working,
		onClick: () => void page.load(),
	})}${
		call
			? button('quiet', {
					label: words.t('call-number', { phone: call.text }),
					glyph: phone,
					href: `tel:${call.dial}`,
				})
			: nothing
	}<p class="xs quiet centre num trying">${seconds ? words.say('trying-in', { count: seconds }) : nothing}</p></div>`
}
