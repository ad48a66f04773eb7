import type { Later } from '../code.ts'
import type { Parts } from '../frame.ts'
import type { State, Step } from '../state.ts'
import type { View } from '../view.ts'
import { sayOwner } from './announce.ts'
import { ownerBodies, ownerFooters } from './frame.ts'
import { youngestFirst } from './known.ts'
import { knownView } from './known-view.ts'
import { reduceOwner } from './machine.ts'
import { isChain, pickedPets } from './part.ts'
import { chainStrip } from './steps/chain.ts'
import { refusalOf } from './typed-pets.ts'
import { isVisited, visitorOf } from './visitor.ts'

/** Drawings that know who the visit is for, without its being typed. */
function knowing(guests: Parts, owners: Parts): Parts {
	const steps = new Set([...Object.keys(guests), ...Object.keys(owners)] as Step[])
	const draw = (step: Step) => (view: View) => {
		const drawing = (view.state.owner && owners[step]) || guests[step] || owners[step]
		return drawing?.(knownView(view))
	}
	return Object.fromEntries([...steps].map((step) => [step, draw(step)]))
}

/** The pets in the order in which they are booked. */
const idsOf = (state: State): string[] => {
	const pets = pickedPets(state)
	return (isChain(state) ? pets : youngestFirst(pets)).map(({ id }) => id)
}

/** The guests' steps, and around them what is different for somebody who is signed in. */
export function extended(guests: Later): Later {
	const isOwner = (state: State) => !!state.owner
	return {
		...guests,
		reduce: reduceOwner,
		bodies: knowing(guests.bodies, ownerBodies(guests)),
		footers: knowing(guests.footers, ownerFooters(guests)),
		strip: (view) => (isChain(view.state) ? chainStrip(view) : guests.strip(knownView(view))),
		summaryAside: (view) =>
			isChain(view.state) ? undefined : guests.summaryAside(knownView(view)),
		sayLater: (before, event, view) =>
			(isOwner(view.state) ? sayOwner(before, event, view) : undefined) ??
			guests.sayLater(before, event, view),
		meaningOf: (state, effect, error, from) =>
			refusalOf(idsOf(state), error.issues) ??
			guests.meaningOf(state, effect.do === 'book-chain' ? { do: 'book' } : effect, error, from),
		perform: (world, effect) =>
			isVisited(world.host) || effect.do === 'load' || effect.do === 'sign-in'
				? visitorOf(world).perform(world, effect, guests.perform)
				: guests.perform(world, effect),
	}
}
