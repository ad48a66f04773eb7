import { css } from 'lit'

/** What a link is about, line by line. */
export const joinStyles = css`
.facts {
	display: grid;
	gap: var(--vetslot-s-1);
	margin: 0;
	padding: var(--vetslot-s-4);
}
.facts dt {
	color: var(--vetslot-text-2);
	font-size: var(--vetslot-fs-sm);
}
.facts dd {
	margin: 0;
	overflow-wrap: anywhere;
}
`
