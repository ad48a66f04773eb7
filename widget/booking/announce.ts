import { arrived } from './code.ts'
import { numberOf } from './frame.ts'
import type { EventName } from './happenings.ts'
import { screenOf, typesFor } from './state.ts'
import { groupsOf } from './steps/species.ts'
import { animal, callNow, type View } from './view.ts'

/** What to say, and whether it interrupts. */
export type Said = readonly [text: string, alert?: boolean]

/** What is said on entering a step. */
export function stepSaid(view: View): Said | undefined {
	const { state, words } = view
	const { t } = words
	const call = callNow(view)
	if (screenOf(state) === 'call_now')
		return [t('call-said', { name: call.name, phone: call.text }), true]
	const number = numberOf(state)
	return number ? [t('step-of', { step: number, steps: 4 })] : undefined
}

function speciesSaid(view: View): Said {
	const { state, words } = view
	const visits = typesFor(state, state.entry.species).length
	const { t } = words
	const pets = animal(words, state.entry.species, 2)
	if (!visits) return [t('no-visits', { pets })]
	return [
		t('visits-found', {
			visits: t('visits', { count: visits }),
			groups: t('groups', { count: groupsOf(view).length }),
			pets,
		}),
	]
}

/** What a screen reader hears after an event; the heading itself is read by the focus. */
export function sayAfter(before: View, event: EventName, view: View): Said | undefined {
	const { t } = view.words
	switch (event) {
		case 'CONFIG_OK':
			return undefined
		case 'PICK_SPECIES':
			return speciesSaid(view)
		case 'OFFLINE':
			return [t('offline-said')]
		case 'ONLINE':
			return [t('online-said')]
	}
	const later = arrived()
	if (later) return later.sayLater(before, event, view)
	return screenOf(before.state) === screenOf(view.state) ? undefined : stepSaid(view)
}
