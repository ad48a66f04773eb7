import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { violations } from '../axe.ts'
import { afterEach, before, describe, it } from '../mocha.ts'
import { type Owner, online, until } from './owner.ts'
import { play, scenes } from './scenes.ts'

const visible = (root: ParentNode, selector: string) =>
	[...root.querySelectorAll<HTMLElement>(selector)].filter((one) => one.getClientRects().length)

describe('every state of the manage page', () => {
	let owner: Owner | undefined
	// The clinic's name stands on the hosted page's own ground, which follows the device.
	before(async () => {
		document.documentElement.style.colorScheme = 'light dark'
		const sheet = document.createElement('link')
		sheet.rel = 'stylesheet'
		sheet.href = new URL('../../../widget/visit/visit.css', import.meta.url).href
		document.head.append(sheet)
		await new Promise((resolve) => sheet.addEventListener('load', resolve, { once: true }))
	})
	afterEach(async () => {
		owner?.leave()
		online(true)
		await emulateMedia({ colorScheme: 'light' })
	})
	const modes = [
		['light', 375],
		['dark', 1280],
	] as const
	for (const name of Object.keys(scenes))
		for (const [mode, width] of modes)
			it(`${name} has no accessibility violation, ${mode} at ${width} px`, async () => {
				await setViewport({ width, height: 900 })
				await emulateMedia({ reducedMotion: 'reduce', colorScheme: mode })
				owner = await play(name)
				const isIdle = () => !owner?.root.querySelector('.diary[aria-busy=true]')
				if (!name.includes('loading')) await until('nothing is being fetched', isIdle)
				assert.equal(await violations(owner.element), [])
			})

	for (const name of Object.keys(scenes))
		it(`${name} has at most one filled button, targets of 44 px, and nothing wider than 320 px`, async () => {
			await setViewport({ width: 320, height: 700 })
			await emulateMedia({ reducedMotion: 'reduce' })
			owner = await play(name)
			assert.ok(visible(owner.root, '.button.primary').length <= 1, 'one filled button')
			for (const target of visible(owner.root, 'button, a')) {
				const { height, width } = target.getBoundingClientRect()
				assert.ok(height >= 43.9 && width >= 43.9, `${target.textContent} is ${width} x ${height}`)
			}
			assert.ok(document.documentElement.scrollWidth <= 320)
		})
})
