import { css } from 'lit'

export const whenStyles = css`
.when {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-7);
}
.when-strip > .between {
	margin-block: -6px;
}
.open > .when-strip,
.when:not(.open) > .when-month {
	display: none;
}
@container vetslot (inline-size >= 600px) {
	.when {
		margin-block-start: var(--vetslot-s-1);
		grid-template-columns: 316px minmax(0, 1fr);
		column-gap: var(--vetslot-s-10);
	}
	/* Few times don't spread over the month's height, and one more moves none of them. */
	.when > .stack {
		align-content: start;
	}
	/* The day's name stands level with the month's, whose arrows are 44 px high. */
	.when .stack > .subhead:first-child {
		min-block-size: 44px;
		align-content: center;
		margin-block-end: -16px;
	}
	.when .note.info {
		gap: var(--vetslot-s-3);
		padding: 0;
		border: 0;
		background: none;
	}
	.when > .when-strip {
		display: none;
	}
	.when:not(.open) > .when-month {
		display: block;
	}
}
@container vetslot (inline-size > 720px) {
	.when {
		grid-template-columns: minmax(0, 340px) minmax(0, 1fr);
	}
}
@container vetslot (inline-size < 34em) {
	.when {
		grid-template-columns: minmax(0, 1fr);
	}
}
`
