import * as assert from 'uvu/assert'
import { palette } from '../../../widget/theme/palette.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { clear, mountScene } from '../mount.ts'

type Theme = 'light' | 'dark'

const accents = ['black', 'white', '#ffe600', '#0f0', '#e0002a', '#7b2ff7', 'default']

// Text or graphic, what it stands on, and the least contrast that WCAG 2.2 asks for.
const pairs: [string, string, number][] = [
	...(['surface', 'surface-2'] as const).map((on): [string, string, number] => ['text', on, 4.5]),
	...['surface', 'surface-2', 'surface-3', 'accent-soft', 'warm-soft', 'danger-soft'].map(
		(on): [string, string, number] => ['text-2', on, 4.5],
	),
	['text-3', 'surface', 4.5],
	['text-3', 'surface-3', 3],
	...['surface', 'surface-2', 'accent-soft', 'accent-soft-2'].map(
		(on): [string, string, number] => ['accent-text', on, 4.5],
	),
	['on-accent', 'accent-fill', 4.5],
	['on-accent', 'accent-fill-hover', 4.5],
	['accent-mark', 'surface', 3],
	['accent-mark', 'accent-soft', 3],
	['line-strong', 'surface', 3],
	['focus', 'surface', 3],
	['focus', 'surface-3', 3],
	['focus', 'danger-soft', 3],
	['warm-text', 'warm-soft', 4.5],
	['danger-text', 'danger-soft', 4.5],
	['danger-text', 'surface', 4.5],
	['on-danger', 'danger', 4.5],
	['danger', 'surface', 3],
	['ok-text', 'ok-soft', 4.5],
	['info-text', 'info-soft', 4.5],
]

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!

/** The colour as a screen shows it, after the browser has mapped it into sRGB. */
function pixel(colour: string): [number, number, number] {
	canvas.clearRect(0, 0, 1, 1)
	canvas.fillStyle = colour
	canvas.fillRect(0, 0, 1, 1)
	const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data
	return [r!, g!, b!]
}

function luminance(colour: string): number {
	const [r, g, b] = pixel(colour).map((channel) => {
		const value = channel / 255
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
	}) as [number, number, number]
	return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
	const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
	return (light + 0.05) / (dark + 0.05)
}

async function themed(accent: string, theme: Theme) {
	const element = await mountScene('a1', { theme })
	if (accent !== 'default') element.style.setProperty('--vetslot-accent', accent)
	const probe = document.createElement('i')
	element.renderRoot.append(probe)
	return (role: string) => {
		probe.style.color = `var(--vetslot-${role})`
		return getComputedStyle(probe).color
	}
}

const hex = (colour: string) =>
	`#${pixel(colour)
		.map((channel) => channel.toString(16).padStart(2, '0'))
		.join('')}`

describe('colours from one accent', () => {
	afterEach(clear)

	for (const theme of ['light', 'dark'] as const)
		for (const accent of accents)
			it(`keeps every pair readable: ${accent}, ${theme}`, async () => {
				const read = await themed(accent, theme)
				const bad = pairs
					.map(([text, on, least]) => ({ text, on, least, is: contrast(read(text), read(on)) }))
					.filter(({ is, least }) => is < least)
				assert.equal(bad, [])
			})

	it('draws the default accent as the tokens have it', async () => {
		const read = await themed('default', 'light')
		assert.is(hex(read('accent-fill')), '#006e61')
		assert.is(hex(read('text')), '#152522')
		assert.is(hex(read('surface-2')), '#f5f9f8')
		assert.is(hex(read('danger')), '#be2f2c')
		clear()
		const dark = await themed('default', 'dark')
		assert.is(hex(dark('accent-fill')), '#67c4b5')
		assert.is(hex(dark('surface')), '#161d1c')
		assert.is(hex(dark('on-danger')), '#250e0d')
	})

	it('keeps amber amber, with dark text on it', async () => {
		const read = await themed('#ffe600', 'light')
		assert.ok(luminance(read('accent-fill')) > 0.5)
		assert.ok(luminance(read('on-accent')) < 0.1)
	})

	it('takes an accent that the page sets further up', async () => {
		document.documentElement.style.setProperty('--vetslot-accent', '#7b2ff7')
		const read = await themed('default', 'light')
		document.documentElement.style.removeProperty('--vetslot-accent')
		assert.ok(read('accent-fill'))
		clear()
		const sheet = palette.cssText
		assert.not.match(sheet, /[^\w-]--vetslot-accent:/, 'a declaration would hide the page’s')
	})

	it('takes the page’s accent-color where no accent is set', async () => {
		document.body.style.accentColor = 'rgb(123, 47, 247)'
		const read = await themed('default', 'light')
		const purple = hex(read('accent-fill'))
		clear()
		document.body.style.accentColor = ''
		const spruce = await themed('default', 'light')
		assert.is.not(purple, hex(spruce('accent-fill')))
	})

	it('is light on a page that names no colour scheme, dark on a dark page', async () => {
		const auto = await mountScene('a1')
		const surface = () => getComputedStyle(auto.renderRoot.querySelector('.card')!).backgroundColor
		assert.is(hex(surface()), '#ffffff')
		document.documentElement.style.colorScheme = 'dark'
		assert.is(hex(surface()), '#161d1c')
		auto.setAttribute('theme', 'light')
		assert.is(hex(surface()), '#ffffff')
		document.documentElement.style.colorScheme = ''
	})
})
