import { html, nothing } from 'lit'
import { action } from '../../../controls/buttons.ts'
import { note } from '../../../controls/notes.ts'
import { title } from '../../../controls/shell.ts'
import { icon, info, user } from '../../../theme/icons.ts'
import { fieldsOf } from '../../fields.ts'
import { group, offlineNote, summary } from '../../steps/details.ts'
import { pet, type View } from '../../view.ts'
import { isOwn, isSignedIn } from '../part.ts'

/** Who books, in place of a form. */
function bookingAs({ state, words, send }: View) {
	const { name, email } = state.owner!.known!
	const change = {
		label: words.t('change'),
		onClick: () => send({ type: 'AS_GUEST', asGuest: true }),
	} as const
	return html`<div class="pick choice"><span class="tile round">${icon(user)}</span>
		<p class="grow"><b>${words.t('booking-as', { name })}</b><span class="sm quiet">${email}</span></p>${action(change)}</div>`
}

/** The visit's own questions, and about the owner what they don't have to be asked otherwise. */
function ownForm(view: View, heading: unknown) {
	const { words, state, act } = view
	const { t } = words
	const { pet: about, owner, visit } = fieldsOf(state)
	// Of those on record only the number may be missing.
	const asked = isOwn(state) ? owner.filter(({ name }) => name === 'phone') : owner
	const onSubmit = (event: Event) => {
		event.preventDefault()
		act('submit')
	}
	return html`${heading}<form id="form" class="form" novalidate @submit=${onSubmit}>
		${summary(view)}${about.length ? group(view, t('your-pet', { pet: pet(view) }), about) : nothing}
		${asked.length ? group(view, t('you'), asked) : nothing}${group(view, t('the-visit'), visit)}${offlineNote(view)}<input type="submit" class="sr" tabindex="-1" aria-hidden="true" /></form>`
}

const ownDetails = (view: View) =>
	ownForm(view, html`${title(view.level, view.words.t('own-details'))}${bookingAs(view)}`)

/** Why there is a form after all, and the way back to the account. */
function why({ state, words, send }: View) {
	const { t } = words
	const text = isSignedIn(state)
		? { text: t('as-guest-note') }
		: { title: t('over'), text: t('over-text') }
	const back = isSignedIn(state)
		? { label: t('with-account'), onClick: () => send({ type: 'AS_GUEST', asGuest: false }) }
		: { label: t('sign-in-again'), onClick: () => send({ type: 'SIGN_IN' }) }
	return html`<div class="stack tight">${note('info', { glyph: info, ...text })}<div>${action(back)}</div></div>`
}

/** Of pets that were named already nothing is asked again. */
const guestDetails = (view: View) => ownForm(view, title(view.level, view.words.t('about-you')))

/** What the visit itself asks; and the form, for whoever wants other details or is no longer signed in. */
export const ownerDetails = (form: (view: View) => unknown) => (view: View) =>
	isOwn(view.state)
		? ownDetails(view)
		: html`${view.state.owner?.known && !view.state.owner.several ? why(view) : nothing}${
				view.state.given.pet ? guestDetails(view) : form(view)
			}`
