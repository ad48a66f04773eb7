import { css } from 'lit'

/** The one sentence at the bottom. */
export const toastStyles = css`
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
@media (prefers-reduced-motion: no-preference) {
	.toast {
		animation: rise var(--vetslot-dur-2) var(--vetslot-ease-out);
	}
	@keyframes rise {
		from {
			opacity: 0;
			transform: translateY(12px);
		}
	}
}
@media (forced-colors: active) {
	.toast {
		border: 1px solid CanvasText;
	}
}
`
