import type { Said } from '../announce.ts'
import type { EventName } from '../happenings.ts'
import { typesFor } from '../state.ts'
import type { View } from '../view.ts'
import { namesOf } from './known-view.ts'
import { petsNow } from './part.ts'
import { isTyping } from './typed-pets.ts'

/** What is heard after the events of the owner's steps. */
export function sayOwner(before: View, event: EventName, view: View): Said | undefined {
	const { state, words } = view
	const { t } = words
	const { wrong, known, left } = state.owner!
	if (event === 'TAP_PET' || event === 'APART' || (event === 'ADD_PET' && !isTyping(state))) {
		const pets = petsNow(state)
		if (!pets.length) return [t('none-picked')]
		const visits = t('visits', { count: typesFor(state, state.entry.species).length })
		return [t('visits-for', { visits, pets: namesOf(view, pets) })]
	}
	if (event === 'OWNER' && known && before.state.step === state.step)
		return [t('signed-in-as', { name: known.name })]
	if (event === 'ENDED') return [`${t('over')}. ${t('over-text')}`, true]
	if (event === 'SIGNED_OUT' && left) return [t('left'), true]
	if (wrong && wrong !== before.state.owner?.wrong) return [t(wrong), true]
	return undefined
}
