import { css } from 'lit'

export const holdBarStyles = css`
.hold,
.banner {
	display: flex;
	align-items: center;
	gap: 14px;
	min-block-size: 68px;
	margin-block-start: var(--vetslot-s-4);
	padding: var(--vetslot-s-2) var(--pad);
	border: var(--vetslot-soft-line, 0);
	border-inline: 0;
	background: var(--vetslot-accent-soft);
	transition: background-color var(--vetslot-dur-4);
}
.hold {
	position: sticky;
	z-index: 30;
	inset-block-start: 0;
}
.hold:focus-visible {
	outline-offset: -3px;
}
.low,
.banner {
	background: var(--vetslot-warm-soft);
}
.count {
	display: grid;
	flex: none;
	place-items: center;
	color: var(--vetslot-accent-text);
}
.low .count {
	color: var(--vetslot-warm-text);
}
.count > * {
	grid-area: 1 / 1;
}
.count bdi {
	font-weight: 650;
}
.ring {
	inline-size: max(44px, 2.75em);
	block-size: auto;
}
.ring circle:first-child {
	stroke-linecap: butt;
}
@media (prefers-reduced-motion: no-preference) {
	.sweep {
		transition: stroke-dasharray 1s linear;
	}
}
`
