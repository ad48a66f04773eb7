import { css } from 'lit'

export const fieldStyles = css`
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
select.input {
	padding-inline-end: 40px;
	background-image:
		linear-gradient(45deg, transparent 50%, currentColor 50%),
		linear-gradient(-45deg, transparent 50%, currentColor 50%);
	background-position:
		right 21px center,
		right 16px center;
	background-repeat: no-repeat;
	background-size: 5px 5px;
}
select.input:dir(rtl) {
	background-position:
		left 16px center,
		left 21px center;
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
.error {
	display: flex;
	gap: 6px;
	color: var(--vetslot-danger-text);
}
.error .icon {
	margin-block-start: 1px;
}
.segments {
	display: grid;
	grid-auto-flow: column;
	grid-auto-columns: minmax(0, 1fr);
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
.check {
	position: relative;
	display: grid;
	flex: none;
	place-items: center;
	inline-size: 24px;
	block-size: 24px;
}
.check input {
	position: absolute;
	inset: 0;
	border: 1px solid var(--vetslot-line-strong);
	border-radius: calc(7px * var(--vetslot-r));
	background: var(--vetslot-surface);
	appearance: none;
	cursor: pointer;
}
.check input:checked {
	border-color: var(--vetslot-accent-mark);
	background: var(--vetslot-accent-fill);
}
.check .icon {
	position: relative;
	color: var(--vetslot-on-accent);
	opacity: 0;
	pointer-events: none;
}
.check :checked + .icon {
	opacity: 1;
}
.tickbox,
.sign {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	min-block-size: 44px;
	cursor: pointer;
}
.sign {
	position: relative;
	margin-inline: var(--vetslot-s-4);
	min-block-size: 45px;
	padding-block: 10px;
	line-height: 1.45;
}
.signs {
	padding-block: 6px;
}
.box:not(.signs) > .sign {
	min-block-size: 50px;
}
.sign + .sign {
	border-block-start: 1px solid var(--vetslot-line);
}
@container vetslot (inline-size >= 420px) {
	.form {
		grid-template-columns: repeat(2, minmax(0, 1fr));
	}
}
@media (forced-colors: active) {
	.check input:checked {
		forced-color-adjust: none;
		background: Highlight;
	}
}
`
