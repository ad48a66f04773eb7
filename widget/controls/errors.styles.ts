import { css } from 'lit'

export const errorsStyles = css`
.errors {
	display: flex;
	gap: 10px;
	padding: 14px var(--vetslot-s-5) var(--vetslot-s-3);
	border: var(--vetslot-soft-line, 0);
	border-radius: var(--vetslot-radius-l);
	background: var(--vetslot-danger-soft);
	color: var(--vetslot-text);
}
.errors:focus {
	outline: 2.5px solid var(--vetslot-focus);
	outline-offset: 2.5px;
}
.errors > .icon {
	color: var(--vetslot-danger-text);
}
.errors .link {
	display: flex;
	align-items: center;
	min-block-size: 44px;
	color: var(--vetslot-danger-text);
	text-decoration-color: var(--vetslot-danger-line);
}
`
