import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { violations } from '../axe.ts'
import { afterEach, describe, it } from '../mocha.ts'
import type { Visitor } from './harness.ts'
import { offline, play, scenes } from './scenes.ts'

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
				assert.equal(await violations(visitor.element), [])
			})
})
