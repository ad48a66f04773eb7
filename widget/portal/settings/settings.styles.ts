import { css } from 'lit'
import { checksStyles } from '../../controls/checks.styles.ts'
import { viewStyles } from '../styles.ts'

export const settingsStyles = [
	...viewStyles,
	checksStyles,
	css`
table {
	inline-size: 100%;
	border-collapse: collapse;
}
th {
	font-weight: inherit;
	text-align: start;
}
thead th:not(:first-child),
td {
	inline-size: 64px;
	text-align: center;
}
tbody tr {
	border-block-start: 1px solid var(--vetslot-line);
}
tbody th {
	padding-block: var(--vetslot-s-2);
}
tbody th b,
tbody th span {
	display: block;
}
td label {
	display: grid;
	place-items: center;
	min-block-size: 44px;
}
.bullets {
	display: grid;
	gap: var(--vetslot-s-2);
	margin: 0;
	padding-inline-start: 1.2em;
	list-style: disc;
}
`,
]
