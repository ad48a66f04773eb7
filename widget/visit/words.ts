import type { Appointment } from '@vetslot/sdk'
import { addDays } from '../controls/calendar.ts'
import { enControls } from '../locales/en-controls.ts'
import {
	createTranslate,
	createWords,
	type Messages,
	type Translate,
	type Words,
} from '../locales/localize.ts'
import { formatPhone } from '../locales/phone.ts'
import { cityOf, minutesAhead } from '../locales/zone.ts'
import { visitMessages } from './messages.ts'
import type { State } from './state.ts'

/** The controls' words, and as `say` the page's own. */
export type VisitWords = Words & { say: Translate<typeof visitMessages> }

export function speak(of: { timeZone: string; currency: string; locale: string }): VisitWords {
	// The page draws controls only, so it brings only their words.
	const messages = enControls as unknown as Messages
	return { ...createWords({ ...of, messages }), say: createTranslate(of.locale, visitMessages) }
}

/** The clinic's phone, as written and as dialled. */
export function phoneOf({ visit, clinic }: State) {
	const dial = visit?.clinic.phone
	return dial ? { dial, text: formatPhone(dial, clinic?.region ?? '') } : undefined
}

/** "10:40 tomorrow", "10:40 on Thursday 5 November", seen from the visit's `serverTime`. */
export function whenOf(words: VisitWords, at: string, now: string): string {
	const [day, today] = [words.dayOf(at), words.dayOf(now)]
	const time = words.time(at)
	if (day === today) return words.say('at-today', { time })
	if (day === addDays(today, 1)) return words.say('at-tomorrow', { time })
	return words.say('at-day', { time, day: words.longDay(day) })
}

/** "You'll hear from us by 17:00 today." */
export function replyOf(words: VisitWords, { answerBy, serverTime }: Appointment): string {
	if (!answerBy || Date.parse(answerBy) <= Date.parse(serverTime)) return words.say('reply-soon')
	return words.say('reply-by', { when: whenOf(words, answerBy, serverTime) })
}

/** What to know about the clinic's clock, or undefined where the device's shows the same. */
export function zoneText(words: VisitWords, at: string, timeZone: string) {
	const gap = minutesAhead(at)
	if (!gap) return undefined
	const count = Math.abs(gap) / 60
	const number = words.t('numbers-in-words').split(',')[count - 1]?.toLowerCase() ?? count
	return {
		title: words.say('clinic-time', { city: cityOf(timeZone) }),
		text: words.say('your-time', {
			zone: cityOf(Intl.DateTimeFormat().resolvedOptions().timeZone),
			difference: words.say(gap > 0 ? 'ahead' : 'behind', { count, number }),
		}),
	}
}
