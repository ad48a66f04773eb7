import { LRUCache } from 'lru-cache'
import {
	type ClinicRows,
	type ClinicState,
	readClinicState,
	readClinicText,
	type TypeRow,
} from '../clinics/queries.ts'
import type { Query } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import type { Plan, TypeRules } from './model.ts'
import { planOf, rulesOf } from './rules.ts'

/** What changes seldom about a clinic, ready for use. Never changed once made. */
export interface Clinic {
	rows: ClinicRows
	plan: Plan
	types: ReadonlyMap<string, { row: TypeRow; rules: TypeRules }>
}

/** A clinic as it is at this statement. */
export interface ClinicNow extends ClinicState {
	clinic: Clinic
}

interface Kept {
	planVersion: number
	clinic: Clinic
}

/**
 * Clinics by the version of their plan, in this process: bookings leave it as it is, and with it the
 * openings that the engine remembers for the same object.
 */
export class Catalogue {
	readonly #kept = new LRUCache<string, Kept>({ max: 500 })

	/**
	 * The clinic at the version that the caller's snapshot sees. Under locks on the resources
	 * concerned that is the last word: whoever changes hours locks them first.
	 *
	 * @throws Problem `clinic_not_found`
	 */
	async read(query: Query, clinicId: string): Promise<ClinicNow> {
		const state = await readClinicState(query, clinicId)
		if (!state) throw new Problem('clinic_not_found')
		const clinic = this.at(clinicId, state.planVersion) ?? (await this.#load(query, clinicId))
		return { ...state, clinic }
	}

	/** The clinic as this process last saw it: a guess, which the caller holds against `read`. */
	known(clinicId: string): Clinic | undefined {
		return this.#kept.get(clinicId)?.clinic
	}

	/** The clinic of that version of its plan, if this process has it. */
	at(clinicId: string, planVersion: number): Clinic | undefined {
		const kept = this.#kept.get(clinicId)
		return kept?.planVersion === planVersion ? kept.clinic : undefined
	}

	async #load(query: Query, clinicId: string): Promise<Clinic> {
		const found = await readClinicText(query, clinicId)
		if (!found) throw new Problem('clinic_not_found')
		const clinic = clinicOf(JSON.parse(found.text))
		const { planVersion } = found
		// A slower reader must not put an older version back.
		const latest = this.#kept.get(clinicId)
		if (!latest || latest.planVersion <= planVersion) {
			this.#kept.set(clinicId, { planVersion, clinic })
		}
		return clinic
	}
}

/** A clinic out of its rows. */
export function clinicOf(rows: ClinicRows): Clinic {
	const types = rows.types.map((row) => [row.id, { row, rules: rulesOf(row, rows) }] as const)
	return { rows, plan: planOf(rows), types: new Map(types) }
}
