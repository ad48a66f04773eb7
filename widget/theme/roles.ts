import { unsafeCSS } from 'lit'

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

// In a file without a style sheet: the build leaves sheets long that stand beside unsafeCSS.
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

/** Declarations of every colour, from the accent `--vetslot-a`. */
export const accentColours = both(fromAccent, 'from var(--vetslot-a) ')
export const meaningColours = both(meanings, '')
