import { css, unsafeCSS } from 'lit'

/** One role: relative colours of the accent `l c h`, for light and for dark surfaces. */
type Role = [name: string, light: string, dark: string]

// 0 for dark and medium accents, 1 for light ones: amber stays amber and gets dark text.
const S = 'clamp(0,(l - .61)*1e6,1)'
const FILL_L = `min(l,.53) + (max(l,.69) - min(l,.53))*${S}`

const fromAccent: Role[] = [
	['accent-fill', `calc(${FILL_L}) c h`, 'clamp(.76,l,.86) min(c,.13) h'],
	[
		'accent-fill-hover',
		`calc(${FILL_L} - .05 + .08*${S}) c h`,
		'calc(clamp(.76,l,.86) + .04) min(c,.13) h',
	],
	['on-accent', `calc(1 - .8*${S}) calc(min(c,.03)*${S}) h`, '.2 min(c,.03) h'],
	['accent-mark', 'min(l,.58) c h', 'clamp(.76,l,.86) min(c,.13) h'],
	['accent-text', 'min(l,.46) min(c,.13) h', 'max(l,.82) min(c,.1) h'],
	['accent-soft', '.968 min(c*.17,.018) h', '.285 min(c*.4,.035) h'],
	['accent-soft-2', '.937 min(c*.32,.034) h', '.335 min(c*.5,.045) h'],
	['accent-line', '.82 min(c*.62,.075) h', '.46 min(c*.7,.07) h'],
	['surface', '1 0 h', '.225 min(c,.011) h'],
	['surface-2', '.978 min(c,.004) h', '.258 min(c,.012) h'],
	['surface-3', '.952 min(c,.006) h', '.295 min(c,.013) h'],
	['line', '.91 min(c,.007) h', '.335 min(c,.013) h'],
	['line-strong', '.63 min(c,.014) h', '.56 min(c,.014) h'],
	['text', '.25 min(c,.022) h', '.955 min(c,.006) h'],
	['text-2', '.46 min(c,.018) h', '.775 min(c,.012) h'],
	['text-3', '.55 min(c,.014) h', '.68 min(c,.012) h'],
	['focus', 'min(l,.5) max(c,.1) h', '.84 max(min(c,.12),.08) h'],
	['scrim', '.2 min(c,.012) h / .42', '.08 .01 200 / .62'],
]

// Meanings keep their hue whatever the brand, and always come with an icon and a word.
const meanings: Role[] = [
	['warm-soft', '.962 .026 75', '.3 .03 70'],
	['warm-line', '.87 .06 75', '.45 .055 70'],
	['warm-text', '.43 .075 62', '.87 .075 78'],
	['danger', '.53 .18 27', '.72 .15 25'],
	['on-danger', '1 0 0', '.2 .04 25'],
	['danger-soft', '.965 .017 25', '.29 .05 25'],
	['danger-line', '.86 .065 25', '.47 .09 25'],
	['danger-text', '.47 .165 27', '.8 .11 25'],
	['ok-soft', '.962 .03 155', '.29 .04 158'],
	['ok-line', '.84 .08 154', '.45 .07 156'],
	['ok-text', '.44 .1 152', '.83 .11 155'],
	['info-soft', '.963 .018 250', '.29 .035 252'],
	['info-line', '.85 .05 250', '.46 .06 250'],
	['info-text', '.44 .1 250', '.83 .075 250'],
	['shade-1', '.25 .022 182 / .05', '0 0 0 / .3'],
	['shade-2', '.25 .022 182 / .1', '0 0 0 / .45'],
	['shade-3', '.25 .022 182 / .34', '0 0 0 / .7'],
]

const both = (roles: Role[], from: string) =>
	unsafeCSS(
		roles
			.map(([name, light, dark]) => {
				// An absolute colour inside the accent's list (the dark scrim) must not be relative.
				const one = (value: string) => `oklch(${/[lch]\b/.test(value) ? from : ''}${value})`
				return `--vetslot-${name}:light-dark(${one(light)},${one(dark)});`
			})
			.join(''),
	)

// The default accent in sRGB, for browsers without relative colours or light-dark().
const plain = (pairs: string) => unsafeCSS(pairs.replace(/([\w-]+) (\w+)/g, '--vetslot-$1:#$2;'))

const plainLight = plain(
	'text 152522 text-2 4d5b59 text-3 697472 surface fff surface-2 f5f9f8 surface-3 ebf0ef line dfe4e3 ' +
		'line-strong 808c8a accent-fill 006e61 accent-fill-hover 006054 on-accent fff accent-mark 006e61 ' +
		'accent-text 00685c accent-soft eaf8f5 accent-soft-2 d6f1ec accent-line 93d1c6 focus 006f62 scrim 10201d6b ' +
		'warm-soft fdf0e0 warm-line edcfa4 warm-text 6d4620 danger be2f2c on-danger fff danger-soft ffefee ' +
		'danger-line fbbfb9 danger-text a32321 ok-soft e4f9ea ok-line a2dcb2 ok-text 1b6236 info-soft eaf4ff ' +
		'info-line b0d3f6 info-text 1f5587 shade-1 1525220d shade-2 1525221a shade-3 15252257',
)
const plainDark = plain(
	'text ecf1f0 text-2 aeb8b6 text-3 919b99 surface 161d1c surface-2 1d2624 surface-3 262f2d line 2f3937 ' +
		'line-strong 6c7775 accent-fill 67c4b5 accent-fill-hover 75d1c2 on-accent 041a17 accent-mark 67c4b5 ' +
		'accent-text 7bd8c8 accent-soft 14302b accent-soft-2 183e38 accent-line 1f6258 focus 82dfcf scrim 0205049e ' +
		'warm-soft 382b1d warm-line 675133 warm-text f0cf9d danger f47b74 on-danger 250e0d danger-soft 41211e ' +
		'danger-line 8a403b danger-text fda19a ok-soft 193124 ok-line 2d6343 ok-text 8bdda8 info-soft 1e2c3c ' +
		'info-line 3a597b info-text a3ccf7 shade-1 0000004d shade-2 00000073 shade-3 000000b3',
)

/**
 * Every colour, derived from one accent of any lightness.
 *
 * `theme="auto"` takes the page's `color-scheme`: a page that says `light dark` gets what the
 * visitor prefers, a page that says nothing is a light page and gets a light card.
 */
export const palette = css`
:host {
	${plainLight}
	--vetslot-shadow-1: 0 1px 2px var(--vetslot-shade-2);
	--vetslot-shadow-2: 0 1px 2px var(--vetslot-shade-1), 0 10px 28px -6px var(--vetslot-shade-2);
	--vetslot-shadow-3: 0 2px 6px var(--vetslot-shade-2), 0 28px 72px -12px var(--vetslot-shade-3);
}
:host([theme='light']) {
	color-scheme: light;
}
:host([theme='dark']) {
	color-scheme: dark;
	${plainDark}
}
@supports (color: oklch(from red l c h)) and (color: light-dark(red, red)) {
	:host(:not(#_)) {
		--vetslot-a: var(--vetslot-accent, var(--vetslot-page-accent, oklch(0.48 0.092 182)));
		${both(fromAccent, 'from var(--vetslot-a) ')}
		${both(meanings, '')}
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
		--vetslot-text-3: GrayText;
		--vetslot-accent-fill: Highlight;
		--vetslot-accent-fill-hover: Highlight;
		--vetslot-accent-mark: Highlight;
		--vetslot-on-accent: HighlightText;
		--vetslot-focus: Highlight;
		--vetslot-soft-line: 1px solid CanvasText;
	}
}
`
