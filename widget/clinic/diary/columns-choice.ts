import type { Diary, DiaryColumn } from '@vetslot/sdk/staff'
import type { Resource } from '../context.ts'

export type ColumnKind = DiaryColumn['kind']
export const columnKinds: readonly ColumnKind[] = ['veterinarian', 'nurse', 'room', 'equipment']

/** Which columns of the day somebody wants to see. */
export interface ColumnChoice {
	/** Resources that are shown or hidden against what their kind says. */
	ids: Record<string, boolean>
	onlyWorking: boolean
}

const NAME = 'vetslot-diary-columns'

/** As it was left in this browser. */
export function readChoice(): ColumnChoice {
	try {
		const { ids = {}, onlyWorking = true } = JSON.parse(localStorage.getItem(NAME) ?? '{}')
		return { ids, onlyWorking }
	} catch {
		return { ids: {}, onlyWorking: true }
	}
}

export function keepChoice(choice: ColumnChoice): void {
	try {
		localStorage.setItem(NAME, JSON.stringify(choice))
	} catch {
		// It lasts as long as the page, then.
	}
}

const THEATRES = ['theatre', 'surgery']

/** People, and the rooms in which animals are operated on, unless somebody chose otherwise. */
export function isWanted(
	{ ids }: ColumnChoice,
	column: Pick<DiaryColumn, 'id' | 'kind'>,
	resources: readonly Resource[],
): boolean {
	const chosen = ids[column.id]
	if (chosen !== undefined) return chosen
	if (column.kind === 'veterinarian' || column.kind === 'nurse') return true
	const { roomType } = resources.find(({ id }) => id === column.id) ?? {}
	return THEATRES.includes(roomType ?? '')
}

/** The ids of the columns to show, in the clinic's order. */
export function chosenIds(
	choice: ColumnChoice,
	diary: Diary,
	resources: readonly Resource[],
): string[] {
	const busy = new Set(
		diary.visits
			.filter((visit) => visit.status !== 'cancelled')
			.flatMap((visit) => visit.places.map(({ id }) => id)),
	)
	const works = ({ id, kind, open }: DiaryColumn) =>
		busy.has(id) || kind === 'room' || kind === 'equipment' || open.length > 0
	const wanted = diary.columns.filter((column) => isWanted(choice, column, resources))
	const working = choice.onlyWorking ? wanted.filter(works) : wanted
	// A day on which nobody works still shows whose it is.
	return (working.length ? working : wanted).map(({ id }) => id)
}
