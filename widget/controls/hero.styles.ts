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
