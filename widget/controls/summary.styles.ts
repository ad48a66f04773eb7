import { css } from 'lit'

export const summaryStyles = css`
.summary {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	min-block-size: 64px;
	padding: var(--vetslot-s-2) var(--vetslot-s-3);
	border: var(--vetslot-soft-line, 0);
	border-radius: var(--vetslot-radius-l);
	background: var(--vetslot-surface-2);
}
/* The row's own end is where the word ends when it stands below. */
:is(.summary, .choice, .hold, .review-row) .action {
	margin-inline-start: auto;
}
.summary .action {
	padding-inline: 6px;
}
.summary b.sm {
	line-height: 1.45;
}
.review-row {
	position: relative;
	display: flex;
	align-items: start;
	gap: 0 14px;
	padding: 15px var(--vetslot-s-4);
}
.review-row + .review-row::before {
	content: '';
	position: absolute;
	inset-block-start: 0;
	inset-inline: calc(var(--vetslot-s-4) + 38px) 0;
	block-size: 1px;
	background: var(--vetslot-line);
}
.review-row .action {
	justify-content: end;
	margin-block: -11px;
}
.review-row > .grow {
	flex-basis: 7em;
}
.mark {
	display: grid;
	flex: none;
	place-items: center;
	inline-size: 24px;
	color: var(--vetslot-text-2);
}
.total {
	display: grid;
	gap: 1px;
}
.review .total {
	padding: 15px var(--vetslot-s-4);
	border-block-start: 1px solid var(--vetslot-line);
	background: var(--vetslot-surface-2);
}
.sum {
	gap: var(--vetslot-s-5);
}
.sum .total {
	gap: 9px;
}
.sum .total span {
	font-size: var(--vetslot-fs-xs);
}
/* Smaller than the body's gap: the rows belong together. */
.sum .pick + .pick {
	margin-block-start: -4px;
}
.sum .pick .mark {
	inline-size: 20px;
}
.choice .avatar {
	inline-size: 40px;
	block-size: 40px;
}
.pick {
	display: flex;
	align-items: start;
	gap: var(--vetslot-s-3);
}
.choice {
	align-items: center;
}
.choice:has(.date) {
	gap: var(--vetslot-s-4);
}
`
