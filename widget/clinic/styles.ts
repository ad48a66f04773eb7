import { css } from 'lit'
import { dangerStyles } from '../controls/danger.styles.ts'
import { errorsStyles } from '../controls/errors.styles.ts'
import { fieldStyles } from '../controls/fields.styles.ts'
import { notesStyles } from '../controls/notes.styles.ts'
import { skeletonStyles } from '../controls/skeleton.styles.ts'
import { base } from '../theme/base.ts'
import { tableStyles } from './table.styles.ts'

// Colours and sizes reach a view by inheritance from the frame's host, so only rules are here.
const consoleStyles = css`
:host {
	display: block;
	--control: 40px;
	color: var(--vetslot-text);
	font-size: var(--vetslot-fs-md);
	line-height: 1.5;
}
:host([hidden]) {
	display: none;
}
*,
::before,
::after {
	box-sizing: border-box;
}
.button {
	inline-size: auto;
	min-block-size: var(--control);
	padding: 6px 16px;
	border-radius: 11px;
}
.button.wide {
	inline-size: 100%;
}
.button.urgent {
	min-block-size: var(--control);
	font-size: var(--vetslot-fs-md);
}
.action {
	min-block-size: var(--control);
	min-inline-size: var(--control);
	border-radius: 11px;
}
.round {
	display: grid;
	flex: none;
	place-items: center;
	inline-size: var(--control);
	block-size: var(--control);
	border-radius: 11px;
	color: var(--vetslot-text);
}
.round:hover {
	background: var(--vetslot-surface-3);
}
.input {
	min-block-size: var(--control);
	padding: 8px 12px;
	border-radius: 10px;
	font-size: var(--vetslot-fs-md);
}
.input[aria-invalid='true'] {
	padding: 7px 11px;
}
.segments {
	border-radius: 11px;
}
.segments button {
	min-block-size: var(--control);
	padding-inline: 14px;
	border-radius: 9px;
	overflow-wrap: normal;
	hyphens: none;
}
.form {
	gap: var(--vetslot-s-4);
}
.buttons {
	display: flex;
	flex-wrap: wrap;
	gap: var(--vetslot-s-2);
}
.buttons .button {
	flex: 1 1 auto;
}
.trouble {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	gap: var(--vetslot-s-2);
}
.trouble .note {
	flex: 1;
}
.note {
	padding: 10px 14px;
	border-radius: 11px;
}
:is(h1, h2, h3).subhead {
	margin-block: 0;
}
/* Other ways to go than the button above. */
.ways {
	display: flex;
	flex-wrap: wrap;
	gap: 0 var(--vetslot-s-4);
	margin-block: calc(-1 * var(--vetslot-s-3));
}
.avatar {
	display: grid;
	flex: none;
	place-items: center;
	inline-size: max(36px, 2.4em);
	block-size: max(36px, 2.4em);
	border-radius: 50%;
	background: var(--vetslot-warm-soft);
	color: var(--vetslot-warm-text);
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
	line-height: 1;
}
/* A page of words and tables, for views that are no calendar. */
.page {
	container: vetslot / inline-size;
	display: grid;
	gap: var(--vetslot-s-6);
	max-inline-size: 1120px;
	margin-inline: auto;
	padding: var(--vetslot-s-6) var(--vetslot-s-5) var(--vetslot-s-10);
}
.sheet-card {
	padding: var(--vetslot-s-6);
	border: 1px solid var(--vetslot-line);
	border-radius: var(--vetslot-radius-l);
	background: var(--vetslot-surface);
}
.facts {
	display: grid;
	grid-template-columns: minmax(5.5em, auto) minmax(0, 1fr);
	gap: 10px var(--vetslot-s-4);
}
.facts dt {
	color: var(--vetslot-text-2);
}
.rules {
	display: grid;
	gap: 6px;
	margin-block-start: var(--vetslot-s-3);
}
.rules li {
	display: flex;
	gap: 8px;
}
.rules .icon {
	margin-block-start: 3px;
	color: var(--vetslot-text-2);
}
.late {
	animation: appear-late 160ms 400ms backwards;
}
@media (pointer: coarse) {
	:host {
		--control: 44px;
	}
	/* Below 16 px a phone zooms in on the field. */
	.input {
		font-size: max(16px, var(--vetslot-fs-md));
	}
}
`

/** For the `static styles` of every view and dialog: type, buttons, fields, notes, tables, pages. */
export const viewStyles = [
	base,
	dangerStyles,
	fieldStyles,
	errorsStyles,
	notesStyles,
	skeletonStyles,
	tableStyles,
	consoleStyles,
]
