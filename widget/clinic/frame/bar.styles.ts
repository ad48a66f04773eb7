import { css } from 'lit'

/** The top bar: where one is, what waits, and the search. */
export const barStyles = css`
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
.bar-tools {
	display: flex;
	align-items: center;
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
@media (forced-colors: active) {
	.has-news::after,
	.avatar {
		border: 1px solid CanvasText;
	}
}
@media print {
	.bar,
	.toast,
	.skip {
		display: none;
	}
}
`
