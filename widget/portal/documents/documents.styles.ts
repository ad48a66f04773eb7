import { css } from 'lit'

export const documentsStyles = css`
.row p {
	display: grid;
	gap: 2px;
	margin: 0;
	min-inline-size: 0;
	overflow-wrap: anywhere;
}
.photo {
	inline-size: 128px;
	block-size: 128px;
	border-radius: var(--vetslot-radius-l);
	object-fit: cover;
}
.chooser {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	gap: var(--vetslot-s-4);
	padding: var(--vetslot-s-4);
}
.chooser .stack {
	flex: 1 1 14em;
}
`
