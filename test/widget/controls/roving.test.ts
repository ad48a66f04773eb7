import * as assert from 'uvu/assert'
import { nextIndex } from '../../../widget/controls/roving.ts'
import { describe, it } from '../mocha.ts'

describe('the keys of a radio group', () => {
	it('goes on with Right and Down, back with Left and Up', () => {
		assert.is(nextIndex('ArrowRight', 1, 4), 2)
		assert.is(nextIndex('ArrowDown', 1, 4), 2)
		assert.is(nextIndex('ArrowLeft', 1, 4), 0)
		assert.is(nextIndex('ArrowUp', 1, 4), 0)
	})

	it('goes forward with Left where text runs from right to left', () => {
		assert.is(nextIndex('ArrowLeft', 1, 4, { rtl: true }), 2)
		assert.is(nextIndex('ArrowRight', 1, 4, { rtl: true }), 0)
		assert.is(nextIndex('ArrowDown', 1, 4, { rtl: true }), 2)
	})

	it('stops at the ends, or goes round when asked', () => {
		assert.is(nextIndex('ArrowRight', 3, 4), 3)
		assert.is(nextIndex('ArrowLeft', 0, 4), 0)
		assert.is(nextIndex('ArrowRight', 3, 4, { wrap: true }), 0)
		assert.is(nextIndex('ArrowLeft', 0, 4, { wrap: true }), 3)
	})

	it('jumps to the ends and by a page, without leaving the list', () => {
		assert.is(nextIndex('Home', 2, 4), 0)
		assert.is(nextIndex('End', 0, 4), 3)
		assert.is(nextIndex('PageDown', 2, 14, { page: 7 }), 9)
		assert.is(nextIndex('PageDown', 12, 14, { page: 7 }), 13)
		assert.is(nextIndex('PageUp', 3, 14, { page: 7 }), 0)
		assert.is(nextIndex('PageDown', 2, 14), undefined)
	})

	it('leaves every other key alone', () => {
		for (const key of ['Tab', 'Enter', ' ', 'a', 'Escape'])
			assert.is(nextIndex(key, 0, 4), undefined)
	})
})
