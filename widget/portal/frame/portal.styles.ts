import { css } from 'lit'
import { shellStyles } from '../../controls/shell.styles.ts'
import { dialogStyles } from '../../frame/dialogs.styles.ts'
import { toastStyles } from '../../frame/toasts.styles.ts'
import { palette } from '../../theme/palette.ts'
import { tokens } from '../../theme/tokens.ts'
import { viewStyles } from '../styles.ts'

/** What stands where, and the menu above it. */
const frameStyles = css`
:host {
	container: none;
	/* The base size is taken from the page here, which it could not be from a size that is made of it. */
	font-size: inherit;
}
/* The view's place until it comes, so that the page below doesn't move then. */
.view {
	min-block-size: 380px;
	padding: var(--vetslot-s-2) var(--pad) var(--pad);
}
.view.flush {
	padding: 0;
}
.head {
	min-block-size: 68px;
	gap: var(--vetslot-s-2);
	padding-block: var(--vetslot-s-3);
}
.head .title {
	flex: 1;
	min-inline-size: 0;
	font-size: var(--vetslot-fs-lg);
	overflow-wrap: anywhere;
}
.head .round:last-child {
	margin-inline-end: -10px;
}
.head .action:has(.flip) {
	margin-inline-end: calc(-1 * var(--vetslot-s-2));
}
.places {
	display: none;
	gap: var(--vetslot-s-1);
}
.places button {
	min-block-size: 44px;
	padding-inline: 14px;
	border-radius: var(--vetslot-radius-m);
	color: var(--vetslot-text-2);
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
}
.places button:hover {
	background: var(--vetslot-surface-2);
}
.places [aria-current] {
	background: var(--vetslot-accent-soft);
	color: var(--vetslot-accent-text);
}
.banner {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	padding: var(--vetslot-s-3) var(--pad);
	background: var(--vetslot-warm-soft);
	color: var(--vetslot-warm-text);
}
.banner .quiet {
	color: inherit;
}
#menu {
	inline-size: 100%;
	max-inline-size: none;
	max-block-size: 88dvh;
	margin: auto 0 0;
	border-start-start-radius: var(--vetslot-radius-xl);
	border-start-end-radius: var(--vetslot-radius-xl);
	padding-block-end: env(safe-area-inset-bottom, 0px);
	box-shadow: var(--vetslot-shadow-3);
}
.menu {
	display: grid;
	padding: var(--vetslot-s-3);
}
.menu-head {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	padding: 0 0 var(--vetslot-s-2) var(--vetslot-s-3);
	padding-inline: var(--vetslot-s-3) 0;
}
.menu-head .grow {
	overflow-wrap: anywhere;
}
.menu-item {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	inline-size: 100%;
	min-block-size: 52px;
	padding-inline: var(--vetslot-s-3);
	border-radius: var(--vetslot-radius-m);
}
.menu-item:hover {
	background: var(--vetslot-surface-2);
}
.menu-item[aria-current] {
	background: var(--vetslot-accent-soft);
	color: var(--vetslot-accent-text);
	font-weight: 600;
}
.menu-item .icon {
	color: var(--vetslot-text-2);
}
.menu > .menu-item {
	margin-block-start: var(--vetslot-s-2);
}
@media (min-width: 600px) {
	#menu {
		inline-size: 360px;
		margin: auto;
		padding-block-end: 0;
		border-radius: var(--vetslot-radius-xl);
	}
}
/* The title needs the line; whoever presses the receiver is shown the number. */
@container vetslot (inline-size < 400px) {
	.head > a.action span {
		display: none;
	}
	.head > a.action {
		margin-inline-end: -10px;
	}
}
@container vetslot (inline-size >= 720px) {
	.places {
		display: flex;
	}
	.view {
		padding-block-start: var(--vetslot-s-4);
	}
	.head .title {
		font-size: var(--vetslot-fs-xl);
	}
}
@media (forced-colors: active) {
	.menu-item[aria-current] {
		outline: 1px solid Highlight;
	}
	dialog {
		border: 1px solid CanvasText;
	}
}
`

/** The frame's own style sheets; with them go the colours and sizes that every view inherits. */
export const portalFrameStyles = [
	...[tokens, palette, ...viewStyles],
	...[shellStyles, toastStyles, dialogStyles, frameStyles],
]
