import { css } from 'lit'

export const dayStripStyles = css`
.strip {
	display: flex;
	gap: 6px;
	margin: -6px calc(-1 * var(--pad));
	padding: 6px var(--pad);
	overflow-x: auto;
	overscroll-behavior-x: contain;
	scroll-padding-inline: var(--pad);
	scrollbar-width: none;
}
.strip .day {
	flex: none;
	gap: 0;
	inline-size: max(52px, 3.25em);
	min-block-size: 76px;
	padding-block: 6px;
	border: 1px solid var(--vetslot-line);
	border-radius: var(--vetslot-radius-m);
}
.strip .day:not(.chosen, .none) .xs {
	color: var(--vetslot-text-2);
}
.strip b {
	font-size: var(--vetslot-fs-lg);
	line-height: 1.25;
}
.strip .dots {
	--dot: 5px;
	--step: 8px;
	margin-block: 5px 2px;
}
.strip .none {
	border-style: dashed;
}
.strip .today b {
	text-decoration: none;
}
.strip .chosen {
	border-color: var(--vetslot-accent-mark);
}
.why {
	font-size: max(12px, calc(var(--vetslot-font-size) * 0.75));
	line-height: 1.3;
}
`
