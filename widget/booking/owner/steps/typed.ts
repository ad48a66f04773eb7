import { html } from 'lit'
import { action, button } from '../../../controls/buttons.ts'
import { focusField } from '../../../controls/errors.ts'
import { segmented, selectField, textField } from '../../../controls/fields.ts'
import { subhead } from '../../../controls/shell.ts'
import { icon } from '../../../theme/icons.ts'
import { animal, animalGlyph, type View } from '../../view.ts'
import { isTyped } from '../known.ts'
import { pickedPets } from '../part.ts'
import {
	fields,
	kindsOf,
	type TypedError,
	typedErrors,
	typedSpecies,
	typedText,
} from '../typed-pets.ts'

const said = ({ words }: View, error: TypedError | undefined): string | undefined => {
	if (!error) return undefined
	if (error.key === 'said') return error.text
	if (error.key === 'too-long') return words.t('characters-over', { count: error.count })
	return words.t(error.key)
}

/** What each field of the form shares. */
function shared(view: View, part: 'name' | 'species' | 'breed' | 'age', label: string) {
	const set = (value: string) => view.send({ type: 'FIELD', name: fields[part], value })
	const error = said(view, typedErrors(view.state)[part])
	const value = typedText(view.state, part)
	return { id: fields[part], label, value, error, onInput: set, onSelect: set }
}

function kind(view: View) {
	const { words, state } = view
	const options = kindsOf(state).map((value) => ({ value, label: animal(words, value, 0) }))
	const props = { ...shared(view, 'species', words.t('new-species')), options }
	return options.length > 1
		? selectField(words, { ...props, value: typedSpecies(state) })
		: undefined
}

function age(view: View) {
	const { t } = view.words
	const ages = ['under_1', '1_to_7', '8_or_over'] as const
	const options = ages.map((value) => ({ value, label: t(value) }))
	return segmented(view.words, { ...shared(view, 'age', t('age')), options, optional: true })
}

/** After a press that added nothing: to what is wrong; else to where one more can be added. */
function focusNext(root: ShadowRoot): void {
	const wrong = root.querySelector('#typed [aria-invalid=true]')
	if (wrong) focusField(root, wrong.id)
	else root.querySelector<HTMLElement>('.chips button:last-child')?.focus()
}

/** A pet that the clinic doesn't know: what a booking needs of it. */
export function typedForm(view: View) {
	const { words, level, send } = view
	const { t } = words
	const onSubmit = (event: Event) => {
		event.preventDefault()
		const root = (event.currentTarget as Element).getRootNode() as ShadowRoot
		send({ type: 'ADD_PET' })
		requestAnimationFrame(() => focusNext(root))
	}
	const breed = { ...shared(view, 'breed', t('breed')), placeholder: t('best-guess') }
	return html`<form id="typed" class="form box" novalidate @submit=${onSubmit}>
		<div class="all">${subhead(level + 1, t('new-pet'))}</div>
		<div>${textField(words, shared(view, 'name', t('name')))}</div><div>${kind(view)}</div>
		<div class="all">${textField(words, { ...breed, optional: true })}</div><div class="all">${age(view)}</div>
		<div class="all stack tight">${button('secondary', { label: t('add-pet'), submit: true })}
			<div>${action({ label: t('not-this'), onClick: () => send({ type: 'OTHER_PET' }) })}</div></div></form>`
}

/** Typed pets that come, each with a way to correct it. */
export const typedPets = ({ state, words, send }: View) =>
	pickedPets(state)
		.filter(({ id }) => isTyped(id))
		.map(
			({ id, name, species, breed }) =>
				html`<div class="summary"><span class="tile warm">${icon(animalGlyph(species), 24)}</span>
					<p class="grow"><b class="sm">${name}</b><span class="xs quiet">${breed ?? animal(words, species, 0)}</span></p>${action(
						{
							label: words.t('change'),
							name: words.t('change-pet', { pet: name }),
							onClick: () => send({ type: 'EDIT_PET', id }),
						},
					)}</div>`,
		)
