import type { Day } from '../../../widget/controls/calendar.ts'
import type { Tile } from '../../../widget/controls/species.ts'
import type { TimeOption } from '../../../widget/controls/times.ts'
import type { VetOption } from '../../../widget/controls/vets.ts'
import type { VisitGroup } from '../../../widget/controls/visits.ts'
import { en } from '../../../widget/locales/en.ts'
import { createWords } from '../../../widget/locales/localize.ts'
import {
	cat,
	chip,
	dog,
	heart,
	otherPet,
	rabbit,
	scale,
	scissors,
	stethoscope,
	syringe,
	tooth,
} from '../../../widget/theme/icons.ts'

/** A Tuesday in winter time, so that the clinic's clock is UTC. */
export const today = '2026-11-03'
export const lastDay = '2027-01-31'

export const wordsFor = (locale = 'en-GB') =>
	createWords({ locale, timeZone: 'Europe/London', currency: 'GBP', messages: en })

export const phone = { text: '020 7946 0112', dial: '+442079460112' }

export const tiles: Tile[] = [
	{ id: 'dog', label: 'Dog', glyph: dog },
	{ id: 'cat', label: 'Cat', glyph: cat },
	{ id: 'rabbit', label: 'Rabbit', glyph: rabbit },
	{ id: 'other', label: 'Other', glyph: otherPet },
]

const visit = (
	id: string,
	name: string,
	description: string,
	glyph: Tile['glyph'],
	minutes: number,
	price: string,
) => ({
	id,
	name,
	description,
	glyph,
	length: `${minutes} min`,
	price,
})

export const visits: VisitGroup[] = [
	{
		id: 'most',
		name: 'Most booked',
		visits: [
			visit(
				'booster',
				'Booster vaccination',
				'Yearly jab with a nose-to-tail check',
				syringe,
				20,
				'£58',
			),
			visit(
				'vet',
				'See a vet about a problem',
				'Itching, limping, tummy upset, lumps',
				stethoscope,
				20,
				'£52',
			),
		],
	},
	{
		id: 'healthy',
		name: 'Healthy and happy',
		visits: [
			visit('puppy', 'Puppy first visit', 'Check, first jabs and a plan', heart, 40, '£72'),
			visit('dental', 'Dental check', 'A vet looks at teeth and gums', tooth, 20, '£46'),
			visit('chip', 'Microchip', 'Fitted and registered the same day', chip, 10, '£24'),
		],
	},
	{
		id: 'nurse',
		name: 'With a nurse',
		visits: [
			visit('nails', 'Nail clip', 'Quick and gentle, treats included', scissors, 10, '£18'),
			visit('weight', 'Weight clinic', 'Weigh-in and food advice', scale, 20, 'Free'),
		],
	},
]

export const vets: VetOption[] = [
	{ id: 'any', name: 'Any vet', free: 'today', freeLong: 'Free today' },
	{ id: 'osei', name: 'Dr Osei', initials: 'AO', free: 'today', freeLong: 'Free today' },
	{ id: 'lind', name: 'Dr Lind', initials: 'TL', free: 'Thu', freeLong: 'Free Thursday' },
	{ id: 'nair', name: 'Dr Nair', initials: 'PN', free: 'Fri', freeLong: 'Free Friday' },
]

const free =
	'3:1 4:0 5:11 6:5 7:2 8:c 9:8 10:5 11:0 12:9 13:2 14:0 15:c 16:9 17:9 18:4 19:8 20:9 21:0 22:c 23:8 24:8 25:8 26:4 27:8 28:2 29:c 30:9'

export const days: Day[] = free.split(' ').map((pair) => {
	const [day, count] = pair.split(':') as [string, string]
	const date = `2026-11-${day.padStart(2, '0')}`
	return count === 'c' ? { date, free: 0, reason: 'closed' } : { date, free: Number(count) }
})

export const dayMap = new Map(days.map((day) => [day.date, day]))

const clock = '08:40 09:00 09:40 10:20 10:40 11:20 14:00 14:20 15:40 17:20 18:00'
export const at = (time: string, date = '2026-11-05') => `${date}T${time}:00+00:00`
export const times: TimeOption[] = clock
	.split(' ')
	.map((time) => ({ start: at(time), vet: 'Dr Lind' }))

export const manyTimes: TimeOption[] = Array.from({ length: 15 }, (_, i) => {
	const minutes = 8 * 60 + i * 15
	const two = (n: number) => String(n).padStart(2, '0')
	return {
		start: at(`${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`),
		gone: i === 2,
		held: i === 4,
	}
})
