import { css } from 'lit'

export const queuesStyles = css`
.lists {
	display: flex;
	flex-wrap: wrap;
	gap: var(--vetslot-s-2);
}
.list {
	display: inline-flex;
	align-items: center;
	gap: 8px;
	min-block-size: var(--control);
	padding: 6px 16px;
	border: 1px solid var(--vetslot-line);
	border-radius: 999px;
	color: var(--vetslot-text);
	font-weight: 600;
	text-decoration: none;
}
.list[aria-current] {
	border-color: var(--vetslot-accent-mark);
	background: var(--vetslot-accent-soft);
	color: var(--vetslot-accent-text);
}
.count {
	min-inline-size: 22px;
	padding: 0 6px;
	border-radius: 999px;
	background: var(--vetslot-surface-3);
	color: var(--vetslot-text);
	font-size: var(--vetslot-fs-sm);
	text-align: center;
}
`
