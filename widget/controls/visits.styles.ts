import { css } from 'lit'

export const visitsStyles = css`
.visits {
	margin-block-start: var(--vetslot-s-1);
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	align-items: start;
	gap: var(--vetslot-s-7) var(--vetslot-s-4);
}
.visits .label {
	margin-block-end: var(--vetslot-s-3);
}
.visit {
	display: flex;
	align-items: start;
	gap: 14px;
	inline-size: 100%;
	padding: var(--vetslot-s-4) var(--vetslot-s-3) var(--vetslot-s-4) var(--vetslot-s-4);
	padding-inline: var(--vetslot-s-4) var(--vetslot-s-3);
	position: relative;
	transition: background-color var(--vetslot-dur-1);
}
.visit:hover {
	background: var(--vetslot-surface-2);
}
.visit:focus-visible {
	outline-offset: -3px;
	border-radius: var(--vetslot-radius-l);
}
.visits li + li .words::before {
	content: '';
	position: absolute;
	inset-block-start: 0;
	inset-inline: calc(var(--vetslot-s-4) + 54px) 0;
	block-size: 1px;
	background: var(--vetslot-line);
}
.visit .words {
	display: grid;
	flex: 1;
	gap: var(--vetslot-s-1);
	min-inline-size: 0;
}
.visit .sm {
	text-wrap: balance;
}
.visit b {
	font-weight: 600;
	line-height: 1.3;
}
.visit > .icon {
	margin-block-start: 10px;
	color: var(--vetslot-text-3);
}
.meta {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	gap: 0 14px;
	font-size: var(--vetslot-fs-sm);
	line-height: 1.45;
}
.meta .icon {
	margin-inline-end: -8px;
	color: var(--vetslot-text-2);
}
@container vetslot (inline-size >= 600px) {
	.visits {
		grid-template-columns: repeat(2, minmax(0, 1fr));
	}
}
`
