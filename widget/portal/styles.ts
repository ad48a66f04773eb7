import { css } from 'lit'
import { dangerStyles } from '../controls/danger.styles.ts'
import { errorsStyles } from '../controls/errors.styles.ts'
import { fieldStyles } from '../controls/fields.styles.ts'
import { notesStyles } from '../controls/notes.styles.ts'
import { skeletonStyles } from '../controls/skeleton.styles.ts'
import { base } from '../theme/base.ts'

// Colours and sizes reach a view by inheritance from the frame's host, so only rules are here.
const portalStyles = css`
:host {
	display: block;
	container: vetslot / inline-size;
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
:is(h1, h2, h3, h4, h5, h6) {
	margin: 0;
}
.button.compact {
	inline-size: auto;
	min-block-size: 44px;
	padding: 6px var(--vetslot-s-4);
	border-radius: var(--vetslot-radius-m);
}
.buttons {
	display: flex;
	flex-wrap: wrap;
	gap: var(--vetslot-s-2);
}
.buttons .button {
	flex: 1 1 auto;
	inline-size: auto;
}
.trouble {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	gap: var(--vetslot-s-2);
}
.trouble .note {
	flex: 1 1 18em;
}
.narrow {
	max-inline-size: 480px;
}
/* A list of things as rows in one box. */
.rows > * + * {
	border-block-start: 1px solid var(--vetslot-line);
}
.row {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	inline-size: 100%;
	min-block-size: 64px;
	padding: var(--vetslot-s-3);
	color: inherit;
	text-decoration: none;
}
.row.wraps {
	flex-wrap: wrap;
}
.row.wraps > .grow {
	flex: 1 1 9em;
}
/* Where the words need the line, what can be pressed stands at the end of the next one. */
.row.wraps > :is(.button, .buttons, .action) {
	margin-inline-start: auto;
}
/* A pet, and below the last of them the way to another one. */
.row.pet,
.row.add {
	padding-inline: 14px;
}
.row.pet {
	min-block-size: 84px;
}
.row.pet > .icon {
	color: var(--vetslot-text-3);
}
.row.add {
	color: var(--vetslot-accent-text);
}
.pet-tile,
.plus {
	inline-size: 56px;
	border-radius: 50%;
}
.pet-tile {
	block-size: 56px;
}
.plus {
	display: grid;
	flex: none;
	place-items: center;
}
/* Further ways on below the one that is asked for, each easy to hit. */
.ways {
	display: grid;
	justify-items: start;
}
/* A heading and what it names. */
.part {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-3);
}
/* Words that can be pressed stand where reading begins. */
.part > .action,
.page > .action,
.own > .action,
.stack > .action,
.part-of > .action {
	justify-self: start;
}
button.row:hover,
a.row:hover {
	background: var(--vetslot-surface-2);
}
button.row:focus-visible,
a.row:focus-visible {
	outline-offset: -4px;
}
.tile.danger {
	background: var(--vetslot-danger-soft);
	color: var(--vetslot-danger-text);
}
.tile.info {
	background: var(--vetslot-info-soft);
	color: var(--vetslot-info-text);
}
.tile.accent-tint {
	background: var(--vetslot-accent-soft-2);
}
.tile.plain {
	background: var(--vetslot-surface-3);
	color: var(--vetslot-text-2);
}
.tile.photo {
	object-fit: cover;
}
.danger-text {
	color: var(--vetslot-danger-text);
}
.accent {
	color: var(--vetslot-accent-text);
}
.round {
	display: grid;
	flex: none;
	place-items: center;
	inline-size: 44px;
	block-size: 44px;
	border-radius: var(--vetslot-radius-m);
}
.round:hover {
	background: var(--vetslot-surface-3);
}
@media print {
	.no-print {
		display: none;
	}
}
`

/** For the `static styles` of every view and dialog: type, buttons, fields, notes, rows, tiles. */
export const viewStyles = [
	base,
	dangerStyles,
	fieldStyles,
	errorsStyles,
	notesStyles,
	skeletonStyles,
	portalStyles,
]
