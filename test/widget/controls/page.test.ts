import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { violations } from '../axe.ts'
import { outcomes } from '../gallery/outcomes.ts'
import { scenes } from '../gallery/scenes.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { clear, mountScene } from '../mount.ts'

const names = Object.keys({ ...scenes, ...outcomes })
const settle = () => new Promise((resolve) => setTimeout(resolve, 350))

describe('every screen in every mode', () => {
	afterEach(clear)

	for (const [mode, width, attributes] of [
		['light, 375 px', 375, {}],
		['dark, 768 px', 768, { theme: 'dark' }],
		['right to left, 1280 px', 1280, { dir: 'rtl', locale: 'ar' }],
	] as const)
		it(`has no accessibility violation: ${mode}`, async function (this: void) {
			await setViewport({ width, height: 900 })
			await emulateMedia({ reducedMotion: 'reduce' })
			const bad: string[] = []
			for (const scene of names) {
				const element = await mountScene(scene, attributes)
				bad.push(...(await violations(element)).map((text) => `${scene} ${text}`))
				clear()
			}
			assert.equal(bad, [])
		})

	it('never scrolls sideways, from 300 px on', async () => {
		for (const width of [300, 375, 500, 620, 768, 1280]) {
			await setViewport({ width, height: 800 })
			for (const scene of names) {
				await mountScene(scene)
				assert.ok(document.documentElement.scrollWidth <= width, `${scene} at ${width}`)
				clear()
			}
		}
	})

	it('gives every target 44 px', async () => {
		await setViewport({ width: 375, height: 800 })
		const small: string[] = []
		for (const scene of names) {
			const element = await mountScene(scene)
			for (const target of element.renderRoot.querySelectorAll(
				'button, .action, .button, select, input.input, label.sign, label.tickbox',
			)) {
				const { width, height } = target.getBoundingClientRect()
				if (height > 0 && (height < 43.5 || width < 43.5))
					small.push(`${scene} ${target.className} ${width} x ${height}`)
			}
			clear()
		}
		assert.equal(small, [])
	})
})

describe('living in another page', () => {
	afterEach(clear)

	it('takes nothing from the page but font, language and direction', async () => {
		const page = document.createElement('div')
		page.style.cssText =
			'letter-spacing: 5px; word-spacing: 9px; text-transform: uppercase; line-height: 3; text-align: center; white-space: pre; font-style: italic; cursor: wait; text-indent: 40px; font-family: monospace'
		document.body.append(page)
		const element = await mountScene('a1')
		page.append(element)
		const seen = getComputedStyle(element.renderRoot.querySelector('.lead')!)
		assert.is(seen.letterSpacing, 'normal')
		assert.is(seen.wordSpacing, '0px')
		assert.is(seen.textTransform, 'none')
		assert.is(seen.textAlign, 'left')
		assert.is(seen.whiteSpace, 'normal')
		assert.is(seen.fontStyle, 'normal')
		assert.is(seen.textIndent, '0px')
		assert.is(seen.fontFamily, 'monospace')
	})

	it('stays whole under a page’s rules for everything', async () => {
		const sheet = document.createElement('style')
		sheet.textContent =
			'* { word-break: break-all; hyphens: auto; letter-spacing: 5px; text-transform: uppercase; text-align: center }'
		document.body.append(sheet)
		const element = await mountScene('a1')
		const seen = getComputedStyle(element.renderRoot.querySelector('.lead')!)
		assert.is(seen.wordBreak, 'normal')
		assert.is(seen.hyphens, 'manual')
		assert.is(seen.letterSpacing, 'normal')
		assert.is(seen.textTransform, 'none')
		assert.is(seen.textAlign, 'left')
	})

	it('follows the page’s size between 15 and 20 px, whatever rem is', async () => {
		document.documentElement.style.fontSize = '62.5%'
		const element = await mountScene('a1')
		const size = () => getComputedStyle(element.renderRoot.querySelector('.lead')!).fontSize
		for (const [page, own] of [
			['10px', '15px'],
			['16px', '16px'],
			['18px', '18px'],
			['40px', '20px'],
		]) {
			document.body.style.fontSize = page!
			assert.is(size(), own)
		}
		document.body.style.fontSize = ''
		document.documentElement.style.fontSize = ''
	})

	it('draws itself under style-src none, without a single violation', async () => {
		const frame = document.createElement('iframe')
		frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="style-src 'none'"><script>
			window.refused = []
			addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective + ' ' + event.sample))
		</script><body>`
		document.body.append(frame)
		await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
		const inside = frame.contentWindow as unknown as Window & {
			refused: string[]
			eval(code: string): Promise<unknown>
		}
		const source = new URL('../gallery/gallery.ts', import.meta.url).href
		await inside.eval(`import(${JSON.stringify(source)})`)
		for (const scene of names) {
			const element = inside.document.createElement('vetslot-gallery')
			element.setAttribute('scene', scene)
			inside.document.body.append(element)
			await (element as unknown as { updateComplete: Promise<void> }).updateComplete
			const card = element.shadowRoot!.querySelector('.card')!
			assert.is(inside.getComputedStyle(card).borderTopLeftRadius, '22px')
			element.remove()
		}
		await settle()
		assert.is(inside.refused.join(), '')
		// The policy is really there: a style attribute is refused.
		inside.document.body.setAttribute('style', 'color: red')
		await settle()
		assert.is(inside.refused.length, 1)
	})

	it('shows what is chosen where colours are forced', async () => {
		await emulateMedia({ forcedColors: 'active' })
		const element = await mountScene('c1')
		const read = (selector: string) => getComputedStyle(element.renderRoot.querySelector(selector)!)
		assert.is.not(read('.time.chosen').backgroundColor, read('.time:not(.chosen)').backgroundColor)
		await emulateMedia({ forcedColors: 'none' })
	})
})
