import { css } from 'lit'

export const documentsStyles = css`
.row p {
	display: grid;
	gap: 2px;
	margin: 0;
	min-inline-size: 0;
	overflow-wrap: anywhere;
}
.row .buttons {
	column-gap: var(--vetslot-s-5);
}
[role='alert']:empty {
	display: none;
}
`
