import { css } from 'lit'

/**
 * `<div class="table" tabindex="0" role="region" aria-labelledby="…"><table>…`: scrolls sideways by
 * itself, and becomes one card a row where it is narrow, when the cells say their heading as
 * `data-label`.
 */
export const tableStyles = css`
.table {
	overflow-x: auto;
	border: 1px solid var(--vetslot-line);
	border-radius: var(--vetslot-radius-l);
	background: var(--vetslot-surface);
}
table {
	inline-size: 100%;
	border-collapse: collapse;
	font-size: var(--vetslot-fs-md);
	font-variant-numeric: tabular-nums;
}
caption {
	padding: var(--vetslot-s-3) var(--vetslot-s-4);
	font-weight: 650;
	text-align: start;
}
th,
td {
	padding: 10px var(--vetslot-s-4);
	border-block-start: 1px solid var(--vetslot-line);
	text-align: start;
	vertical-align: top;
}
thead th {
	border-block-start: 0;
	background: var(--vetslot-surface-2);
	color: var(--vetslot-text-2);
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
	white-space: nowrap;
}
tbody th {
	font-weight: 600;
}
tbody tr:hover {
	background: var(--vetslot-surface-2);
}
td.end {
	text-align: end;
}
.empty {
	padding: var(--vetslot-s-8) var(--vetslot-s-4);
	color: var(--vetslot-text-2);
	text-align: center;
}
@container vetslot (inline-size < 600px) {
	table:has([data-label]) :is(thead, caption) {
		position: absolute;
		inline-size: 1px;
		block-size: 1px;
		overflow: hidden;
		clip-path: inset(50%);
	}
	table:has([data-label]) :is(tbody, tr, td, th) {
		display: block;
	}
	table:has([data-label]) tr {
		padding: var(--vetslot-s-3) var(--vetslot-s-4);
		border-block-start: 1px solid var(--vetslot-line);
	}
	table:has([data-label]) tr:first-child {
		border: 0;
	}
	table:has([data-label]) :is(td, th) {
		padding: 2px 0;
		border: 0;
	}
	table [data-label]::before {
		content: attr(data-label) ': ';
		color: var(--vetslot-text-2);
		font-weight: 400;
	}
}
`
