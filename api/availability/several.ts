import type { Several, SeveralQuery } from '../contract/availability.ts'
import type { Query } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import { zoneOf } from '../time/zone.ts'
import type { Catalogue, Clinic } from './catalogue.ts'
import { findChains } from './chain.ts'
import { daysOf } from './days.ts'
import type { Question } from './model.ts'
import { instantText } from './presenter.ts'
import { readBusy } from './queries.ts'
import {
	bookableDays,
	busyAround,
	type ChosenType,
	chooseType,
	chooseVet,
	questionOf,
} from './question.ts'

interface SeveralAsk {
	clinicId: string
	query: SeveralQuery
	/** What the clinic knows of an owner who is signed in: it counts, whatever the page says. */
	client: 'new' | 'existing' | undefined
	usualVetId: string | null
}

/** The times at which several visits fit one after the other, by what also books them. */
export async function findSeveral(
	query: Query,
	catalogue: Catalogue,
	{ clinicId, query: asked, client, usualVetId }: SeveralAsk,
): Promise<Several> {
	const now = await catalogue.read(query, clinicId)
	const { clinic } = now
	const zone = zoneOf(clinic.plan.zone)
	const types = asked.visits.map((visit) => chooseType(clinic, visit, 'query'))
	const [first] = types
	if (!first) throw new Problem('invalid_request')
	const days = daysOf(asked, bookableDays(now, first.rules).today)
	if (now.pausedUntil) return { timeZone: zone.name, days: [] }
	const busy = await readBusy(query, clinicId, busyAround(clinic, days))
	const about = (type: ChosenType, i: number): Question => {
		const { visit, veterinarianId } = asked.visits[i]!
		const vetId = chooseVet(clinic, veterinarianId, 'query')
		const told = client ? { ...visit, client } : visit
		return questionOf(now, { type, visit: told, vetId, usualVetId, ...days }, busy).question
	}
	const [lead, ...rest] = types.map(about)
	const found = lead ? findChains([lead, ...rest]) : []
	return { timeZone: zone.name, days: found.map((day) => presentDay(clinic, day)) }
}

function presentDay(clinic: Clinic, { date, chains }: ReturnType<typeof findChains>[number]) {
	const zone = zoneOf(clinic.plan.zone)
	return {
		date,
		chains: chains.map((fits) => ({
			start: instantText(zone, fits[0]!.startsAt),
			end: instantText(zone, fits.at(-1)!.endsAt),
			visits: fits.map(({ startsAt, endsAt, vetId }) => ({
				start: instantText(zone, startsAt),
				end: instantText(zone, endsAt),
				veterinarianId: vetId,
			})),
		})),
	}
}
