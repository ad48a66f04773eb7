import { css } from 'lit'

export const documentsStyles = css`
.row p {
	display: grid;
	gap: 2px;
	margin: 0;
	min-inline-size: 0;
	overflow-wrap: anywhere;
}
`
