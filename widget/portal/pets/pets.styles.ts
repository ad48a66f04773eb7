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
.top {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-3);
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
.photo-of .action {
	text-align: start;
}
.all:empty {
	display: none;
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
	display: grid;
	grid-template-columns: auto minmax(0, 1fr);
	gap: var(--vetslot-s-2);
	max-inline-size: 420px;
	margin-block-start: var(--vetslot-s-2);
	direction: ltr;
	color: var(--vetslot-text-2);
}
/* Each weight beside its line. */
.plot .scale {
	display: grid;
	align-content: space-between;
	justify-items: end;
	margin-block: -0.7em;
}
.plot .scale.flat {
	align-content: center;
}
.plot svg {
	display: block;
	inline-size: 100%;
	block-size: 104px;
	overflow: visible;
	color: var(--vetslot-accent-text);
}
.plot :is(line, polyline) {
	fill: none;
	vector-effect: non-scaling-stroke;
}
.plot .grid {
	stroke: var(--vetslot-line);
}
.plot polyline {
	stroke: currentColor;
	stroke-width: 2px;
	stroke-linejoin: round;
}
/* A line without a length is a dot, which stays round however wide the picture is. */
.plot .dot {
	stroke: currentColor;
	stroke-width: 7px;
	stroke-linecap: round;
}
.plot .days {
	display: flex;
	flex-wrap: wrap;
	grid-column: 2;
	justify-content: space-between;
	gap: 0 var(--vetslot-s-3);
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
	/* On the line of the field beside it. */
	.fixed {
		display: grid;
		align-items: center;
		min-block-size: 50px;
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
.entry .action {
	justify-self: start;
}
`
