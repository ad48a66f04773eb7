import { css } from 'lit'

/**
 * Size, space, motion and the reset of everything a page's CSS leaks in by inheritance.
 *
 * Public properties (`--vetslot-accent`, `-radius`, `-density`, `-max-width`, `-z`,
 * `-font-family`) are never declared here, only read with a fallback: a declaration on `:host`
 * would hide a value that the page sets further up, on `:root` say.
 */
export const tokens = css`
:host {
	--vetslot-font-size: clamp(15px, 1em, 20px);
	--vetslot-fs-xs: max(12px, calc(var(--vetslot-font-size) * 0.8125));
	--vetslot-fs-sm: calc(var(--vetslot-font-size) * 0.875);
	--vetslot-fs-md: var(--vetslot-font-size);
	--vetslot-fs-lg: calc(var(--vetslot-font-size) * 1.125);
	--vetslot-fs-xl: calc(var(--vetslot-font-size) * 1.5);
	--vetslot-u: calc(4px * var(--vetslot-density, 1));
	--vetslot-s-1: var(--vetslot-u);
	--vetslot-s-2: calc(2 * var(--vetslot-u));
	--vetslot-s-3: calc(3 * var(--vetslot-u));
	--vetslot-s-4: calc(4 * var(--vetslot-u));
	--vetslot-s-5: calc(5 * var(--vetslot-u));
	--vetslot-s-6: calc(6 * var(--vetslot-u));
	--vetslot-s-7: calc(7 * var(--vetslot-u));
	--vetslot-s-8: calc(8 * var(--vetslot-u));
	--vetslot-s-10: calc(10 * var(--vetslot-u));
	--vetslot-r: var(--vetslot-radius, 1);
	--vetslot-radius-s: calc(8px * var(--vetslot-r));
	--vetslot-radius-m: calc(12px * var(--vetslot-r));
	--vetslot-radius-b: calc(14px * var(--vetslot-r));
	--vetslot-radius-l: calc(16px * var(--vetslot-r));
	--vetslot-radius-xl: calc(22px * var(--vetslot-r));
	--vetslot-dur-1: 90ms;
	--vetslot-dur-2: 160ms;
	--vetslot-dur-3: 240ms;
	--vetslot-dur-4: 320ms;
	--vetslot-ease-out: cubic-bezier(0.2, 0.7, 0.2, 1);
	--vetslot-ease-move: cubic-bezier(0.4, 0, 0.1, 1);

	display: block;
	isolation: isolate;
	box-sizing: border-box;
	inline-size: 100%;
	max-inline-size: var(--vetslot-max-width, 1120px);
	visibility: visible;
}
/* Not on the host, where a page's own "* {}" would win over it; a slot's content is the page's. */
:host > :where(:not(slot)) {
	color: var(--vetslot-text);
	-webkit-text-fill-color: currentColor;
	font-family: var(--vetslot-font-family, inherit);
	font-style: normal;
	font-variant: normal;
	font-weight: 400;
	line-height: 1.5;
	letter-spacing: normal;
	word-spacing: normal;
	text-align: start;
	text-align-last: auto;
	text-indent: 0;
	text-shadow: none;
	text-transform: none;
	white-space: normal;
	word-break: normal;
	overflow-wrap: break-word;
	hyphens: manual;
	cursor: auto;
	-webkit-text-size-adjust: none;
	text-size-adjust: none;
}
/* "start" as a side, so that a text of the other direction still begins at the card's edge. */
:host > :where(:not(slot)) > * {
	text-align: -webkit-match-parent;
	text-align: match-parent;
}
:host([hidden]) {
	display: none;
}
/* Not on the host: there 1em in the base size would depend on itself, and the page's size win. */
.root,
dialog,
.float {
	font-size: var(--vetslot-fs-md);
}
*,
::before,
::after {
	box-sizing: border-box;
}
@media (prefers-reduced-motion: reduce) {
	:host {
		--vetslot-dur-1: 80ms;
		--vetslot-dur-2: 80ms;
		--vetslot-dur-3: 80ms;
		--vetslot-dur-4: 80ms;
	}
}
`

/**
 * Makes `1em` in `--vetslot-font-size` resolve on the element itself and inherit as a length.
 * It has to be done from script: `@property` inside a shadow root is ignored.
 */
export function registerFontSize(): void {
	try {
		CSS.registerProperty({
			name: '--vetslot-font-size',
			syntax: '<length>',
			inherits: true,
			initialValue: '16px',
		})
	} catch {
		// Registered by another copy of the script, or not supported: both are fine.
	}
}

/** Lets a page that brands its form controls with `accent-color` brand the element as well. */
export function adoptAccent(host: HTMLElement): void {
	const accent = getComputedStyle(host).accentColor
	if (accent && accent !== 'auto') host.style.setProperty('--vetslot-page-accent', accent)
}
