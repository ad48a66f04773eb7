import { css } from 'lit'
import { checksStyles } from './checks.styles.ts'

export const fieldStyles = css`
${checksStyles}
.form {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-5) var(--vetslot-s-4);
}
.form > .all {
	grid-column: 1 / -1;
}
.form > .all:has(> .subhead) {
	margin-block: var(--vetslot-s-3) calc(-1 * var(--vetslot-s-1));
}
.field {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	align-content: start;
	gap: 6px;
}
.field > .label + .xs {
	margin-block-start: -4px;
}
.opt {
	color: var(--vetslot-text-2);
	font-weight: 400;
}
.input {
	inline-size: 100%;
	min-block-size: 50px;
	padding: 12px 15px;
	border: 1px solid var(--vetslot-line-strong);
	border-radius: var(--vetslot-radius-m);
	background: var(--vetslot-surface);
	color: var(--vetslot-text);
	/* Below 16 px a phone zooms in on the field. */
	font-size: max(16px, var(--vetslot-fs-md));
	line-height: 1.5;
	appearance: none;
}
textarea.input {
	display: block;
	min-block-size: 84px;
	resize: vertical;
	field-sizing: content;
}
.drop {
	display: grid;
	align-items: center;
}
.drop > * {
	grid-area: 1 / 1;
}
.drop .input {
	padding-inline-end: 44px;
}
.drop .icon {
	justify-self: end;
	margin-inline-end: 15px;
	color: var(--vetslot-text-2);
	transform: rotate(90deg);
	pointer-events: none;
}
.input::placeholder {
	color: var(--vetslot-text-3);
	opacity: 1;
}
.input:focus {
	border-color: var(--vetslot-accent-mark);
	outline: 2.5px solid var(--vetslot-focus);
	outline-offset: 2.5px;
}
.input[aria-invalid='true'] {
	padding: 11px 14px;
	border: 2px solid var(--vetslot-danger);
}
.input[type='tel'],
.input[type='email'] {
	direction: ltr;
}
.segments {
	display: grid;
	grid-template-columns: repeat(auto-fit, minmax(min(100%, 4em), 1fr));
	gap: 3px;
	padding: 3px;
	border-radius: var(--vetslot-radius-m);
	background: var(--vetslot-surface-3);
}
.segments button {
	min-block-size: 44px;
	padding: 4px;
	border: 1px solid transparent;
	border-radius: calc(10px * var(--vetslot-r));
	color: var(--vetslot-text-2);
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
	line-height: 1.3;
	text-align: center;
}
.segments [aria-checked='true'] {
	border-color: var(--vetslot-line-strong);
	background: var(--vetslot-surface);
	color: var(--vetslot-text);
	box-shadow: var(--vetslot-shadow-1);
}
@container vetslot (inline-size >= 420px) {
	.form {
		grid-template-columns: repeat(2, minmax(0, 1fr));
	}
}
`
