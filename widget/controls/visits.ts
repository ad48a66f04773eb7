import { css, html, nothing, type TemplateResult } from 'lit'
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
	onPick: (id: string) => void
}

const meta = (visit: Visit) =>
	html`<span class="meta num">${icon(clock, 16)}${
		visit.length ? html`<span>${visit.length}</span>` : nothing
	}${visit.price ? html`<span>${visit.price}</span>` : nothing}</span>`

const row = (visit: Visit, onPick: (id: string) => void) => html`<li>
	<button type="button" class="visit" @click=${() => onPick(visit.id)}>
		<span class="tile">${icon(visit.glyph)}</span>
		<span class="words"><b>${visit.name}</b>${
			visit.description ? html`<span class="sm quiet">${visit.description}</span>` : nothing
		}${visit.length || visit.price ? meta(visit) : nothing}</span>
		${icon(next)}
	</button></li>`

/** What can be booked, in the clinic's own groups; every row is a button that goes on. */
export function visitList({ groups, onPick }: VisitsProps): TemplateResult {
	return html`<div class="visits">${groups.map(
		(group) => html`<div><div class="label quiet" id="group-${group.id}">${group.name}</div>
			<ul class="box" aria-labelledby="group-${group.id}">${group.visits.map((visit) => row(visit, onPick))}</ul>
		</div>`,
	)}</div>`
}

export const visitsStyles = css`
.visits {
	margin-block-start: var(--vetslot-s-1);
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	align-items: start;
	gap: var(--vetslot-s-7) var(--vetslot-s-4);
}
.visits .label {
	margin-block-end: var(--vetslot-s-3);
}
.visit {
	display: flex;
	align-items: start;
	gap: 14px;
	inline-size: 100%;
	padding: var(--vetslot-s-4) var(--vetslot-s-3) var(--vetslot-s-4) var(--vetslot-s-4);
	padding-inline: var(--vetslot-s-4) var(--vetslot-s-3);
	position: relative;
	transition: background-color var(--vetslot-dur-1);
}
.visit:hover {
	background: var(--vetslot-surface-2);
}
.visit:focus-visible {
	outline-offset: -3px;
	border-radius: var(--vetslot-radius-l);
}
.visits li + li .words::before {
	content: '';
	position: absolute;
	inset-block-start: 0;
	inset-inline: calc(var(--vetslot-s-4) + 54px) 0;
	block-size: 1px;
	background: var(--vetslot-line);
}
.visit .words {
	display: grid;
	flex: 1;
	gap: var(--vetslot-s-1);
	min-inline-size: 0;
}
.visit .sm {
	text-wrap: balance;
}
.visit b {
	font-weight: 600;
	line-height: 1.3;
}
.visit > .icon {
	margin-block-start: 10px;
	color: var(--vetslot-text-3);
}
.meta {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	gap: 0 14px;
	font-size: var(--vetslot-fs-sm);
	line-height: 1.45;
}
.meta .icon {
	margin-inline-end: -8px;
	color: var(--vetslot-text-2);
}
@container vetslot (inline-size >= 600px) {
	.visits {
		grid-template-columns: repeat(2, minmax(0, 1fr));
	}
}
`
