import { css } from 'lit'
import { accentColours, meaningColours } from './roles.ts'

/**
 * Every colour, derived from one accent of any lightness.
 *
 * `theme="auto"` takes the page's `color-scheme`: a page that says `light dark` gets what the
 * visitor prefers, a page that says nothing is a light page and gets a light card.
 */
export const colours = css`
:host {
	--vetslot-shadow-1: 0 1px 2px var(--vetslot-shade-2);
	--vetslot-shadow-2: 0 1px 2px var(--vetslot-shade-1), 0 10px 28px -6px var(--vetslot-shade-2);
	--vetslot-shadow-3: 0 2px 6px var(--vetslot-shade-2), 0 28px 72px -12px var(--vetslot-shade-3);
}
:host([theme='light']) {
	color-scheme: light;
}
:host([theme='dark']) {
	color-scheme: dark;
}
@supports (color: oklch(from red l c h)) and (color: light-dark(red, red)) {
	:host(:not(#_)) {
		--vetslot-a: var(--vetslot-accent, var(--vetslot-page-accent, oklch(0.48 0.092 182)));
		${accentColours}
		${meaningColours}
	}
}
@media (prefers-contrast: more) {
	:host(:not(#_):not(#_)) {
		--vetslot-line: var(--vetslot-line-strong);
		--vetslot-text-2: var(--vetslot-text);
		--vetslot-accent-soft: var(--vetslot-surface);
		--vetslot-accent-soft-2: var(--vetslot-surface);
		--vetslot-warm-soft: var(--vetslot-surface);
		--vetslot-danger-soft: var(--vetslot-surface);
		--vetslot-ok-soft: var(--vetslot-surface);
		--vetslot-info-soft: var(--vetslot-surface);
		--vetslot-soft-line: 1px solid var(--vetslot-line-strong);
	}
}
@media (forced-colors: active) {
	:host(:not(#_):not(#_)) {
		--vetslot-line: CanvasText;
		--vetslot-line-strong: CanvasText;
		--vetslot-surface: Canvas;
		--vetslot-surface-2: Canvas;
		--vetslot-surface-3: Canvas;
		--vetslot-accent-soft: Canvas;
		--vetslot-accent-soft-2: Canvas;
		--vetslot-warm-soft: Canvas;
		--vetslot-ok-soft: Canvas;
		--vetslot-info-soft: Canvas;
		--vetslot-text: CanvasText;
		--vetslot-text-2: CanvasText;
		--vetslot-text-3: GrayText;
		--vetslot-accent-text: CanvasText;
		--vetslot-warm-text: CanvasText;
		--vetslot-ok-text: CanvasText;
		--vetslot-info-text: CanvasText;
		--vetslot-accent-fill: Highlight;
		--vetslot-accent-fill-hover: Highlight;
		--vetslot-accent-mark: Highlight;
		--vetslot-on-accent: HighlightText;
		--vetslot-focus: Highlight;
		--vetslot-soft-line: 1px solid CanvasText;
	}
}
`

/** Whether this browser derives colours, and so needs no plain ones. */
export const derivesColours = (): boolean =>
	CSS.supports('color', 'oklch(from red l c h)') && CSS.supports('color', 'light-dark(red,red)')
