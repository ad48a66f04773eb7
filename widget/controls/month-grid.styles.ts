import { css } from 'lit'

export const monthGridStyles = css`
.month {
	display: grid;
	gap: var(--vetslot-s-2);
}
.arrows {
	display: flex;
	margin-inline-end: -12px;
}
.arrows .action {
	color: var(--vetslot-text);
}
.arrows [aria-disabled='true'] {
	opacity: 0.65;
}
.week {
	display: grid;
	grid-template-columns: repeat(7, minmax(0, 1fr));
	margin-block-end: 2px;
}
.heads {
	padding-block: 1px 6px;
	text-align: center;
}
.week .day {
	min-block-size: 50px;
	align-content: start;
	padding-block-start: 10px;
	border: 1px solid transparent;
	border-radius: var(--vetslot-radius-m);
}
.week .dots {
	margin-block-start: 2px;
}
.legend {
	display: flex;
	flex-wrap: wrap;
	gap: var(--vetslot-s-2) var(--vetslot-s-5);
	padding-block-start: var(--vetslot-s-2);
}
.legend > span {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-2);
}
.legend .dots[data-dots='3'] {
	margin-inline: 7px;
}
.legend .slash {
	margin-inline: 7px;
}
/* Little room, or large text: the days take most of the card's own edge. */
@container vetslot (inline-size < 340px) or (inline-size < 16em) {
	.week {
		margin-inline: calc(6px - var(--pad));
	}
}
@container vetslot (inline-size < 16em) {
	.heads .xs {
		font-size: 0.7em;
	}
}
`
