import { css } from 'lit'
import { palette } from '../../theme/palette.ts'
import { tokens } from '../../theme/tokens.ts'
import { viewStyles } from '../styles.ts'

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
.bar {
	position: relative;
	z-index: 30;
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-2) var(--vetslot-s-3);
	min-block-size: 68px;
	padding: var(--vetslot-s-2) var(--vetslot-s-5);
	border-block-end: 1px solid var(--vetslot-line);
}
.bar-view {
	display: flex;
	flex: 1;
	flex-wrap: wrap;
	align-items: center;
	gap: var(--vetslot-s-2);
	min-inline-size: 0;
}
.bar-title {
	margin: 0;
	font-size: calc(var(--vetslot-font-size) * 1.36);
	font-weight: 650;
	line-height: 1.25;
	letter-spacing: -0.012em;
}
.bar-space {
	flex: 1;
}
.chip {
	min-block-size: 30px;
	padding: 2px 14px;
	border: 1px solid var(--vetslot-line);
	border-radius: 999px;
	color: var(--vetslot-text-2);
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
}
.chip.on {
	border-color: transparent;
	background: var(--vetslot-accent-soft);
	color: var(--vetslot-accent-text);
}
.bar .segments {
	grid-template-columns: none;
	grid-auto-flow: column;
	grid-auto-columns: 1fr;
}
/* The browser's own calendar, behind a drawing of one. */
.bar-date input {
	inline-size: 24px;
	block-size: var(--control);
	border-radius: 9px;
	color: transparent;
}
.bar-date input::-webkit-calendar-picker-indicator {
	margin: 0;
	inline-size: 18px;
	block-size: 18px;
	opacity: 0.65;
	cursor: pointer;
}
.bar-date input::-webkit-datetime-edit {
	display: none;
}
.bar .whose {
	inline-size: auto;
	max-inline-size: 180px;
	padding-inline-end: 12px;
	appearance: auto;
}
.alarm {
	background: var(--vetslot-danger-soft);
	color: var(--vetslot-danger-text);
}
.has-news {
	position: relative;
}
.has-news::after {
	content: '';
	position: absolute;
	inset-block-start: 8px;
	inset-inline-end: 8px;
	inline-size: 9px;
	block-size: 9px;
	border: 2px solid var(--vetslot-surface);
	border-radius: 50%;
	background: var(--vetslot-danger);
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
.bar-tools {
	display: flex;
	gap: var(--vetslot-s-3);
}
.search {
	position: relative;
}
.search .icon {
	position: absolute;
	inset-block-start: calc(50% - 9px);
	inset-inline-start: 13px;
	pointer-events: none;
}
.search .input {
	inline-size: 230px;
	padding-inline-start: 40px;
	border-color: var(--vetslot-line);
}
.found {
	position: absolute;
	z-index: 35;
	inset-block-start: calc(100% + 6px);
	inset-inline-end: 0;
	inline-size: 380px;
	max-inline-size: calc(100vw - 24px);
	max-block-size: 70vh;
	padding: var(--vetslot-s-2);
	border: 1px solid var(--vetslot-line);
	border-radius: 14px;
	background: var(--vetslot-surface);
	box-shadow: var(--vetslot-shadow-3);
	overflow: auto;
}
.found [role='option'] {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	min-block-size: 44px;
	padding: 6px 10px;
	border-radius: 9px;
	cursor: pointer;
}
.found [role='option'] .icon {
	position: static;
	color: var(--vetslot-text-2);
}
.found [aria-selected='true'],
.found [role='option']:hover {
	background: var(--vetslot-accent-soft);
}
.found .empty {
	padding: var(--vetslot-s-4);
}
.view-note {
	margin: 12vh auto;
	padding-inline: var(--vetslot-s-4);
}
.toast {
	position: fixed;
	z-index: 40;
	inset-block-end: calc(var(--vetslot-s-6) + env(safe-area-inset-bottom, 0px));
	inset-inline: 0;
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	inline-size: fit-content;
	max-inline-size: calc(100% - 2 * var(--vetslot-s-4));
	min-block-size: 48px;
	margin-inline: auto;
	padding: 4px var(--vetslot-s-4);
	border-radius: 14px;
	background: var(--vetslot-text);
	color: var(--vetslot-surface);
	box-shadow: var(--vetslot-shadow-3);
}
.toast .action {
	color: inherit;
	text-decoration: underline 2px;
	text-underline-offset: 0.3em;
}
.toast :focus-visible {
	outline-color: currentColor;
	outline-offset: -3px;
}
dialog {
	margin: 0;
	padding: 0;
	border: 0;
	background: var(--vetslot-surface);
	color: var(--vetslot-text);
	overscroll-behavior: contain;
}
dialog::backdrop {
	background: var(--vetslot-scrim);
}
#dialog {
	inline-size: 100%;
	max-inline-size: none;
	block-size: 100dvh;
	max-block-size: none;
	overflow: hidden;
}
#dialog[open] {
	display: grid;
	grid-template-rows: auto minmax(0, 1fr);
}
.dialog-head {
	display: flex;
	align-items: center;
	justify-content: space-between;
	gap: var(--vetslot-s-3);
	padding: var(--vetslot-s-4) var(--vetslot-s-5) var(--vetslot-s-2);
}
.dialog-title {
	margin: 0;
	font-size: calc(var(--vetslot-font-size) * 1.36);
	font-weight: 650;
	line-height: 1.25;
	letter-spacing: -0.012em;
}
.dialog-body {
	container: vetslot / inline-size;
	min-block-size: 0;
	overflow: auto;
	padding: var(--vetslot-s-2) var(--vetslot-s-5) var(--vetslot-s-5);
}
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
@media (min-width: 600px) {
	#dialog {
		inline-size: 520px;
		max-inline-size: calc(100% - 32px);
		block-size: fit-content;
		max-block-size: calc(100dvh - 48px);
		margin: auto;
		border-radius: 18px;
		box-shadow: var(--vetslot-shadow-3);
	}
	#dialog.roomy {
		inline-size: 860px;
	}
	.dialog-head,
	.dialog-body {
		padding-inline: var(--vetslot-s-6);
	}
	.dialog-body {
		padding-block-end: var(--vetslot-s-6);
	}
}
@media (max-width: 820px) {
	.bar {
		align-items: flex-start;
		padding-inline: var(--vetslot-s-2);
	}
	.bar-view {
		gap: 4px;
		min-block-size: var(--control);
	}
	.bar-title {
		font-size: calc(var(--vetslot-font-size) * 1.14);
	}
	.bar-space {
		display: none;
	}
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
}
@media (max-width: 1400px) {
	.search .input {
		inline-size: var(--control);
		padding-inline-end: 0;
		color: transparent;
	}
	.search .input::placeholder {
		color: transparent;
	}
	.search:focus-within .input {
		inline-size: 220px;
		color: inherit;
	}
}
@media (max-width: 1000px) {
	.bar-tools .button span {
		position: absolute;
		clip-path: inset(50%);
	}
	.bar-tools .button {
		inline-size: var(--control);
		padding: 0;
	}
}
@media (max-width: 600px) {
	.bar {
		flex-wrap: wrap;
	}
	.bar-view {
		order: 5;
		flex-basis: 100%;
	}
	.bar-tools {
		flex: 1;
		justify-content: flex-end;
	}
	.bar-view .segments {
		flex: 1 0 100%;
	}
}
@media (prefers-reduced-motion: no-preference) {
	dialog[open] {
		animation: rise var(--vetslot-dur-3) var(--vetslot-ease-out);
	}
	.toast {
		animation: rise var(--vetslot-dur-2) var(--vetslot-ease-out);
	}
	@keyframes rise {
		from {
			opacity: 0;
			transform: translateY(12px);
		}
	}
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
	.toast,
	dialog {
		border: 1px solid CanvasText;
	}
	.nav-item[aria-current] {
		outline: 2px solid Highlight;
		outline-offset: -2px;
	}
}
@media print {
	.bar,
	.toast,
	.skip {
		display: none;
	}
	.root {
		block-size: auto;
	}
	.view {
		overflow: visible;
	}
}
`

/** The frame's own style sheets; with them go the colours and sizes that every view inherits. */
export const clinicStyles = [tokens, palette, ...viewStyles, frameStyles]
