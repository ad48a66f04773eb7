import { css } from 'lit'

export const setupStyles = css`
.tabs {
	display: flex;
	flex-wrap: wrap;
	gap: var(--vetslot-s-1);
	border-block-end: 1px solid var(--vetslot-line);
}
.tabs a {
	display: inline-flex;
	align-items: center;
	min-block-size: var(--control);
	padding: 0 var(--vetslot-s-4);
	border-block-end: 2px solid transparent;
	color: var(--vetslot-text-2);
	font-weight: 600;
	text-decoration: none;
}
.tabs a[aria-current] {
	border-color: var(--vetslot-accent-mark);
	color: var(--vetslot-text);
}
.grid2,
.grid3 {
	display: grid;
	gap: var(--vetslot-s-4);
	align-items: start;
}
@container vetslot (inline-size >= 640px) {
	.grid2 {
		grid-template-columns: repeat(2, minmax(0, 1fr));
	}
	/* Side by side on one line, also where only one has a hint above it. */
	.grid2:not(:has(> .field > [id$='-error'])) {
		align-items: end;
	}
	.grid3 {
		grid-template-columns: repeat(3, minmax(0, 1fr));
	}
}
.stack > .sheet-card + .sheet-card {
	margin-block-start: 0;
}
.card-head {
	margin: 0 0 var(--vetslot-s-4);
	font-size: var(--vetslot-fs-lg);
	font-weight: 650;
}
.row-head {
	display: flex;
	flex-wrap: wrap;
	gap: var(--vetslot-s-2);
	align-items: center;
	justify-content: space-between;
}
.row-head span,
td.acts {
	white-space: nowrap;
}
.row-head .action,
td .action,
.lead-in .action,
.add .action {
	display: inline-flex;
	inline-size: auto;
}
td.acts {
	padding-block: 2px;
	text-align: end;
}
tbody :is(td, th) {
	vertical-align: middle;
}
thead td {
	border-block-start: 0;
	background: var(--vetslot-surface-2);
}
.buttons .button {
	flex: none;
}
h3 {
	margin: 0;
	font-size: var(--vetslot-fs-md);
	font-weight: 650;
}
.entry {
	display: grid;
	gap: var(--vetslot-s-3);
	padding: var(--vetslot-s-4);
	border: 1px solid var(--vetslot-line);
	border-radius: var(--vetslot-radius-m, 12px);
}
.entry + .entry {
	margin-block-start: var(--vetslot-s-3);
}
.chips {
	display: flex;
	flex-wrap: wrap;
	gap: 0 var(--vetslot-s-4);
}
fieldset {
	min-inline-size: 0;
	margin: 0;
	padding: 0;
	border: 0;
}
legend {
	padding: 0;
	font-weight: 600;
}
.save-bar {
	position: sticky;
	inset-block-end: 0;
	display: flex;
	flex-wrap: wrap;
	gap: var(--vetslot-s-3);
	align-items: center;
	padding: var(--vetslot-s-3) 0;
	border-block-start: 1px solid var(--vetslot-line);
	background: var(--vetslot-surface);
}
.save-bar .button {
	flex: none;
}
code,
pre {
	font-family: ui-monospace, monospace;
	font-size: var(--vetslot-fs-sm);
}
pre {
	overflow-x: auto;
	margin: 0;
	padding: var(--vetslot-s-4);
	border-radius: 11px;
	background: var(--vetslot-surface-3);
	white-space: pre-wrap;
	overflow-wrap: anywhere;
}
iframe {
	inline-size: 100%;
	block-size: 720px;
	border: 1px solid var(--vetslot-line);
	border-radius: var(--vetslot-radius-l);
}
.off {
	color: var(--vetslot-text-2);
}
@media (forced-colors: active) {
	.tabs a:not([aria-current]) {
		border-color: Canvas;
	}
}
`
