import { css } from 'lit'
import { dialogStyles } from '../../frame/dialogs.styles.ts'
import { toastStyles } from '../../frame/toasts.styles.ts'
import { palette } from '../../theme/palette.ts'
import { tokens } from '../../theme/tokens.ts'
import { viewStyles } from '../styles.ts'
import { barStyles } from './bar.styles.ts'
import { drawerStyles } from './navigation.styles.ts'

/** What stands where, and what lies above it for a moment. */
const frameStyles = css`
:host {
	--vetslot-font-size: max(14px, 0.875rem);
	--vetslot-max-width: none;
	display: block;
	background: var(--vetslot-surface);
}
.root {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	grid-template-rows: auto auto minmax(0, 1fr);
	block-size: 100dvh;
	background: var(--vetslot-surface);
	container: vetslot / inline-size;
}
.root:has(> .alone) {
	grid-template-rows: 1fr;
	background: var(--vetslot-surface-2);
	overflow: auto;
}
.alone {
	display: grid;
	align-content: safe center;
	justify-content: center;
	grid-template-columns: minmax(0, 400px);
	padding: var(--vetslot-s-6) var(--vetslot-s-4);
}
.alone > .late {
	text-align: center;
}
.narrow {
	max-inline-size: 400px;
}
.skip {
	position: absolute;
	z-index: 50;
	inset-block-start: 8px;
	inset-inline-start: 8px;
	padding: 10px 16px;
	border-radius: 11px;
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
}
.skip:not(:focus) {
	clip-path: inset(50%);
	pointer-events: none;
}
.banners {
	grid-row: 2;
	min-inline-size: 0;
}
.work {
	display: flex;
	min-block-size: 0;
	grid-row: 3;
}
.view {
	flex: 1;
	min-inline-size: 0;
	overflow: auto;
}
.view:focus {
	outline: none;
}
.panel {
	flex: none;
	inline-size: 344px;
	border-inline-start: 1px solid var(--vetslot-line);
	background: var(--vetslot-surface);
	overflow: hidden;
}
.view-note {
	margin: 12vh auto;
	padding-inline: var(--vetslot-s-4);
}
@media (max-width: 820px) {
	.wide-only {
		display: none;
	}
	.panel {
		position: fixed;
		z-index: 32;
		inset: 0;
		inline-size: auto;
		border: 0;
	}
	/* Not over the next step of a visit, which is pressed right after. */
	.work:has(> .panel) ~ .toast {
		inset-block-end: calc(92px + env(safe-area-inset-bottom, 0px));
	}
}
@media (forced-colors: active) {
	dialog {
		border: 1px solid CanvasText;
	}
}
@media print {
	.root {
		block-size: auto;
	}
	.view {
		overflow: visible;
	}
}
`

/** The frame's own style sheets; with them go the colours and sizes that every view inherits. */
export const clinicStyles = [
	...[tokens, palette, ...viewStyles],
	...[barStyles, toastStyles, dialogStyles, drawerStyles, frameStyles],
]
