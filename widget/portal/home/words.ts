import type { OwnerHome } from '@vetslot/sdk/owner'
import type { LocalDate } from '../../locales/format.ts'
import type { Translate, Words } from '../../locales/localize.ts'
import { ageText, daysTo } from '../age.ts'
import type { PortalContext } from '../context.ts'
import { weightText } from '../words.ts'
import type { homeMessages } from './messages.ts'

type Say = Translate<typeof homeMessages>
type Visit = OwnerHome['visits'][number]
type Due = OwnerHome['due'][number]
type Pet = OwnerHome['pets'][number]

/** What is due later is on the pet's page only. */
const SOON = 30
/** What was due longer ago than that, nobody means any more. */
const FORGOTTEN = -365

export const isSoon = ({ days }: Due): boolean => days <= SOON && days >= FORGOTTEN

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
export function factsText(say: Say, portal: PortalContext, pet: Pet, today: LocalDate): string {
	const { breed, species, weight } = pet
	return [
		breed ?? say(species),
		ageText(portal, pet, today),
		weight ? say('weight', { weight: weightText(portal.words, weight.kilograms) }) : '',
	]
		.filter(Boolean)
		.join(', ')
}
