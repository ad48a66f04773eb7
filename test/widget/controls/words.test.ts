import * as assert from 'uvu/assert'
import { minutesLeft } from '../../../widget/controls/hold-bar.ts'
import { en } from '../../../widget/locales/en.ts'
import { createWords } from '../../../widget/locales/localize.ts'
import { wordsFor } from '../gallery/sample.ts'
import { describe, it } from '../mocha.ts'

const base = { timeZone: 'Europe/London', currency: 'GBP', messages: en }

describe('messages', () => {
	it('takes the language tags that pages and browsers really give', () => {
		const clock = (locale: string) =>
			createWords({ ...base, locale }).time('2026-11-05T16:20:00+00:00')
		assert.equal(clock('en_GB'), '16:20')
		assert.match(clock('en-US@posix'), /^4:20\sPM$/)
		assert.match(clock('not a language'), /4:20/)
	})

	it('fills names and picks the plural', () => {
		const { t } = wordsFor()
		assert.is(t('step-of', { step: 2, steps: 4 }), 'Step 2 of 4')
		assert.is(t('day-free', { day: 'Friday', count: 1 }), 'Friday, 1 time free')
		assert.is(t('day-free', { day: 'Friday', count: 5 }), 'Friday, 5 times free')
	})

	it('lets a clinic say it in its own words', () => {
		const { t } = createWords({ ...base, locale: 'en-GB', overrides: { call: 'Ring us' } })
		assert.is(t('call'), 'Ring us')
		assert.is(t('close'), 'Close')
	})

	it('is a type error to ask for an unknown key or to leave a value out', () => {
		const { t } = wordsFor()
		// @ts-expect-error there is no such key
		assert.throws(() => t('no-such-key'))
		// @ts-expect-error {steps} is missing
		assert.is(t('step-of', { step: 2 }), 'Step 2 of ')
	})

	it('chooses plural forms by the rules of the language', () => {
		const messages = {
			...en,
			'show-more': { one: '{count} godzina', few: '{count} godziny', other: '{count} godzin' },
		}
		const { t } = createWords({ ...base, locale: 'pl', messages })
		assert.is(t('show-more', { count: 3 }), '3 godziny')
		assert.is(t('show-more', { count: 5 }), '5 godzin')
	})
})

describe('dates and times', () => {
	it('tells the time on the clinic’s clock, in the locale’s way', () => {
		assert.is(wordsFor('en-GB').time('2026-11-05T08:40:00Z'), '08:40')
		assert.is(wordsFor('en-GB').time('2026-07-05T08:40:00Z'), '09:40')
		assert.match(wordsFor('en-US').time('2026-11-05T16:20:00Z'), /^4:20\sPM$/)
	})

	it('takes day and hour from the clinic’s zone', () => {
		const words = createWords({ ...base, locale: 'en-US', timeZone: 'America/New_York' })
		assert.is(words.dayOf('2026-11-05T03:00:00Z'), '2026-11-04')
		assert.is(words.hour('2026-11-05T05:00:00Z'), 0)
		assert.is(words.hour('2026-11-05T04:59:00Z'), 23)
	})

	it('writes days as the calendar has them, whatever the zone', () => {
		const words = createWords({ ...base, locale: 'en-GB', timeZone: 'Pacific/Apia' })
		assert.is(words.longDay('2026-11-05'), 'Thursday 5 November')
		assert.is(words.shortDay('2026-11-05'), 'Thu 5 Nov')
		assert.is(words.monthYear('2026-11-01'), 'November 2026')
	})

	it('starts the week where the locale does', () => {
		assert.is(wordsFor('en-GB').firstWeekday, 1)
		assert.is(wordsFor('en-US').firstWeekday, 7)
	})

	it('writes money without empty pence', () => {
		assert.is(wordsFor().money('58.00'), '£58')
		assert.is(wordsFor().money('58.50'), '£58.50')
	})

	it('counts a hold down to the second', () => {
		assert.is(minutesLeft(402_000), '6:42')
		assert.is(minutesLeft(58_001), '0:59')
		assert.is(minutesLeft(-5), '0:00')
	})
})
