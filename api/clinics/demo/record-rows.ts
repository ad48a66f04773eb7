import { type Day, fromDay } from './calendar.ts'
import type { Ids } from './clinic-rows.ts'
import type { Row } from './insert.ts'
import { households } from './people.ts'
import type { DemoClinic } from './schema.ts'
import { type Random, seeded } from './seed.ts'

const YEAR = 365
const VACCINES: Record<string, string> = {
	dog: 'Yearly dog vaccination',
	cat: 'Yearly cat vaccination',
	rabbit: 'Combined rabbit vaccination',
}

/** What was known of each pet before: vaccinations with the next one due, and weights. */
export function recordRows(clinic: DemoClinic, today: Day, ids: Ids): Row[] {
	const rows: Row[] = []
	const own = new Map(clinic.households.map((household) => [household.id, household]))
	const vet = clinic.staff.find((person) => person.role === 'veterinarian')
	const blank = { clinic_id: ids.clinic, author_id: ids.staff(vet?.id ?? ''), visibility: 'shared' }
	for (const household of households(clinic)) {
		for (const [p, pet] of household.pets.entries()) {
			const name = `${household.id}/${p}`
			const random = seeded(`${clinic.slug}/records/${name}`)
			const due = own.get(household.id)?.pets[p]?.due
			const records = [
				...(due
					? due.map((entry) => dueRecord(entry, today, clinic))
					: vaccinations(pet, today, random)),
				...weights(pet, today, random),
			]
			for (const [r, record] of records.entries()) {
				rows.push({ ...blank, ...record, id: ids.record(`${name}/${r}`), pet_id: ids.pet(name) })
			}
		}
	}
	return rows
}

interface Known {
	species: string
	ageDays: number
	weightKg: number
}

function vaccinations({ species, ageDays }: Known, today: Day, random: Random): Row[] {
	const title = VACCINES[species]
	if (!title || ageDays < 70) return []
	// Some are overdue, as in any clinic.
	const ago = random.whole(20, Math.min(430, ageDays - 42))
	return [vaccination(title, today - ago, today - ago + YEAR, random)]
}

function vaccination(title: string, given: Day, due: Day, random: Random): Row {
	return {
		kind: 'vaccination',
		title,
		occurred_on: fromDay(given),
		next_due_on: fromDay(due),
		data: {
			product: title,
			batch: `D${random.whole(10_000, 99_999)}`,
			site: random.pick(['left shoulder', 'right shoulder']),
		},
	}
}

function weights({ ageDays, weightKg }: Known, today: Day, random: Random): Row[] {
	const visits = Math.min(3, Math.max(1, Math.floor(ageDays / 120)))
	return Array.from({ length: visits }, (_, i) => {
		const ago = 15 + i * 110 + random.whole(0, 20)
		const grown = ageDays < YEAR ? Math.max(0.3, 1 - (ago / ageDays) * 0.6) : 1
		const weight = Number((weightKg * grown * (0.97 + random.next() * 0.06)).toPrecision(3))
		return {
			kind: 'weight',
			title: 'Weight',
			occurred_on: fromDay(today - Math.min(ago, ageDays - 1)),
			data: { kilograms: weight },
		}
	})
}

function dueRecord(
	{ what, inDays }: { what: string; inDays: number },
	today: Day,
	clinic: DemoClinic,
): Row {
	const type = clinic.appointmentTypes.find((candidate) => candidate.id === what)
	const vaccine = !type || type.group === 'Vaccination'
	return {
		kind: vaccine ? 'vaccination' : 'visit',
		title: type?.name ?? `${what[0]?.toUpperCase()}${what.slice(1)}`,
		// A course goes on after four weeks, everything else after a year.
		occurred_on: fromDay(today + inDays - (what === 'primary_2' ? 28 : YEAR)),
		next_due_on: fromDay(today + inDays),
		data: {},
	}
}
