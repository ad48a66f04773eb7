import type { OwnDue, OwnPet, Species } from '@vetslot/sdk/owner'
import type { Translate, Words } from '../../locales/localize.ts'
import { ageText } from '../age.ts'
import type { PortalContext } from '../context.ts'
import { weightText } from '../words.ts'
import { petsMessages } from './messages.ts'

export type Say = Translate<typeof petsMessages>
export const speak = (portal: PortalContext): Say => portal.speak(petsMessages)

/** "5 Nov 2026": with the year, since records go back. */
export function dayText({ locale }: Words, day: string): string {
	const format = { dateStyle: 'medium', timeZone: 'UTC' } as const
	return new Intl.DateTimeFormat(locale, format).format(new Date(`${day}T12:00:00Z`))
}

export const todayOf = ({ words }: PortalContext): string => words.dayOf(new Date().toISOString())

export const SPECIES = ['dog', 'cat', 'rabbit', 'guinea_pig', 'bird', 'reptile', 'other'] as const

export const speciesText = (say: Say, species: Species): string => say(`species-${species}`)

/** "Border terrier, 4 years, 8.2 kg": as much of it as is known. */
export function factsLine(say: Say, portal: PortalContext, pet: OwnPet): string {
	const { words } = portal
	const age = pet.status === 'active' ? ageText(portal, pet, todayOf(portal)) : ''
	const weight = pet.weight && say('kilograms', { weight: weightText(words, pet.weight.kilograms) })
	return [pet.breed ?? speciesText(say, pet.species), age, weight].filter(Boolean).join(', ')
}

/** "Due 21 Nov, in 18 days", "Overdue by 5 days"; what is far off has its day only, with the year. */
export function dueText(say: Say, words: Words, { dueOn, days }: OwnDue['due'][number]): string {
	if (days < 0) return say('overdue', { count: -days })
	if (days === 0) return say('due-today')
	if (days > 30) return say('due-on', { day: dayText(words, dueOn) })
	const day = `${words.dayNumber(dueOn)} ${words.shortMonth(dueOn)}`
	return say('due-in', { day, count: days })
}
