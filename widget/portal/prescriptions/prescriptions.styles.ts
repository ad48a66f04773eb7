import { css } from 'lit'

export const prescriptionsStyles = css`
.row p {
	display: grid;
	gap: 2px;
	margin: 0;
}
.said {
	overflow-wrap: anywhere;
}
`
