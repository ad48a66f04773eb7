import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { phoneText } from '../../../api/notifications/phone-text.ts'

const test = suite('phone numbers as people read them')

test('are national at home and international elsewhere', () => {
	assert.is(phoneText('+442079460142', 'en-GB'), '020 7946 0142')
	assert.is(phoneText('+442079460142', 'de-DE'), '+44 20 7946 0142')
	assert.is(phoneText('020', 'en-GB'), '020')
})

test('can be read by every locale, even by one that is none', () => {
	for (const locale of ['', 'zh-yue', 'en-GBR', 'qq-Zzzz-99', 'english please']) {
		assert.is(phoneText('+442079460142', locale), '+44 20 7946 0142', locale)
	}
})

test.run()
