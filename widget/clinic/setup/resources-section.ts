import type { ChangeResourceBody, CreateResourceBody, Resource } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { plus } from '../../theme/icons.ts'
import { Draft } from './draft.ts'
import { SetupSection } from './section.ts'
import { SPECIES, tickList } from './ticks.ts'

type Kind = Resource['kind']
const KINDS: readonly Kind[] = ['veterinarian', 'nurse', 'room', 'equipment', 'cap']

interface Edited extends Omit<Resource, 'id' | 'shortName'> {
	id: string | null
}

const EMPTY: Edited = {
	id: null,
	kind: 'room',
	code: null,
	name: '',
	title: null,
	roomType: null,
	capacity: 1,
	skills: [],
	species: [],
	languages: [],
	color: null,
	sortOrder: 0,
	bookableOnline: true,
	active: true,
}

/** Rooms, equipment, places of a day, and people: what visits take, and how much of it there is. */
export class ResourcesSection extends SetupSection {
	draft: Draft<Edited> | undefined

	#edit(row: Edited): void {
		this.draft = new Draft<Edited>(this, row)
		this.requestUpdate()
		void this.updateComplete.then(() => this.find('#f-name')?.focus())
	}

	readonly #close = (): void => {
		this.draft = undefined
		this.requestUpdate()
		void this.updateComplete.then(() => this.find('#add')?.focus())
	}

	readonly #submit = (event: Event): void => {
		event.preventDefault()
		void this.#save(false)
	}

	async #save(allowStranded: boolean): Promise<void> {
		const { draft } = this
		if (!draft) return
		const { resources } = this.desk.client
		const went = await draft.save(async () => {
			const { id } = draft.value
			const { resource } =
				id === null
					? await resources.create(newBody(draft.value))
					: await resources.change(id, { ...changeBody(draft.value), allowStranded })
			return resource
		})
		if (!went) return
		await this.desk.readResources()
		this.saved()
		this.#close()
	}

	#form(draft: Draft<Edited>): TemplateResult {
		const { say } = this
		const { id, kind } = draft.value
		const person = kind === 'veterinarian' || kind === 'nurse'
		const kinds = KINDS.map((value) => ({ value, label: say(`kind-${value}`) }))
		return this.card(
			id === null ? say('new-resource') : draft.value.name,
			html`<form class="stack" novalidate @submit=${this.#submit}>${draft.alerts(3)}
				<div class="grid2">${id === null ? draft.select('kind', say('kind'), kinds, person ? say('person-hint') : undefined) : nothing}
					${draft.text('name', say('name'))}
					${person ? draft.text('title', say('title'), { nullable: true }) : nothing}
					${kind === 'room' ? draft.text('roomType', say('room-type'), { hint: say('room-type-hint'), nullable: true }) : nothing}
					${draft.number('capacity', say('capacity'))}
					${person ? draft.list('skills', say('skills'), say('skills-hint')) : nothing}
					${person ? draft.list('languages', say('languages'), say('languages-hint')) : nothing}</div>
				${
					kind === 'cap'
						? nothing
						: tickList(
								draft,
								'species',
								say('sees-animals'),
								SPECIES.map((value) => ({ value, label: say(value) })),
								say('animals-hint'),
							)
				}
				${person ? draft.check('bookableOnline', say('online')) : nothing}
				${id === null ? nothing : draft.check('active', say('in-use'))}
				${this.saveBar(draft as Draft<object>, () => void this.#save(true))}
				${action({ label: say('cancel'), onClick: this.#close })}</form>`,
		)
	}

	#row(row: Resource): TemplateResult {
		const { say } = this
		const edit = () => this.#edit(row)
		return html`<tr class=${row.active ? '' : 'off'}><th scope="row">${row.name}</th>
			<td data-label=${say('detail')}>${row.title ?? row.roomType ?? row.code ?? ''}</td>
			<td data-label=${say('capacity')}>${row.capacity}</td>
			<td data-label=${say('state')}>${say(row.active ? 'in-use' : 'not-in-use')}</td>
			<td class="acts">${action({ label: say('edit'), name: say('edit-name', { name: row.name }), onClick: edit })}</td></tr>`
	}

	#table(kind: Kind): TemplateResult | typeof nothing {
		const { say } = this
		const rows = this.desk.resources.filter((row) => row.kind === kind)
		if (rows.length === 0) return nothing
		return html`<div class="table" tabindex="0" role="region" aria-labelledby="of-${kind}"><table>
			<caption id="of-${kind}">${say(`kind-${kind}`)}</caption>
			<thead><tr><th scope="col">${say('name')}</th><th scope="col">${say('detail')}</th><th scope="col">${say('capacity')}</th>
				<th scope="col">${say('state')}</th><td></td></tr></thead>
			<tbody>${rows.map((row) => this.#row(row))}</tbody></table></div>`
	}

	protected override render(): TemplateResult {
		const { draft, say } = this
		if (draft) return this.#form(draft)
		const add = () => this.#edit(EMPTY)
		return html`<div class="stack"><div class="buttons" id="add" tabindex="-1">${button('secondary', { label: say('add-resource'), glyph: plus, onClick: add })}</div>
			${KINDS.map((kind) => this.#table(kind))}</div>`
	}
}

customElements.define('vetslot-clinic-setup-rooms', ResourcesSection)

function changeBody(row: Edited): ChangeResourceBody {
	const { id: _, kind: __, code: ___, ...body } = row
	return body as ChangeResourceBody
}

function newBody(row: Edited): CreateResourceBody {
	const { active: _, sortOrder: __, ...body } = changeBody(row)
	const { kind } = row
	return { ...body, kind, roomType: kind === 'room' ? row.roomType : null } as CreateResourceBody
}
