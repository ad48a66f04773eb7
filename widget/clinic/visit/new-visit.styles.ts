import { css } from 'lit'

export const newVisitStyles = css`
.two {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	align-items: start;
	gap: var(--vetslot-s-5) var(--vetslot-s-8);
}
.hits {
	border: 1px solid var(--vetslot-line);
	border-radius: 12px;
	overflow: clip;
}
.hits li + li {
	border-block-start: 1px solid var(--vetslot-line);
}
.hit {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	inline-size: 100%;
	min-block-size: 48px;
	padding: 6px var(--vetslot-s-3);
}
.hit:is(:hover, :focus-visible) {
	background: var(--vetslot-accent-soft);
}
.hit:focus-visible {
	outline-offset: -3px;
}
.hit .icon {
	color: var(--vetslot-text-2);
}
.times {
	display: grid;
	grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
	gap: var(--vetslot-s-2);
	margin-block-start: 6px;
}
.time {
	display: grid;
	padding: 6px 10px;
	border: 1px solid var(--vetslot-line);
	border-radius: 10px;
	font-variant-numeric: tabular-nums;
}
.time:hover {
	background: var(--vetslot-surface-2);
}
.time .xs {
	overflow: hidden;
	color: var(--vetslot-text-2);
	text-overflow: ellipsis;
	white-space: nowrap;
}
.time[aria-checked='true'] {
	border-color: var(--vetslot-accent-mark);
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
}
.time[aria-checked='true'] .xs {
	color: inherit;
}
legend {
	margin-block-end: 4px;
}
@container vetslot (inline-size >= 640px) {
	.two {
		grid-template-columns: repeat(2, minmax(0, 1fr));
	}
	.two > .all {
		grid-column: 1 / -1;
	}
}
`
