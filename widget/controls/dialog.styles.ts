import { css } from 'lit'

export const dialogStyles = css`
dialog {
	inline-size: 100%;
	max-inline-size: none;
	max-block-size: none;
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
.sheet {
	block-size: calc(100dvh - 12px);
	margin-block-start: 12px;
	padding-block-end: env(safe-area-inset-bottom, 0px);
	border-start-start-radius: var(--vetslot-radius-xl);
	border-start-end-radius: var(--vetslot-radius-xl);
	overflow: hidden auto;
}
.sheet .card {
	border: 0;
	border-radius: 0;
	box-shadow: none;
}
.ask {
	max-inline-size: min(400px, calc(100% - 32px));
	margin: auto;
	border-radius: var(--vetslot-radius-xl);
	box-shadow: var(--vetslot-shadow-3);
}
.ask-body {
	padding: var(--vetslot-s-6);
}
.float {
	position: fixed;
	z-index: var(--vetslot-z, 2147483000);
	inset-block-end: calc(16px + env(safe-area-inset-bottom, 0px));
	inset-inline-end: calc(16px + env(safe-area-inset-right, 0px));
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	min-block-size: 56px;
	padding-inline: 22px 24px;
	border-radius: 999px;
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
	font-weight: 600;
	box-shadow: var(--vetslot-shadow-3);
}
.float:hover {
	background: var(--vetslot-accent-fill-hover);
}
.float[hidden] {
	display: none;
}
@media (min-width: 600px) {
	.sheet {
		inline-size: 560px;
		block-size: auto;
		max-block-size: calc(100dvh - 48px);
		margin: auto;
		border-radius: var(--vetslot-radius-xl);
		box-shadow: var(--vetslot-shadow-3);
	}
}
@media (min-width: 800px) {
	.sheet {
		inline-size: 722px;
	}
	.sheet.roomy {
		inline-size: min(1040px, calc(100% - 48px));
	}
}
@media (prefers-reduced-motion: no-preference) {
	dialog[open] {
		animation: rise var(--vetslot-dur-4) var(--vetslot-ease-out);
	}
	dialog[open]::backdrop {
		animation: fade var(--vetslot-dur-3);
	}
	@keyframes rise {
		from {
			opacity: 0;
			transform: translateY(12px);
		}
	}
	@keyframes fade {
		from {
			opacity: 0;
		}
	}
}
`
