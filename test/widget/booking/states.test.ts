import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import 'axe-core/axe.min.js'
import { afterEach, describe, it } from '../mocha.ts'
import type { Visitor } from './harness.ts'
import { offline, play, scenes } from './scenes.ts'

interface Axe {
	run(
		root: Element,
		options: object,
	): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}
const { axe } = globalThis as unknown as { axe: Axe }
const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function violations(root: Element): Promise<string[]> {
	const rules = { region: { enabled: false }, 'page-has-heading-one': { enabled: false } }
	const found = await axe.run(root, { rules, resultTypes: ['violations'] })
	return found.violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
	)
}

describe('every state', () => {
	let visitor: Visitor | undefined
	afterEach(() => {
		visitor?.leave()
		offline(false)
	})
	const modes = [
		['light', 375, {}],
		['dark', 1280, { theme: 'dark' }],
	] as const
	for (const name of Object.keys(scenes))
		for (const [mode, width, attributes] of modes)
			it(`${name} has no accessibility violation, ${mode} at ${width} px`, async () => {
				await setViewport({ width, height: 900 })
				await emulateMedia({ reducedMotion: 'reduce' })
				visitor = await play(name, attributes)
				// The skeleton fades in only after a while.
				await settle(name === 'd' ? 900 : 250)
				assert.equal(await violations(visitor.element), [])
			})
})
