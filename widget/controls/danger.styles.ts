import { css } from 'lit'

/** The button for what can't be undone, which booking never needs. */
export const dangerStyles = css`
.button.danger:not([aria-disabled='true']) {
	border-color: var(--vetslot-danger-line);
	color: var(--vetslot-danger-text);
}
.button.danger:hover:not([aria-disabled='true']) {
	background: var(--vetslot-danger-soft);
}
`
