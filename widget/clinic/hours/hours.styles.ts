import { css } from 'lit'

export const hoursStyles = css`
.tabs {
	display: flex;
	flex-wrap: wrap;
	gap: var(--vetslot-s-2);
	border-block-end: 1px solid var(--vetslot-line);
}
.tabs a {
	padding: 10px var(--vetslot-s-4);
	border-block-end: 3px solid transparent;
	border-radius: 10px 10px 0 0;
	color: var(--vetslot-text-2);
	font-weight: 600;
	text-decoration: none;
}
.tabs a[aria-current='page'] {
	border-color: var(--vetslot-accent-mark);
	color: var(--vetslot-text);
}
.head {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	justify-content: space-between;
	gap: var(--vetslot-s-3);
}
.cards {
	display: grid;
	gap: var(--vetslot-s-4);
}
.lines {
	display: grid;
	margin: var(--vetslot-s-3) 0 0;
	padding: 0;
	list-style: none;
}
.lines > li {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	justify-content: space-between;
	gap: var(--vetslot-s-2) var(--vetslot-s-4);
	padding-block: var(--vetslot-s-3);
	border-block-start: 1px solid var(--vetslot-line);
}
.lines[data-first] > li:first-child {
	border: 0;
}
.lines > li > :first-child {
	flex: 1 1 18em;
}
.lines > li:has(.segments) > :last-child {
	flex: none;
	inline-size: 340px;
	max-inline-size: 100%;
}
.row {
	display: grid;
	grid-template-columns: repeat(auto-fit, minmax(9em, 1fr));
	gap: var(--vetslot-s-3);
	align-items: end;
}
.days {
	display: flex;
	flex-wrap: wrap;
	gap: var(--vetslot-s-2);
}
.days label {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-2);
	min-block-size: var(--control);
	padding-inline: 10px 12px;
	border: 1px solid var(--vetslot-line-strong);
	border-radius: 10px;
}
fieldset {
	margin: 0;
	padding: 0;
	border: 0;
}
legend {
	padding: 0;
	margin-block-end: var(--vetslot-s-2);
	font-weight: 600;
}
.dates {
	columns: 2 14em;
	margin: var(--vetslot-s-2) 0 0;
	padding: 0;
	list-style: none;
}
.dates li {
	break-inside: avoid;
	padding-block: 3px;
	font-variant-numeric: tabular-nums;
}
.preview {
	padding: var(--vetslot-s-4);
	border-radius: var(--vetslot-radius-m);
	background: var(--vetslot-surface-2);
}
.ticks {
	display: grid;
	grid-template-columns: repeat(auto-fill, minmax(15em, 1fr));
	gap: var(--vetslot-s-1) var(--vetslot-s-4);
}
.ends {
	display: flex;
	flex-wrap: wrap;
	justify-content: flex-end;
	gap: var(--vetslot-s-3);
}
.pill {
	display: inline-block;
	padding: 2px 10px;
	border-radius: 99px;
	background: var(--vetslot-surface-3);
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
}
.pill.fresh {
	background: var(--vetslot-ok-soft);
	color: var(--vetslot-ok-text);
}
.pill:is(.failing, .stale) {
	background: var(--vetslot-danger-soft);
	color: var(--vetslot-danger-text);
}
summary {
	min-block-size: var(--control);
	padding-block: 8px;
	font-weight: 600;
	cursor: pointer;
}
@media (forced-colors: active) {
	.tabs a:not([aria-current]) {
		border-color: Canvas;
	}
}
`
