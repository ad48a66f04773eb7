import type { Knex } from 'knex'
import { isAsked } from '../appointments/answers.ts'
import { toldBy } from '../appointments/party.ts'
import type { Catalogue, ClinicNow } from '../availability/catalogue.ts'
import type { Question } from '../availability/model.ts'
import { instantText } from '../availability/presenter.ts'
import { type BusyAnswer, readBusy } from '../availability/queries.ts'
import {
	bookableDays,
	busyAround,
	type ChosenType,
	questionOf,
	whoMay,
} from '../availability/question.ts'
import { findSlots } from '../availability/slots.ts'
import { presentFormFields, presentMoney, regionOf, shortNameOf } from '../clinics/presenter.ts'
import type { RebookQuery, RebookSuggestion, RebookSuggestions } from '../contract/preferences.ts'
import type { Visit } from '../contract/visit.ts'
import { queryOf } from '../database/query.ts'
import type { Owner } from '../http/authenticate.ts'
import { ownedPet } from '../pets/owned.ts'
import { fromDay, toDay } from '../time/date.ts'
import { minuteOf, type Zone, zoneOf } from '../time/zone.ts'
import { type FormerVisitRow, formerVisits } from './former-visits.ts'
import { bestStarts, type FreeStart, type Habits } from './learned.ts'
import { readPreferences } from './store.ts'

const MOST_SUGGESTIONS = 3
const MOST_STARTS = 3
const WEEKS_AHEAD = 4

/**
 * "Again, the same vet, the same kind of time": for the last visits of an owner's animals the starts
 * that suit best. Every start comes from the slots that booking judges by; habits only order them.
 *
 * @throws Problem `pet_not_found`
 */
export async function suggestRebooking(
	trx: Knex,
	catalogue: Catalogue,
	owner: Owner,
	{ petId }: RebookQuery,
): Promise<RebookSuggestions> {
	const query = queryOf(trx)
	const { clinicId } = owner
	const now = await catalogue.read(query, clinicId)
	const zone = zoneOf(now.clinic.plan.zone)
	const none = { timeZone: zone.name, suggestions: [] }
	const pet = petId === undefined ? undefined : await ownedPet(query, owner, petId)
	if (!owner.isVerified || now.pausedUntil) return none
	const visits = await formerVisits(query, owner, pet?.petId)
	const again = visits.filter((visit) => mayBeAgain(visit, now)).slice(0, MOST_SUGGESTIONS)
	if (again.length === 0) return none
	const { learned } = await readPreferences(query, clinicId, owner.clientId)
	const days = daysAhead(now)
	const busy = await readBusy(query, clinicId, busyAround(now.clinic, days))
	const suggestions = again.map((visit) =>
		suggest(visit, { now, zone, busy, days, learned, today: days.from }),
	)
	return { timeZone: zone.name, suggestions: suggestions.filter(({ starts }) => starts.length > 0) }
}

/** What is still offered, and without a sign that has to be looked at first. */
function mayBeAgain({ typeId }: FormerVisitRow, { clinic }: ClinicNow): boolean {
	const row = clinic.types.get(typeId)?.row
	const isOnline = row?.booking_mode === 'instant' || row?.booking_mode === 'request'
	return isOnline && row.is_active && row.triage !== 'amber_required'
}

function daysAhead({ clinic, now }: ClinicNow) {
	const today = zoneOf(clinic.plan.zone).dayAt(minuteOf(now))
	return { from: fromDay(today), to: fromDay(today + WEEKS_AHEAD * 7) }
}

interface Situation {
	now: ClinicNow
	zone: Zone
	busy: BusyAnswer
	days: { from: string; to: string }
	learned: Habits['learned']
	today: string
}

function suggest(former: FormerVisitRow, situation: Situation): RebookSuggestion {
	const { now, zone, learned } = situation
	const { clinic } = now.clinic.rows
	const type = now.clinic.types.get(former.typeId)
	if (!type) throw new Error(`Visit ${former.id} has no type`)
	const visit = visitAgain(former, situation)
	const habits = { zone, like: minuteOf(former.start), learned }
	const { free, isSameVet } = freeStarts(former, type, visit, situation)
	const vet = now.clinic.rows.resources.find(({ id }) => id === former.vetId)
	const price = type.row.base_price
	return {
		appointmentId: former.id,
		was: instantText(zone, habits.like),
		appointmentType: { id: type.row.id, name: type.row.name, icon: type.row.icon ?? 'paw' },
		veterinarian: isSameVet && vet ? { id: vet.id, shortName: shortNameOf(clinic, vet) } : null,
		pets: former.pets.map(({ id, name, species }) => ({ id, name, species })),
		price: price === null ? null : presentMoney(price, clinic.currency),
		visit,
		needs: needsOf(type, former, now),
		starts: bestStarts(free, habits, MOST_STARTS).map(({ start, vetId }) => ({
			start: instantText(zone, start),
			veterinarianId: vetId,
		})),
	}
}

/** What a booking would say of the animals, as they are by now. */
function visitAgain({ pets, start }: FormerVisitRow, { zone, today }: Situation): Visit {
	const [first] = pets
	return {
		species: first?.species,
		client: 'existing',
		pets: pets.length,
		problems: 1,
		amber: false,
		lastVisit: fromDay(zone.dayAt(minuteOf(start))),
		...(first ? toldBy(first, today) : {}),
	}
}

/** With the same vet where that is possible, else with anybody. */
function freeStarts(
	{ vetId }: FormerVisitRow,
	type: ChosenType,
	visit: Visit,
	{ now, busy, days }: Situation,
): { free: FreeStart[]; isSameVet: boolean } {
	const { last } = bookableDays(now, type.rules)
	const to = toDay(last) < toDay(days.to) ? last : days.to
	const ask = { type, visit, from: days.from, to }
	const of = (only: string | null) =>
		startsOf(questionOf(now, { ...ask, vetId: only }, busy).question)
	const same = whoMay(now.clinic, type.rules).includes(vetId) ? of(vetId) : []
	if (same.length > 0) return { free: same, isSameVet: true }
	return { free: of(null), isSameVet: false }
}

function startsOf(question: Question): FreeStart[] {
	return findSlots(question).days.flatMap(({ vets }) =>
		vets.flatMap(({ vetId, starts }) => starts.map((start) => ({ start, vetId }))),
	)
}

function needsOf({ row }: ChosenType, { pets }: FormerVisitRow, { clinic }: ClinicNow) {
	const species = pets.map((pet) => pet.species)
	const about = { species, sex: pets[0]?.sex, region: regionOf(clinic.rows.clinic) }
	const asks = presentFormFields(row, clinic.rows.types).some(
		(field) => field.required && isAsked(field, about),
	)
	return [
		...(row.triage === 'none' ? [] : (['triage'] as const)),
		...(asks ? (['answers'] as const) : []),
	]
}
