import { css } from 'lit'

/** What the pages of pets need beyond every view. */
export const petsStyles = css`
.page {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-8);
}
.who {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	gap: var(--vetslot-s-3);
}
.who .grow {
	flex: 1 1 10em;
}
.pet-tile {
	inline-size: 60px;
	block-size: 60px;
	border-radius: 999px;
}
.photo-of {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-4);
}
.photo-of .pet-tile {
	inline-size: 96px;
	block-size: 96px;
}
.between {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	justify-content: space-between;
	gap: var(--vetslot-s-2);
}
.facts {
	display: grid;
	grid-template-columns: fit-content(45%) minmax(0, 1fr);
	gap: var(--vetslot-s-2) var(--vetslot-s-4);
	margin: 0;
}
.facts dt {
	color: var(--vetslot-text-2);
}
.facts dd {
	margin: 0;
	unicode-bidi: plaintext;
	overflow-wrap: anywhere;
}
ul.rows {
	margin: 0;
	padding: 0;
	list-style: none;
}
.row b,
.row .sm {
	display: block;
	overflow-wrap: anywhere;
}
.plot {
	display: block;
	inline-size: 100%;
	/* Its words grow with it. */
	max-inline-size: 420px;
	direction: ltr;
	block-size: auto;
	color: var(--vetslot-accent-text);
}
.plot text {
	fill: var(--vetslot-text-2);
	font-size: 11px;
}
.plot .grid {
	stroke: var(--vetslot-line);
}
.plot .dot {
	fill: var(--vetslot-accent-text);
}
summary {
	display: inline-flex;
	align-items: center;
	min-block-size: 44px;
	color: var(--vetslot-accent-text);
	font-weight: 600;
	cursor: pointer;
}
table {
	inline-size: 100%;
	border-collapse: collapse;
}
:is(th, td) {
	padding: var(--vetslot-s-2) 0;
	border-block-end: 1px solid var(--vetslot-line);
	text-align: start;
	font-weight: 400;
}
.form {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-5);
}
.filters {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-3);
}
@container vetslot (inline-size >= 520px) {
	.form,
	.filters {
		grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
	}
	.all {
		grid-column: 1 / -1;
	}
}
.entry {
	display: grid;
	gap: 2px;
	padding: var(--vetslot-s-3);
}
.entry p {
	margin: 0;
	overflow-wrap: anywhere;
	white-space: pre-line;
}
`
