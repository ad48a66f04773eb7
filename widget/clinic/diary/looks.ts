import type { DiaryVisit } from '@vetslot/sdk/staff'
import {
	check,
	clock,
	close,
	door,
	type Glyph,
	hourglass,
	pulse,
	stethoscope,
} from '../../theme/icons.ts'
import { stacked } from '../glyphs.ts'
import type { diaryMessages } from './messages.ts'

type Status = DiaryVisit['status']

type Name =
	| 'requested'
	| 'confirmed'
	| 'arrived'
	| 'with-vet'
	| 'done'
	| 'missed'
	| 'off'
	| 'urgent-case'

/** An icon, where there is one, and always a word. */
interface Mark {
	glyph?: Glyph | undefined
	word: keyof typeof diaryMessages & `is-${string}`
}

/** How a state looks: fill by its class. */
interface Look extends Mark {
	name: Name
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

const emergency: Look = { name: 'urgent-case', glyph: pulse, word: 'is-emergency' }
const overbooked = { glyph: stacked, word: 'is-overbooked' } as const
/** An emergency that is over is a visit as others are; its mark stays. */
const OVER: readonly Status[] = ['completed', 'no_show', 'cancelled', 'rescheduled']

/** What an owner has said on the way. */
const carPark = { word: 'is-in-car-park' } as const
const late: Readonly<Record<number, Mark>> = {
	10: { glyph: clock, word: 'is-late-10' },
	20: { glyph: clock, word: 'is-late-20' },
	30: { glyph: clock, word: 'is-late-30' },
}

/** Everything that is to be seen and heard of a visit: its fill, its icons, and their words. */
export function lookOf({
	status,
	isEmergency,
	isOverbooked,
	lateMinutes,
	carPark: waits,
}: Pick<DiaryVisit, 'status' | 'isEmergency' | 'isOverbooked' | 'lateMinutes' | 'carPark'>): {
	name: Name
	marks: Mark[]
} {
	const { name, glyph, word } = looks[status]
	const isLate = lateMinutes === null ? undefined : late[lateMinutes]
	return {
		name: isEmergency && !OVER.includes(status) ? emergency.name : name,
		marks: [
			...(isEmergency ? [emergency] : []),
			...(isOverbooked ? [overbooked] : []),
			{ glyph, word },
			...(isLate ? [isLate] : []),
			...(waits ? [carPark] : []),
		],
	}
}

/** Those that the legend explains, in the order of a visit's day. */
export const legendLooks: readonly (Mark & { name?: Name })[] = [
	...(['pending', 'confirmed', 'checked_in', 'in_progress', 'completed', 'no_show'] as const).map(
		(status) => looks[status],
	),
	emergency,
	overbooked,
]
