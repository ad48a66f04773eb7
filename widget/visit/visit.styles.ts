import { css } from 'lit'

/** What the page adds to the controls' own styles. */
export const visitStyles = css`
:host {
	max-inline-size: 560px;
	margin-inline: auto;
}
.part-of {
	display: grid;
	gap: var(--vetslot-s-3);
}
.pair {
	display: grid;
	grid-template-columns: repeat(auto-fit, minmax(9em, 1fr));
	gap: var(--vetslot-s-2);
}
.wait {
	min-block-size: 76px;
}
`
