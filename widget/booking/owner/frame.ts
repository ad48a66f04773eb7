import { html } from 'lit'
import type { Later } from '../code.ts'
import type { Parts } from '../frame.ts'
import { vetOf } from '../state.ts'
import { speciesStep } from '../steps/species.ts'
import type { View } from '../view.ts'
import { usualVet, youngestFirst } from './known.ts'
import { isChain, isOwn, isSignedIn, petsNow } from './part.ts'
import { chainBooked, chainLost, chainReview, chainTimeFooter } from './steps/chain.ts'
import { ownerDetails } from './steps/details.ts'
import { leftNote, petsStep } from './steps/pets.ts'
import { codeFooter, codeStep, emailFooter, emailStep } from './steps/sign-in.ts'

type Draw = (view: View) => unknown

const firstStep: Draw = (view) =>
	isSignedIn(view.state) || view.state.owner?.several
		? petsStep(view)
		: html`${leftNote(view)}${speciesStep(view)}`

/** Of a chain the one, else the other. */
const either =
	(chain: Draw, one: Draw | undefined): Draw =>
	(view) =>
		(isChain(view.state) ? chain : one)?.(view)

/** Beside the question whom to see: who knows the pet already. */
function withUsualVet(view: View): View {
	const { state, words } = view
	const { known, picked = [] } = state.owner ?? {}
	const vet = isOwn(state) && vetOf(state, usualVet(known!, picked))?.shortName
	if (!vet) return view
	const t: typeof words.t = (key, ...values) =>
		key === 'who-to-see' ? words.t('who-usual', { vet }) : words.t(key, ...values)
	return { ...view, words: { ...words, t } }
}

/** Questions about pets whose names are known: of several it is the youngest's age that counts. */
function withNames(view: View): View {
	const { state, words } = view
	const pets = youngestFirst(petsNow(state))
	const [lead] = pets
	if (!lead) return view
	const several = pets.length > 1
	const said: Partial<Record<string, () => string>> = {
		'ask-age': () => words.t(several ? 'ask-age-all' : 'ask-age-of', { pet: lead.name }),
		'ask-sex': () => words.t('ask-sex-of', { pet: lead.name }),
		...(several && { 'ask-weight': () => words.t('ask-weight-all') }),
	}
	const t: typeof words.t = (key, ...values) => said[key]?.() ?? words.t(key, ...values)
	return { ...view, words: { ...words, t } }
}

/** What is drawn otherwise while somebody is signed in, or about to be. */
export const ownerBodies = ({ bodies }: Later): Parts => ({
	species: firstStep,
	types: firstStep,
	sign_in: emailStep,
	sign_code: codeStep,
	questions: (view) => bodies.questions!(withNames(view)),
	details: ownerDetails(bodies.details!),
	time: (view) => bodies.time!(withUsualVet(view)),
	review: either(chainReview, bodies.review),
	booked: either(chainBooked, bodies.booked),
	pending: either(chainBooked, bodies.pending),
	time_lost: either(chainLost, bodies.time_lost),
})

export const ownerFooters = ({ footers }: Later): Parts => ({
	sign_in: emailFooter,
	sign_code: codeFooter,
	time: either(chainTimeFooter, footers.time),
})
