import { css } from 'lit'

/** The ways in below the one that is asked for, each easy to hit. */
export const doorStyles = css`
.ways {
	display: grid;
	justify-items: start;
	gap: var(--vetslot-s-1);
}
.ways .action {
	min-block-size: 44px;
}
`
