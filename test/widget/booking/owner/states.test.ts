import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { violations } from '../../axe.ts'
import { afterEach, describe, it } from '../../mocha.ts'
import type { Visitor } from '../harness.ts'
import { leave } from './household.ts'
import { ownerScenes } from './scenes.ts'

describe('every state of an owner', () => {
	let visitor: Visitor | undefined
	afterEach(() => {
		leave(visitor)
		document.documentElement.dir = ''
	})
	const modes = [
		['light', 320, {}],
		['dark', 1280, { theme: 'dark' }],
	] as const
	for (const [name, play] of Object.entries(ownerScenes))
		for (const [mode, width, attributes] of modes)
			it(`${name} has no accessibility violation and fits, ${mode} at ${width} px`, async () => {
				await setViewport({ width, height: 900 })
				await emulateMedia({ reducedMotion: 'reduce' })
				visitor = await play(attributes)
				assert.equal(await violations(visitor.element), [])
				const { scrollWidth, clientWidth } = document.documentElement
				assert.ok(scrollWidth <= clientWidth, `${scrollWidth} px wide`)
			})
})
