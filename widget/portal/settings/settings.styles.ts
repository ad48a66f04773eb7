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
	inline-size: 4.5em;
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
@container vetslot (inline-size < 420px) {
	.many tr {
		display: flex;
		flex-wrap: wrap;
		padding-block-end: var(--vetslot-s-2);
	}
	.many tbody th {
		inline-size: 100%;
	}
	.many thead th:first-child {
		display: none;
	}
	.many :is(td, thead th):not(:first-child) {
		flex: 1;
	}
}
.known {
	margin: 0;
}
.known > div {
	padding: var(--vetslot-s-3) var(--vetslot-s-4);
}
.known > * + * {
	border-block-start: 1px solid var(--vetslot-line);
}
.known dd {
	margin: 0;
	font-weight: 600;
	overflow-wrap: anywhere;
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
