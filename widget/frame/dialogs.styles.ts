import { css } from 'lit'

/** The modal dialog. */
export const dialogStyles = css`
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
#question {
	inline-size: 400px;
	max-inline-size: calc(100% - 32px);
	margin: auto;
	padding: var(--vetslot-s-6);
	border-radius: 18px;
	box-shadow: var(--vetslot-shadow-3);
}
#question .buttons {
	margin-block-start: var(--vetslot-s-5);
}
@media (prefers-reduced-motion: no-preference) {
	dialog[open] {
		animation: rise var(--vetslot-dur-3) var(--vetslot-ease-out);
	}
}
`
