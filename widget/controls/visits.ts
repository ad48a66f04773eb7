import { html, nothing, type TemplateResult } from 'lit'
import { clock, type Glyph, icon, next } from '../theme/icons.ts'

export interface Visit {
	id: string
	name: string
	description?: string | undefined
	glyph: Glyph
	/** "20 min" */
	length?: string | undefined
	/** "£58", "From £46", "Free"; left out when the clinic shows no price. */
	price?: string | undefined
}

export interface VisitGroup {
	id: string
	name: string
	visits: readonly Visit[]
}

export interface VisitsProps {
	groups: readonly VisitGroup[]
	/** Level of the groups' headings. */
	level?: number
	onPick: (id: string) => void
}

const meta = (visit: Visit) =>
	html`<span class="meta num">${icon(clock, 16)}${
		visit.length ? html`<span>${visit.length}</span>` : nothing
	}${visit.price ? html`<span>${visit.price}</span>` : nothing}</span>`

/** A choice with an arrow: a button that goes on. */
export const visitRow = (visit: Visit, onPick: (id: string) => void): TemplateResult =>
	html`<button type="button" class="visit" @click=${() => onPick(visit.id)}>
		<span class="tile">${icon(visit.glyph)}</span>
		<span class="words"><b>${visit.name}</b>${
			visit.description ? html`<span class="sm quiet">${visit.description}</span>` : nothing
		}${visit.length || visit.price ? meta(visit) : nothing}</span>
		${icon(next)}
	</button>`

/** What can be booked, in the clinic's own groups; every row is a button that goes on. */
export function visitList({ groups, level = 3, onPick }: VisitsProps): TemplateResult {
	return html`<div class="visits">${groups.map(
		(
			group,
		) => html`<div><div class="label quiet" id="group-${group.id}" role="heading" aria-level=${level}>${group.name}</div>
			<ul class="box" aria-labelledby="group-${group.id}">${group.visits.map(
				(visit) => html`<li>${visitRow(visit, onPick)}</li>`,
			)}</ul>
		</div>`,
	)}</div>`
}
