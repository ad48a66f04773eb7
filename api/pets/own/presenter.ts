import { secondText } from '../../availability/presenter.ts'
import type { OwnPet } from '../../contract/own-pets.ts'
import type { Zone } from '../../time/zone.ts'
import { lockedFields } from './locked.ts'
import type { OwnPetRow } from './rows.ts'

/** For its owners: notes, and what is marked internal, are not among these fields. */
export function presentOwnPet(row: OwnPetRow, zone: Zone): OwnPet {
	return {
		id: row.id,
		version: row.version,
		name: row.name,
		species: row.species,
		breed: row.breed,
		sex: row.sex,
		neutered: row.is_neutered,
		bornOn: row.born_on,
		birthEstimated: row.is_birth_estimated,
		color: row.color,
		microchip: row.microchip,
		weight: weightOf(row),
		photoFileId: row.photo_file_id,
		insurance: insuranceOf(row),
		status: row.status,
		deceasedOn: row.deceased_on,
		statusConfirmed: !row.is_reported,
		setByClinic: lockedFields(row),
		primary: row.is_primary,
		shared: row.owners > 1,
		alerts: row.alerts.map(({ id, kind, note, by }) => ({
			...{ id, kind, note },
			statedBy: by === 'owner' ? 'owner' : 'clinic',
		})),
		createdAt: secondText(zone, row.created_at),
	}
}

/** The row's own weight follows the newest record, which may be internal; so it counts without any. */
function weightOf({ weighed, is_weighed: isWeighed, weight_kg: typed }: OwnPetRow) {
	if (weighed) return { kilograms: Number(weighed.kilograms), on: weighed.on }
	return isWeighed || typed === null ? null : { kilograms: Number(typed), on: null }
}

function insuranceOf(row: OwnPetRow): OwnPet['insurance'] {
	const { insurer: company, insurance_number: policyNumber, insurance_expires_on: expiresOn } = row
	if (company === null && policyNumber === null && expiresOn === null) return null
	return { company, policyNumber, expiresOn }
}
