import { css } from 'lit'
import { heroStyles } from './hero.styles.ts'

export const resultsStyles = css`
${heroStyles}
.stack > .subhead:has(+ .advice) {
	margin-block-end: -13px;
}
.advice {
	display: grid;
	gap: 18px;
	padding-block-start: 2px;
}
.advice li {
	display: flex;
	align-items: start;
	gap: var(--vetslot-s-4);
	padding-block: 2px;
}
.advice .icon {
	margin-block: -1px;
	color: var(--vetslot-warm-text);
}
.date {
	display: grid;
	flex: none;
	align-content: center;
	min-inline-size: 60px;
	min-block-size: 72px;
	padding: 4px 8px;
	border: var(--vetslot-soft-line, 0);
	border-radius: var(--vetslot-radius-m);
	background: var(--vetslot-accent-soft);
	color: var(--vetslot-accent-text);
	text-align: center;
}
.date .xs:first-child {
	font-weight: 600;
}
.date b {
	color: var(--vetslot-text);
	font-size: var(--vetslot-fs-xl);
	font-weight: 650;
	line-height: 1;
}
.visit-card {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	gap: var(--vetslot-s-4);
	padding: 18px var(--vetslot-s-4);
}
.visit-card span + span {
	margin-block-start: 1.5px;
}
.grow .big {
	font-size: var(--vetslot-fs-lg);
	font-weight: 650;
	line-height: 1.25;
	letter-spacing: -0.008em;
}
.visit-card .badge {
	margin-block-end: 9px;
}
.full {
	flex: 1 0 100%;
}
.reference {
	flex-wrap: wrap;
	padding: 3px var(--vetslot-s-4);
	border-block-start: 1px solid var(--vetslot-line);
}
.reference strong {
	font-weight: 600;
	letter-spacing: 0.04em;
}
.reference .between {
	gap: 4px;
	margin-inline-end: -12px;
}
.stages {
	display: grid;
}
.stages li {
	position: relative;
	display: flex;
	gap: 14px;
	padding-block-end: var(--vetslot-s-6);
}
.stages li:last-child {
	padding: 0;
}
.stages li:not(:last-child)::before {
	content: '';
	position: absolute;
	inset-block: 28px 4px;
	inset-inline-start: 11px;
	inline-size: 2px;
	background: var(--vetslot-line);
}
.dot {
	display: grid;
	flex: none;
	place-items: center;
	inline-size: 24px;
	block-size: 24px;
	border: 1px solid var(--vetslot-line-strong);
	border-radius: 50%;
}
.done > .dot {
	border-color: transparent;
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
}
.now > .dot {
	border: 2px solid var(--vetslot-accent-mark);
}
.now > .dot::before {
	content: '';
	inline-size: 8px;
	block-size: 8px;
	border-radius: 50%;
	background: var(--vetslot-accent-mark);
	forced-color-adjust: none;
}
.next b {
	color: var(--vetslot-text-2);
}
.chips {
	display: flex;
	flex-wrap: wrap;
	gap: var(--vetslot-s-2);
}
.chips button {
	display: flex;
	align-items: center;
	gap: 6px;
	min-block-size: 44px;
	padding: 4px var(--vetslot-s-4);
	border: 1px solid var(--vetslot-line);
	border-radius: 999px;
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
}
.chips [aria-pressed='true'] {
	padding-inline-start: var(--vetslot-s-3);
	border-color: var(--vetslot-accent-mark);
	box-shadow: inset 0 0 0 1px var(--vetslot-accent-mark);
	background: var(--vetslot-accent-soft);
	color: var(--vetslot-accent-text);
}
@media print {
	.card,
	.box {
		border-color: #999;
		box-shadow: none;
		break-inside: avoid;
	}
	header,
	.button,
	.action,
	.foot {
		display: none;
	}
}
`
