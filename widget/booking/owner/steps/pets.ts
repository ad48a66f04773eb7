import { html, nothing } from 'lit'
import { action } from '../../../controls/buttons.ts'
import { chips } from '../../../controls/chips.ts'
import { segmented } from '../../../controls/fields.ts'
import { note } from '../../../controls/notes.ts'
import { title } from '../../../controls/shell.ts'
import { visitList } from '../../../controls/visits.ts'
import { icon, info, plus, pulse } from '../../../theme/icons.ts'
import type { State } from '../../state.ts'
import { callClinic } from '../../steps/call.ts'
import { groupsOf } from '../../steps/species.ts'
import { animalGlyph, callNow, type View, whoAnswers } from '../../view.ts'
import { namesOf } from '../known-view.ts'
import { canBeApart, isChain, MOST_PETS, petsNow, petsOf, pickedPets } from '../part.ts'
import { isTyping } from '../typed-pets.ts'
import { pickedLegs } from './chain.ts'
import { typedForm, typedPets } from './typed.ts'

/** The pets to choose from, and the way to one that the clinic doesn't know. */
function choice({ state, words, send }: View) {
	const pets = petsOf(state).map(({ id, name, species }) => ({
		id,
		label: html`${icon(animalGlyph(species), 22)}<span>${name}</span>`,
	}))
	const more = { id: 'other', label: html`${icon(plus, 18)}<span>${words.t('other-pet')}</span>` }
	return chips({
		labelledBy: 'title',
		chips: [...pets, more],
		value: new Set(isTyping(state) ? [...state.owner!.picked, 'other'] : state.owner!.picked),
		onToggle: (id) => send(id === 'other' ? { type: 'OTHER_PET' } : { type: 'TAP_PET', id }),
	})
}

/** One visit for all, or visits that follow each other. */
function ways({ state, words, send }: View) {
	const { picked, apart } = state.owner!
	if (!canBeApart(picked)) return nothing
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

function heading(view: View, empty: boolean) {
	const { words, level, state } = view
	const { t } = words
	const pets = petsNow(state)
	if (!pets.length)
		return title(level, t('who-for'), t(state.owner!.several ? 'several-text' : 'own-pets-text'))
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

/** Who is signed in; a guest is offered the form for one pet. */
function who({ state, words, send }: View) {
	if (state.owner!.several)
		return html`<div>${action({ label: words.t('one-pet'), onClick: () => send({ type: 'ALONE' }) })}</div>`
	const { name } = state.owner!.known!
	return html`<div class="between wraps"><span class="sm quiet">${words.t('signed-in-as', { name })}</span>${action(
		{
			label: words.t('not-you'),
			onClick: () => send({ type: 'SIGN_OUT' }),
		},
	)}</div>`
}

const isFull = ({ owner }: State): boolean => owner!.picked.length >= MOST_PETS

/** The pets that the clinic knows in place of animals; below, as ever, the visits that suit. */
export function petsStep(view: View) {
	const { state, level, send, words } = view
	const groups = state.step === 'types' ? groupsOf(view) : []
	const empty = state.step === 'types' && !groups.length && pickedPets(state).length > 1
	return html`${heading(view, empty)}${choice(view)}${isFull(state) ? note('info', { glyph: info, text: words.t('most-pets') }) : nothing}${
		isTyping(state) ? typedForm(view) : typedPets(view)
	}${ways(view)}${isChain(state) ? pickedLegs(view) : nothing}${
		groups.length
			? visitList({ groups, level: level + 1, onPick: (id) => send({ type: 'PICK_TYPE', id }) })
			: nothing
	}${state.step === 'types' && !groups.length ? callClinic(view, 'secondary') : urgent(view)}${who(view)}`
}

/** Somebody has signed out: why the page is empty again. */
export const leftNote = ({ words, state }: View) =>
	state.owner?.left ? note('info', { glyph: info, text: words.t('left') }) : nothing
