import { css } from 'lit'

/** The drawer with all views. */
export const drawerStyles = css`
.drawer {
	inline-size: min(320px, calc(100% - 56px));
	block-size: 100dvh;
	max-block-size: none;
	margin-inline-start: 0;
	box-shadow: var(--vetslot-shadow-3);
}
.drawer-body {
	display: grid;
	grid-template-rows: auto 1fr auto;
	min-block-size: 100%;
	padding: var(--vetslot-s-3);
}
.drawer-head {
	display: flex;
	align-items: center;
	justify-content: space-between;
	gap: var(--vetslot-s-2);
	min-block-size: 44px;
	padding-inline-start: var(--vetslot-s-3);
}
.nav {
	display: grid;
	gap: 2px;
	padding-block: var(--vetslot-s-3);
}
.nav-item {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	inline-size: 100%;
	min-block-size: 44px;
	padding-inline: var(--vetslot-s-3);
	border-radius: 11px;
	color: var(--vetslot-text);
	text-decoration: none;
}
.nav-item:hover {
	background: var(--vetslot-surface-2);
}
.nav-item[aria-current] {
	background: var(--vetslot-accent-soft);
	color: var(--vetslot-accent-text);
	font-weight: 600;
}
.nav-item .icon {
	opacity: 0.85;
}
.count {
	min-inline-size: 22px;
	padding: 1px 6px;
	border-radius: 999px;
	background: var(--vetslot-danger);
	color: var(--vetslot-on-danger);
	font-size: var(--vetslot-fs-xs);
	font-weight: 600;
	text-align: center;
}
.drawer-foot {
	padding-block-start: var(--vetslot-s-3);
	border-block-start: 1px solid var(--vetslot-line);
}
.who {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	padding: var(--vetslot-s-2) var(--vetslot-s-3);
}
@media (prefers-reduced-motion: no-preference) {
	.drawer[open] {
		animation: slide var(--vetslot-dur-3) var(--vetslot-ease-out);
	}
	@keyframes slide {
		from {
			opacity: 0;
			transform: translateX(-12px);
		}
	}
}
@media (forced-colors: active) {
	.nav-item[aria-current] {
		outline: 2px solid Highlight;
		outline-offset: -2px;
	}
}
`
