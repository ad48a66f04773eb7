import type { Emergency } from '@vetslot/sdk/staff'
import type { Translate, Words } from '../../locales/localize.ts'
import type { ConsoleContext } from '../context.ts'
import { phoneText } from '../phone.ts'
import { emergencyMessages } from './messages.ts'

export type Say = Translate<typeof emergencyMessages>

export const sayOf = (desk: ConsoleContext): Say => desk.speak(emergencyMessages)

/** "dog, collapsed" */
export function whatText(say: Say, { species, complaint }: Emergency): string {
	const animal = say(species)
	return complaint ? say('what-and', { species: animal, complaint: lower(complaint) }) : animal
}

/** In the middle of a sentence; a word in capitals stays one. */
const lower = (text: string): string =>
	/^\p{Lu}\p{Ll}/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text

/** "Emergency on the way: dog, collapsed. Arriving about 11:20" */
export function headline(say: Say, words: Words, emergency: Emergency, now: number): string {
	const { arrivesAt } = emergency
	const key = Date.parse(arrivesAt) > now ? 'on-the-way' : 'expected'
	return say(key, { what: whatText(say, emergency), time: words.time(arrivesAt) })
}

/** "Jo Moss called at 10:58 from 07700 900310" */
export function callerText(say: Say, words: Words, { caller, recordedAt }: Emergency): string {
	const name = caller.name ?? say('somebody')
	const time = words.time(recordedAt)
	return caller.phone
		? say('called-from', { name, time, phone: phoneText({ words }, caller.phone) })
		: say('called', { name, time })
}

/** Vets first, then nurses; whoever works here. */
export const peopleOf = ({ resources }: ConsoleContext) =>
	resources.filter(({ kind, active }) => active && (kind === 'veterinarian' || kind === 'nurse'))
