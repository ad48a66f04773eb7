import type { OwnerHome } from '@vetslot/sdk/owner'
import { asUtc } from '../../controls/dates.ts'
import type { LocalDate } from '../../locales/format.ts'
import type { Translate, Words } from '../../locales/localize.ts'
import { weightText } from '../words.ts'
import type { homeMessages } from './messages.ts'

type Say = Translate<typeof homeMessages>
type Visit = OwnerHome['visits'][number]
type Due = OwnerHome['due'][number]
type Pet = OwnerHome['pets'][number]

const DAY_MS = 86_400_000
/** What is due later is on the pet's page only. */
const SOON = 30
/** What was due longer ago than that, nobody means any more. */
const FORGOTTEN = -365

export const isSoon = ({ days }: Due): boolean => days <= SOON && days >= FORGOTTEN

/** Days on the calendar from one day to another. */
const daysTo = (from: LocalDate, to: LocalDate): number =>
	Math.round((asUtc(to) - asUtc(from)) / DAY_MS)

/** "Next visit, in 2 days" */
export function nextText(say: Say, words: Words, { start, serverTime }: Visit): string {
	const count = daysTo(words.dayOf(serverTime), words.dayOf(start))
	if (count <= 0) return say('next-today')
	return count === 1 ? say('next-tomorrow') : say('next-in', { count })
}

/** "Due 21 Nov, in 18 days", "Overdue by 5 days" */
export function dueText(say: Say, words: Words, { dueOn, days }: Due): string {
	const day = `${words.dayNumber(dueOn)} ${words.shortMonth(dueOn)}`
	if (days < 0) return say('overdue', { count: -days })
	if (days === 0) return say('due-today')
	return days === 1 ? say('due-tomorrow', { day }) : say('due-in', { day, count: days })
}

/** "Border terrier, 4 years, 8.2 kg": as much of it as is known. */
export function factsText(say: Say, words: Words, pet: Pet, today: LocalDate): string {
	const { breed, species, bornOn, birthEstimated, weight } = pet
	const age = bornOn === null ? '' : ageText(say, bornOn, today)
	return [
		breed ?? say(species),
		birthEstimated && age ? say('about', { age }) : age,
		weight ? say('weight', { weight: weightText(words, weight.kilograms) }) : '',
	]
		.filter(Boolean)
		.join(', ')
}

/** In years from two on, in months from two on, else in weeks. */
function ageText(say: Say, bornOn: LocalDate, today: LocalDate): string {
	const [year = 0, month = 0, day = 0] = bornOn.split('-').map(Number)
	const [nowYear = 0, nowMonth = 0, nowDay = 0] = today.split('-').map(Number)
	const months = (nowYear - year) * 12 + nowMonth - month - (nowDay < day ? 1 : 0)
	if (months >= 24) return say('years', { count: Math.floor(months / 12) })
	if (months >= 2) return say('months', { count: months })
	return say('weeks', { count: Math.max(0, Math.floor(daysTo(bornOn, today) / 7)) })
}
