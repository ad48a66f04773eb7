import { css } from 'lit'

export const daysStyles = css`
.day {
	position: relative;
	display: grid;
	justify-items: center;
	align-content: center;
	line-height: 1.3;
	text-align: center;
	transition: background-color var(--vetslot-dur-2);
}
.day b,
.slash {
	position: relative;
}
.day b {
	font-weight: 650;
	font-variant-numeric: tabular-nums;
}
.day:hover {
	background: var(--vetslot-surface-2);
}
.day.chosen {
	border-color: var(--vetslot-accent-mark);
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
}
.day.none:not(.chosen) {
	color: var(--vetslot-text-3);
	cursor: default;
}
.day.past {
	opacity: 0.65;
}
.day.none b {
	font-weight: 400;
}
.day.none:not(.past) b::after,
.slash::after {
	content: '';
	position: absolute;
	inset-block-start: calc(50% - 1px);
	inset-inline-start: calc(50% - 0.95em);
	inline-size: 1.9em;
	border-block-start: 1.5px solid currentColor;
	transform: rotate(-32deg);
}
.today b {
	text-decoration: underline 1.5px;
	text-underline-offset: 0.25em;
}
.dots {
	--dot: 4px;
	--step: 6px;
	block-size: var(--dot);
	inline-size: var(--dot);
	border-radius: var(--dot);
	color: var(--vetslot-accent-mark);
	background: currentColor;
	forced-color-adjust: none;
}
.chosen .dots {
	color: inherit;
}
.dots[data-dots='2'] {
	margin-inline-end: var(--step);
	box-shadow: var(--step) 0 currentColor;
}
.dots[data-dots='3'] {
	box-shadow:
		calc(-1 * var(--step)) 0 currentColor,
		var(--step) 0 currentColor;
}
.dots[data-dots='2']:dir(rtl) {
	box-shadow: calc(-1 * var(--step)) 0 currentColor;
}
`
