/** What a type takes besides its people, as it is stored in `appointment_types.rules`. */
import type { ResourceRow } from '../clinics/queries.ts'
import type { TypeRules } from './model.ts'
import type { Admission, CapUse, Edge, OwnPart, Part, Points, Window } from './parts.ts'

type Stored = Readonly<Record<string, unknown>>
type StoredNeeds = Pick<TypeRules, 'ownPart' | 'parts' | 'caps' | 'admission' | 'discharge'>

/** More at once is no visit any more, and finding who serves whom would take its time. */
const MOST_PARTS = 8

/**
 * Reads `parts`, `ownPart`, `caps`, `admission` and `discharge`. What can't be understood is left out,
 * except caps: a cap that nobody knows has no places, so a slip closes the type instead of opening it.
 *
 * @example needsIn({ caps: [{ resource: 'theatre', per: 'day', points: 3 }] }, rows.resources)
 */
export function needsIn(rules: Stored, resources: readonly ResourceRow[]): StoredNeeds {
	const discharge = windowIn(rules.discharge)
	const admission = windowIn(rules.admission)
	return {
		ownPart: ownPartIn(rules.ownPart),
		// An animal that stays for the day leaves its kennel when the last ones go home.
		parts: entriesIn(rules.parts)
			.slice(0, MOST_PARTS)
			.flatMap((entry) => partIn(entry, resources, discharge)),
		caps: entriesIn(rules.caps).map((entry) => capIn(entry, resources)),
		admission: admission && { ...admission, everyMinutes: everyMinutesIn(rules.admission) },
		discharge,
	}
}

function partIn(
	entry: Stored,
	resources: readonly ResourceRow[],
	discharge: Window | null,
): Part[] {
	const { need } = entry
	if (need !== 'person' && need !== 'room' && need !== 'equipment') return []
	const wanted = textsIn(entry.wanted)
	const named = resources.filter(({ code }) => code !== null && wanted.includes(code))
	const end: Edge = discharge ? { at: discharge.until } : { beforeEnd: 0 }
	return [
		{
			need,
			wanted: [...new Set([...wanted, ...named.map(({ id }) => id)])],
			skills: textsIn(entry.skills),
			from: edgeIn(entry.from) ?? 0,
			until: edgeIn(entry.until) ?? end,
		},
	]
}

function ownPartIn(value: unknown): OwnPart | null {
	if (!isRecord(value)) return null
	const until = edgeIn(value.until) ?? { beforeEnd: 0 }
	if (typeof until === 'object' && 'at' in until) return null
	return { from: minutesIn(value.from) ?? 0, until }
}

function edgeIn(value: unknown): Edge | null {
	if (!isRecord(value)) return minutesIn(value)
	const at = timeIn(value.at)
	if (at !== null) return { at }
	const beforeEnd = minutesIn(value.beforeEnd)
	return beforeEnd === null ? null : { beforeEnd }
}

/** Half a day on either side of the longest visit is what a reservation can be. */
const FARTHEST = 720

function minutesIn(value: unknown): number | null {
	const minutes = numberIn(value)
	return minutes !== null && Math.abs(minutes) <= FARTHEST ? minutes : null
}

function capIn(entry: Stored, resources: readonly ResourceRow[]): CapUse {
	const name = String(entry.resource)
	const cap = resources.find(
		({ kind, code, id }) => kind === 'cap' && (code === name || id === name),
	)
	const table = entriesIn(entry.points).map(pointsIn)
	return {
		resourceId: cap?.id ?? name,
		per: entry.per === 'hour' ? 'hour' : 'day',
		points: Array.isArray(entry.points) ? table : (numberIn(entry.points) ?? 1),
	}
}

function pointsIn(entry: Stored): Points {
	const species = textsIn(entry.species)
	const fromGrams = numberIn(entry.fromGrams)
	return {
		...(species.length > 0 ? { species } : {}),
		...(typeof entry.sex === 'string' ? { sex: entry.sex } : {}),
		...(fromGrams === null ? {} : { fromGrams }),
		points: numberIn(entry.points) ?? 1,
	}
}

function windowIn(value: unknown): Window | null {
	if (!isRecord(value)) return null
	const [from, until] = [timeIn(value.from), timeIn(value.until)]
	return from === null || until === null ? null : { from, until }
}

function everyMinutesIn(value: unknown): Admission['everyMinutes'] {
	const every = isRecord(value) ? numberIn(value.everyMinutes) : null
	return Math.max(1, Math.trunc(every ?? 15))
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

function timeIn(value: unknown): string | null {
	return typeof value === 'string' && TIME.test(value) ? value : null
}

function isRecord(value: unknown): value is Stored {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function entriesIn(value: unknown): Stored[] {
	return Array.isArray(value) ? value.filter(isRecord) : []
}

function textsIn(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : []
}

/** A whole number; anything else would move starts off the minute. */
function numberIn(value: unknown): number | null {
	return typeof value === 'number' && Number.isInteger(value) ? value : null
}
