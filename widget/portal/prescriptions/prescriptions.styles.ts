import { css } from 'lit'

export const prescriptionsStyles = css`
.row p {
	display: grid;
	gap: 2px;
	margin: 0;
}
.row.wraps {
	flex-wrap: wrap;
}
.row.wraps .grow {
	flex: 1 1 12em;
}
.said {
	overflow-wrap: anywhere;
}
`
