import type { MedicalHistory, OwnPet } from '@vetslot/sdk/owner'
import type { PortalContext } from '../context.ts'
import { weightText } from '../words.ts'
import { dayText, type Say } from './words.ts'

export type Entry = MedicalHistory['entries'][number]

/** The heading of an entry: "Visit: Health check". */
export function entryTitle(say: Say, { words }: PortalContext, { title, detail }: Entry): string {
	const kind = say(`one-${detail.kind}`)
	if (detail.kind === 'weight') {
		const { kilograms } = detail
		const weight =
			kilograms === null ? title : say('kilograms', { weight: weightText(words, kilograms) })
		return `${kind}: ${weight}`
	}
	const what = (detail.kind === 'visit' && detail.type) || title
	return what === kind ? kind : `${kind}: ${what}`
}

/** What an entry says, a line each; on screen and on paper alike. */
export function entryLines(say: Say, { words }: PortalContext, entry: Entry): string[] {
	const { nextDueOn, veterinarian, correctedOn } = entry
	const isVisit = entry.detail.kind === 'visit'
	const lines = [
		veterinarian && say(isVisit ? 'with-vet' : 'by-vet', { vet: veterinarian }),
		...detailLines(say, words, entry.detail),
		nextDueOn && say('next-due', { day: dayText(words, nextDueOn) }),
		correctedOn && say('corrected', { day: dayText(words, correctedOn) }),
	]
	return lines.filter((line): line is string => Boolean(line))
}

function detailLines(
	say: Say,
	words: PortalContext['words'],
	detail: Entry['detail'],
): (string | null)[] {
	switch (detail.kind) {
		case 'visit':
			return [detail.summary, detail.advice]
		case 'vaccination':
			return [
				detail.batch && say('batch', { batch: detail.batch }),
				detail.expiresOn && say('expires', { day: dayText(words, detail.expiresOn) }),
			]
		case 'prescription': {
			const { dose, quantity, repeats } = detail
			return [dose, quantity, repeats ? say('repeats', { count: repeats }) : null]
		}
		case 'lab_result':
			return [detail.result]
		case 'allergy':
			return [detail.reaction]
		case 'document':
			return [detail.fileName, detail.note, detail.fileId ? null : say('ask-clinic')]
		case 'weight':
			return []
	}
}

/** "Biscuit, Border terrier, born 1 May 2020, microchip …": who it is about, on paper. */
export function petLine(say: Say, { words }: PortalContext, pet: OwnPet): string {
	return [
		pet.name,
		pet.breed ?? say(`species-${pet.species}`),
		pet.bornOn && `${say('born')} ${dayText(words, pet.bornOn)}`,
		pet.microchip && say('chip-is', { chip: pet.microchip }),
	]
		.filter(Boolean)
		.join(', ')
}
