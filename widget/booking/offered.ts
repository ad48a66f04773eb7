import type { Hold, OfferedTime } from '@vetslot/sdk'
import { type State, visitOf } from './state.ts'

/** Times of a day, of all vets shown, each start once, rising. */
export function timesOf(state: State, day: string): OfferedTime[] {
	const seen = new Map<string, OfferedTime>()
	for (const { id, starts } of state.diary?.days[day]?.veterinarians ?? [])
		for (const start of starts) if (!seen.has(start)) seen.set(start, { start, veterinarianId: id })
	const { hold } = state
	if (hold && suits(state, hold) && hold.start.slice(0, 10) === day) seen.set(hold.start, hold)
	return [...seen.values()].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
}

/** What stands on the screen of a day: without what has opened since, with what was taken. */
export function drawnTimes(state: State, day: string): OfferedTime[] {
	const { gone, opened } = state
	const past = new Set([...opened, ...gone.map((time) => time.start)])
	const free = timesOf(state, day).filter((time) => !past.has(time.start))
	return [...free, ...gone].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
}

/** Whether the last free time of the day on screen was taken while it was shown. */
export const isFullNow = (state: State): boolean =>
	state.gone.length > 0 && !timesOf(state, state.entry.day ?? '').length

/** A hold on the visit and vet that are picked now. */
const suits = ({ entry }: State, hold: Hold): boolean =>
	hold.appointmentTypeId === entry.typeId &&
	(entry.vetId === null || entry.vetId === hold.veterinarianId)

/** The held time is the picked one of the same visit with the same answers: it needs no new hold. */
export const holdsPick = (state: State): boolean =>
	state.hold !== undefined &&
	state.hold.start === state.entry.picked?.start &&
	state.heldFor === JSON.stringify(visitOf(state)) &&
	suits(state, state.hold)
