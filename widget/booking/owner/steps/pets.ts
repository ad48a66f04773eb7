import type { Species } from '@vetslot/sdk'
import { html, nothing } from 'lit'
import { action } from '../../../controls/buttons.ts'
import { chips } from '../../../controls/chips.ts'
import { segmented } from '../../../controls/fields.ts'
import { note } from '../../../controls/notes.ts'
import { title } from '../../../controls/shell.ts'
import { speciesTiles } from '../../../controls/species.ts'
import { visitList } from '../../../controls/visits.ts'
import { icon, info, plus, pulse } from '../../../theme/icons.ts'
import { callClinic } from '../../steps/call.ts'
import { groupsOf } from '../../steps/species.ts'
import { animal, animalGlyph, callNow, type View, whoAnswers } from '../../view.ts'
import { namesOf } from '../known-view.ts'
import { isChain, petsNow, pickedPets } from '../part.ts'
import { pickedLegs } from './chain.ts'

/** The owner's pets to choose from, and the way to one that the clinic doesn't know. */
function choice({ state, words, send }: View) {
	const { known, picked, other } = state.owner!
	const pets = known!.pets.map(({ id, name, species }) => ({
		id,
		label: html`${icon(animalGlyph(species), 22)}<span>${name}</span>`,
	}))
	const more = { id: 'other', label: html`${icon(plus, 18)}<span>${words.t('other-pet')}</span>` }
	return chips({
		labelledBy: 'title',
		chips: [...pets, more],
		value: new Set(other ? ['other'] : picked),
		onToggle: (id) => send(id === 'other' ? { type: 'OTHER_PET' } : { type: 'TAP_PET', id }),
	})
}

/** One visit for both, or two that follow each other. */
function ways({ state, words, send }: View) {
	const { picked, apart } = state.owner!
	if (picked.length !== 2) return nothing
	return segmented(words, {
		id: 'ways',
		label: words.t('how-seen'),
		value: apart ? 'apart' : 'together',
		options: [
			{ value: 'together', label: words.t('together') },
			{ value: 'apart', label: words.t('one-after-another') },
		],
		onSelect: (way) => send({ type: 'APART', apart: way === 'apart' }),
	})
}

/** Animals, for a pet that is not on record. */
function otherTiles({ state, words, send, clinic }: View) {
	if (!state.owner?.other || clinic.species.length < 2) return nothing
	const all: Species[] = [...new Set<Species>([...clinic.species, 'other'])]
	return speciesTiles({
		label: words.t('who-for'),
		tiles: all.map((id) => ({ id, label: animal(words, id, 0), glyph: animalGlyph(id) })),
		selected: state.entry.species,
		onSelect: (id) => send({ type: 'PICK_SPECIES', species: id as Species }),
	})
}

function heading(view: View, empty: boolean) {
	const { words, level, state } = view
	const { t } = words
	const pets = petsNow(state)
	if (state.step === 'species') return title(level, t('who-for'), t('own-pets-text'))
	if (!pets.length)
		return title(level, t('what-need', { pet: animal(words, state.entry.species, 1) }))
	const names = namesOf(view, pets)
	if (empty) return title(level, t('none-together'), t('none-together-text'))
	return title(level, t(pets.length > 1 ? 'what-need-all' : 'what-needs', { pets: names }))
}

/** What is urgent is not for booking, whoever is signed in. */
function urgent(view: View) {
	const call = callNow(view)
	return note('danger', {
		glyph: pulse,
		title: view.words.t('urgent-title'),
		text: whoAnswers(view) || view.words.t('urgent-text', { phone: call.text }),
		href: call.href,
	})
}

function who({ state, words, send }: View) {
	const { name } = state.owner!.known!
	return html`<div class="between wraps"><span class="sm quiet">${words.t('signed-in-as', { name })}</span>${action(
		{
			label: words.t('not-you'),
			onClick: () => send({ type: 'SIGN_OUT' }),
		},
	)}</div>`
}

/** The pets that the clinic knows in place of animals; below, as ever, the visits that suit. */
export function petsStep(view: View) {
	const { state, level, send } = view
	const groups = state.step === 'types' ? groupsOf(view) : []
	const empty = state.step === 'types' && !groups.length && pickedPets(state).length > 1
	return html`${heading(view, empty)}${choice(view)}${ways(view)}${otherTiles(view)}${
		isChain(state) ? pickedLegs(view) : nothing
	}${
		groups.length
			? visitList({ groups, level: level + 1, onPick: (id) => send({ type: 'PICK_TYPE', id }) })
			: nothing
	}${state.step === 'types' && !groups.length ? callClinic(view, 'secondary') : urgent(view)}${who(view)}`
}

/** Somebody has signed out: why the page is empty again. */
export const leftNote = ({ words, state }: View) =>
	state.owner?.left ? note('info', { glyph: info, text: words.t('left') }) : nothing
