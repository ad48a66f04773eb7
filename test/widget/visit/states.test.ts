import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import 'axe-core/axe.min.js'
import { afterEach, before, describe, it } from '../mocha.ts'
import { type Owner, online } from './owner.ts'
import { play, scenes } from './scenes.ts'

interface Axe {
	run(
		root: Element,
		options: object,
	): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}
const { axe } = globalThis as unknown as { axe: Axe }
const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function violations(root: Element): Promise<string[]> {
	// The page around the element has the landmark.
	const rules = { region: { enabled: false } }
	const found = await axe.run(root, { rules, resultTypes: ['violations'] })
	return found.violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
	)
}

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
				// A skeleton fades in only after a while.
				await settle(name.includes('loading') ? 600 : 300)
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
