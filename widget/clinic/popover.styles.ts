import { css } from 'lit'

/** A small sheet of what can be done beside what was pressed. */
export const popoverStyles = css`
.popover {
	position: fixed;
	inset: auto;
	inline-size: 264px;
	max-block-size: min(70vh, 520px);
	margin: 0;
	padding: var(--vetslot-s-2);
	border: 1px solid var(--vetslot-line);
	border-radius: 14px;
	background: var(--vetslot-surface);
	color: var(--vetslot-text);
	box-shadow: var(--vetslot-shadow-3);
	overflow: auto;
}
.popover > .label {
	padding: 6px 10px;
	color: var(--vetslot-text-2);
}
.popover .field {
	padding-inline: 10px;
}
.popover .tickbox {
	min-block-size: 36px;
}
.popover fieldset {
	margin-block-start: var(--vetslot-s-2);
	border-block-start: 1px solid var(--vetslot-line);
}
.popover legend {
	padding: 10px 10px 2px;
}
.menu-item {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	inline-size: 100%;
	min-block-size: var(--control);
	padding-inline: 10px;
	border-radius: 9px;
}
.menu-item:is(:hover, :focus-visible) {
	background: var(--vetslot-surface-2);
}
.menu-item .icon {
	color: var(--vetslot-text-2);
}
`
