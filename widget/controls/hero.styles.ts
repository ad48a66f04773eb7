import { css } from 'lit'

export const heroStyles = css`
.hero {
	display: grid;
	place-items: center;
	inline-size: 60px;
	block-size: 60px;
	border-radius: 50%;
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
}
.hero.danger {
	background: var(--vetslot-danger-soft);
	color: var(--vetslot-danger-text);
}
.hero.warm {
	background: var(--vetslot-warm-soft);
	color: var(--vetslot-warm-text);
}
.hero.quiet {
	background: var(--vetslot-surface-3);
	color: var(--vetslot-text-2);
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
@media (prefers-reduced-motion: no-preference) {
	.hero {
		animation: appear var(--vetslot-dur-4) var(--vetslot-ease-out);
	}
	@keyframes appear {
		from {
			opacity: 0;
			transform: scale(0.8);
		}
	}
}
`
