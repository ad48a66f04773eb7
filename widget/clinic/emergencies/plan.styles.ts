import { css } from 'lit'

export const planStyles = css`
.ways {
	display: grid;
	grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
	gap: var(--vetslot-s-2);
}
.way {
	padding: 10px 14px;
	border: 1px solid var(--vetslot-line);
	border-radius: 11px;
	text-align: start;
}
.way b,
.way span {
	display: block;
}
.way[aria-checked='true'] {
	border-color: var(--vetslot-danger);
	background: var(--vetslot-danger-soft);
	box-shadow: inset 0 0 0 1px var(--vetslot-danger);
}
.sides {
	display: grid;
	grid-template-columns: repeat(auto-fit, minmax(min(100%, 18em), 1fr));
	gap: var(--vetslot-s-4);
}
.sides h3,
.part h3 {
	margin: 0 0 var(--vetslot-s-2);
	font-size: var(--vetslot-fs-md);
	font-weight: 650;
}
.sides ul,
.waiting {
	display: grid;
	gap: 4px;
	margin: 0;
	padding: 0;
	list-style: none;
}
.line {
	display: flex;
	gap: var(--vetslot-s-3);
	padding: 6px 10px;
	border: 1px solid var(--vetslot-line);
	border-inline-start: 3px solid var(--vetslot-line-strong);
	border-radius: 9px;
	font-variant-numeric: tabular-nums;
}
.line .grow {
	min-inline-size: 0;
	overflow-wrap: anywhere;
}
.line.leaves {
	border-style: dashed;
	border-inline-start-style: solid;
}
.line.comes {
	border-color: var(--vetslot-info-line, var(--vetslot-line-strong));
	background: var(--vetslot-info-soft);
}
.line.emergency {
	border: 1.5px solid var(--vetslot-danger);
	background: var(--vetslot-danger-soft);
	color: var(--vetslot-danger-text);
	font-weight: 600;
}
.waiting li {
	padding-block: 6px;
	border-block-start: 1px solid var(--vetslot-line);
}
.aside {
	display: grid;
	grid-template-columns: minmax(0, 1fr) auto;
	align-items: end;
	gap: var(--vetslot-s-3);
}
.aside + .aside {
	margin-block-start: var(--vetslot-s-4);
}
details summary {
	min-block-size: var(--control);
	align-content: center;
	color: var(--vetslot-text-2);
	cursor: pointer;
}
@media (forced-colors: active) {
	.way[aria-checked='true'] {
		outline: 2px solid Highlight;
	}
}
`
