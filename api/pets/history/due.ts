import type { ClinicNow } from '../../availability/catalogue.ts'
import type { OwnDue } from '../../contract/medical-history.ts'
import type { Species } from '../../contract/primitives.ts'
import type { Query } from '../../database/tenant.ts'
import { dueOf } from '../../records/due.ts'
import { toDay } from '../../time/date.ts'
import type { Asking } from '../own/ownership.ts'
import { ownedNow } from '../owned.ts'
import { typeForDue } from './due-types.ts'

interface PetRow {
	id: string
	name: string
	species: Species
}

/** What is coming up and overdue for all of an owner's pets; of those who are silenced, nothing. */
export async function listDue(
	query: Query,
	{ clinic }: ClinicNow,
	{ clinicId, clientId, today }: Asking,
): Promise<OwnDue> {
	const pets = await query<PetRow>(
		`select p.id, p.name, p.species from pet_owners o
		join pets p on p.clinic_id = o.clinic_id and p.id = o.pet_id
		where o.clinic_id = $1 and p.clinic_id = $1 and o.client_id = $2 and ${ownedNow('o')}
			and p.match_status <> 'merged'`,
		[clinicId, clientId],
	)
	const byId = new Map(pets.map((pet) => [pet.id, pet]))
	const due = await dueOf(query, clinicId, [...byId.keys()], { onlyShared: true })
	return {
		due: due.flatMap(({ petId, kind, title, on }) => {
			const pet = byId.get(petId)
			if (!pet) return []
			const type = typeForDue({ kind, title }, pet.species, clinic.rows.types)
			const days = toDay(on) - toDay(today)
			return {
				...{ petId, petName: pet.name, species: pet.species, kind, title },
				...{ dueOn: on, days, overdue: days < 0 },
				appointmentType: type && { id: type.id, name: type.name },
			}
		}),
	}
}
