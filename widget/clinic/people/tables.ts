import type { ClientBrief, PetBrief, VisitBrief } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { breakable } from '../../frame/addresses.ts'
import type { ConsoleContext } from '../context.ts'
import { phoneMark } from '../phone.ts'
import { writeRoute } from '../route.ts'
import { momentText, type Say } from './words.ts'

const toPage = (kind: 'client' | 'pet', id: string): string =>
	writeRoute({ view: 'people', path: [kind, id], query: {} })

export const clientLink = ({ id, name }: { id: string; name: string | null }) =>
	html`<a class="link" href=${toPage('client', id)}>${name ?? '–'}</a>`

export const petLink = ({ id, name }: { id: string; name: string }) =>
	html`<a class="link" href=${toPage('pet', id)}>${name}</a>`

const joined = (parts: readonly TemplateResult[]) =>
	parts.map((part, i) => html`${i ? ', ' : nothing}${part}`)

/** What to look out for, in a word each. */
const alertTags = (say: Say, kinds: PetBrief['alerts']) =>
	kinds.length
		? html`<span class="tags">${kinds.map((kind) => html`<span class="tag warm">${say(kind)}</span>`)}</span>`
		: nothing

interface TableProps {
	id: string
	heading: string
	columns: readonly string[]
	rows: unknown
}

/** A table with its heading, which scrolls by itself where it is too wide. */
const table = ({ id, heading, columns, rows }: TableProps) =>
	html`<section class="block"><h2 class="subhead" id=${id}>${heading}</h2>
	<div class="table" tabindex="0" role="region" aria-labelledby=${id}><table><thead><tr>${columns.map(
		(column) => html`<th scope="col">${column}</th>`,
	)}</tr></thead><tbody>${rows}</tbody></table></div></section>`

interface ClientsProps {
	say: Say
	heading: string
	rows: readonly ClientBrief[]
}

export function clientsTable(desk: ConsoleContext, { say, heading, rows }: ClientsProps) {
	return table({
		id: 'clients',
		heading,
		columns: [say('name'), say('phone'), say('email'), say('pets')],
		rows: rows.map(
			(row) => html`<tr><th scope="row">${clientLink(row)}</th>
			<td data-label=${say('phone')}>${row.phone ? phoneMark(desk, row.phone) : '–'}</td>
			<td data-label=${say('email')}>${breakable(row.email ?? '–')}</td>
			<td data-label=${say('pets')}>${joined(row.pets.map(petLink))}</td></tr>`,
		),
	})
}

interface OwnedPet extends PetBrief {
	owners?: readonly { id: string; name: string | null }[]
}

export function petsTable(say: Say, rows: readonly OwnedPet[]) {
	const owned = rows.some((row) => row.owners)
	return table({
		id: 'pets',
		heading: say('pets'),
		columns: [say('name'), say('kind'), ...(owned ? [say('owner')] : []), say('alerts')],
		rows: rows.map(
			(row) => html`<tr><th scope="row">${petLink(row)}</th>
			<td data-label=${say('kind')}>${say(`species-${row.species}`)}${row.breed ? `, ${row.breed}` : ''}</td>
			${owned ? html`<td data-label=${say('owner')}>${joined((row.owners ?? []).map(clientLink))}</td>` : nothing}
			<td data-label=${row.alerts.length || row.status === 'deceased' ? say('alerts') : nothing}>${
				row.status === 'deceased'
					? html`<span class="tag">${say('deceased', { day: '' })}</span>`
					: alertTags(say, row.alerts)
			}</td></tr>`,
		),
	})
}

export function visitsTable(desk: ConsoleContext, say: Say, rows: readonly VisitBrief[]) {
	return table({
		id: 'visits',
		heading: say('visits'),
		columns: [say('when'), say('visit'), say('with'), say('pets'), say('status')],
		rows: rows.map(
			(row) => html`<tr><th scope="row"><button class="link" type="button" @click=${() =>
				desk.openVisit(row.id)}>${momentText(desk, row.start)}</button></th>
			<td data-label=${say('visit')}>${row.typeName ?? '–'}</td>
			<td data-label=${say('with')}>${row.veterinarianName}</td>
			<td data-label=${say('pets')}>${joined(row.pets.map(petLink))}</td>
			<td data-label=${say('status')}>${say(row.status)}</td></tr>`,
		),
	})
}
