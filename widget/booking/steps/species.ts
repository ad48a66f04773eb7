import type { Species } from '@vetslot/sdk'
import { html, nothing } from 'lit'
import { note } from '../../controls/notes.ts'
import { title } from '../../controls/shell.ts'
import { speciesTiles } from '../../controls/species.ts'
import { type VisitGroup, visitList, visitRow } from '../../controls/visits.ts'
import { paw, pulse, user } from '../../theme/icons.ts'
import { typesFor } from '../state.ts'
import {
	animal,
	animalGlyph,
	callNow,
	lengthText,
	pet,
	priceOf,
	typeGlyph,
	type View,
	whoAnswers,
} from '../view.ts'
import { callClinic } from './call.ts'

/** Visits of the picked animal in the clinic's own groups, in the clinic's order. */
export function groupsOf({ state, words }: View): VisitGroup[] {
	const groups = new Map<string, VisitGroup & { visits: VisitGroup['visits'][number][] }>()
	for (const type of typesFor(state, state.entry.species)) {
		const group = groups.get(type.group) ?? { id: `${groups.size}`, name: type.group, visits: [] }
		groups.set(type.group, group)
		const timed = type.mode !== 'callback'
		group.visits.push({
			id: type.id,
			name: type.name,
			description: type.description || undefined,
			glyph: typeGlyph(type),
			length: timed ? lengthText(words, type, type.durationMinutes) : undefined,
			price: timed ? priceOf(words, type) : undefined,
		})
	}
	return [...groups.values()]
}

const tiles = (view: View) => {
	const { clinic, words, state, send } = view
	// One animal only: nothing to ask.
	if (!clinic.species[1]) return nothing
	const all = [...new Set<Species>([...clinic.species, 'other'])]
	return speciesTiles({
		label: words.t('who-for'),
		tiles: all.map((id) => ({ id, label: animal(words, id, 0), glyph: animalGlyph(id) })),
		selected: state.entry.species,
		onSelect: (id) => send({ type: 'PICK_SPECIES', species: id as Species }),
	})
}

/** Whoever has an account need not type again what the clinic knows; several pets are named one by one. */
function beenBefore({ clinic, words: { t }, state, send }: View) {
	if (state.step !== 'species' && clinic.species[1]) return nothing
	const row = { id: '', name: t('been-before'), glyph: user }
	const more = { id: '', name: t('several'), glyph: paw }
	return html`<div class="box">${visitRow(row, () => send({ type: 'SIGN_IN' }))}${visitRow(
		more,
		() => send({ type: 'SIGN_IN', several: true }),
	)}</div>`
}

/** Species first, since the rules depend on it; then its visits, below on the same screen. */
export function speciesStep(view: View) {
	const { words, level, state, send } = view
	const call = callNow(view)
	const { species } = state.entry
	const groups = species || state.step === 'types' ? groupsOf(view) : []
	const none = state.step === 'types' && !groups.length
	const heading = none
		? title(
				level,
				words.t('no-visits', { pets: animal(words, species, 2) }),
				words.t('no-visits-text'),
			)
		: state.step === 'types'
			? title(level, words.t('what-need', { pet: pet(view) }))
			: title(level, words.t('who-for'), words.t('who-for-text'))
	return html`${heading}${tiles(view)}${beenBefore(view)}${
		groups.length
			? visitList({ groups, level: level + 1, onPick: (id) => send({ type: 'PICK_TYPE', id }) })
			: nothing
	}${
		none
			? callClinic(view, 'secondary')
			: note('danger', {
					glyph: pulse,
					title: words.t('urgent-title'),
					text: whoAnswers(view) || words.t('urgent-text', { phone: call.text }),
					href: call.href,
				})
	}`
}
