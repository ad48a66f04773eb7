import type { DiaryVisit } from '@vetslot/sdk/staff'
import { check, close, door, type Glyph, hourglass, stethoscope } from '../../theme/icons.ts'
import type { diaryMessages } from './messages.ts'

type Status = DiaryVisit['status']

/** How a state looks: fill by its class, and always an icon and a word. */
export interface Look {
	name: 'requested' | 'confirmed' | 'arrived' | 'with-vet' | 'done' | 'missed' | 'off'
	glyph: Glyph | undefined
	word: keyof typeof diaryMessages & `is-${string}`
}

const looks: Record<Status, Look> = {
	pending: { name: 'requested', glyph: hourglass, word: 'is-requested' },
	confirmed: { name: 'confirmed', glyph: undefined, word: 'is-confirmed' },
	reminded: { name: 'confirmed', glyph: undefined, word: 'is-confirmed' },
	checked_in: { name: 'arrived', glyph: door, word: 'is-arrived' },
	in_progress: { name: 'with-vet', glyph: stethoscope, word: 'is-with-vet' },
	completed: { name: 'done', glyph: check, word: 'is-done' },
	no_show: { name: 'missed', glyph: close, word: 'is-missed' },
	cancelled: { name: 'off', glyph: close, word: 'is-off' },
	rescheduled: { name: 'off', glyph: close, word: 'is-off' },
}

export const lookOf = (status: Status): Look => looks[status]

/** Those that the legend explains, in the order of a visit's day. */
export const legendLooks: readonly Look[] = (
	['pending', 'confirmed', 'checked_in', 'in_progress', 'completed', 'no_show'] as const
).map(lookOf)
