import type { OwnPetChange } from '../../contract/own-pets.ts'
import { petColumns } from '../write.ts'

type Facts = Partial<Omit<OwnPetChange, 'version'>>

/** The columns of what owners give; null empties one. */
export function columnsOf({ insurance, weightKg, ...fields }: Facts) {
	return {
		...petColumns(fields),
		...(weightKg === undefined ? {} : { weight_kg: weightKg }),
		...(insurance === undefined ? {} : insuranceColumns(insurance)),
	}
}

function insuranceColumns(insurance: Facts['insurance']) {
	return {
		insurer: insurance?.company ?? null,
		insurance_number: insurance?.policyNumber ?? null,
		insurance_expires_on: insurance?.expiresOn ?? null,
	}
}

const STATED = ['species', 'sex', 'bornOn', 'microchip'] as const

/** Fields that are the owner's word, until the clinic writes them itself. */
export function statedIn(fields: Facts): string[] {
	return STATED.filter((field) => fields[field] !== undefined)
}
