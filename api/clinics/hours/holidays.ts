import type { Knex } from 'knex'
import type { ClinicNow } from '../../availability/catalogue.ts'
import type { HolidayBody, HolidayQuery, Holidays } from '../../contract/holidays.ts'
import { newId } from '../../database/ids.ts'
import { invalidRequest } from '../../http/problem.ts'
import { type Day, fromDay, toDay } from '../../time/date.ts'
import type { ClinicRow } from '../queries.ts'
import type { Written } from './change-plan.ts'

const ATTRIBUTION =
	'Days by date-holidays (ISC; data CC BY-SA 3.0, from Wikipedia among others). Check them for your town.'

/** Twelve megabytes of the world's holidays: only a clinic that plans its year waits for them. */
async function library() {
	return (await import('date-holidays')).default
}

/**
 * The public holidays of a year where the clinic is, or elsewhere.
 *
 * @param closed the days on which the whole clinic is closed
 * @throws Problem `invalid_request` for a country or region that is not known
 */
export async function readHolidays(
	clinic: Pick<ClinicRow, 'settings' | 'locale'>,
	query: HolidayQuery,
	closed: ReadonlySet<Day>,
): Promise<Holidays> {
	const Library = await library()
	const home = homeOf(clinic)
	const country = query.country ?? home.country
	const region = query.region ?? (country === home.country ? home.region : null)
	const all = new Library()
	const countries = placesOf(all.getCountries('en'))
	const regions = country === null ? [] : placesOf(all.getStates(country, 'en'))
	refuseUnknown({ country, region: query.region ?? null }, countries, regions)
	const known = regions.some(({ code }) => code === region) ? region : null
	const found = country === null ? [] : daysIn(new Library(country, known ?? ''), query.year)
	const days = found.map(({ day, name }) => ({ date: fromDay(day), name, closed: closed.has(day) }))
	const about = { countries, regions, attribution: ATTRIBUTION }
	return { country, region: known, year: query.year, days, ...about }
}

interface Calendar {
	getHolidays(year: number): { date: string; name: string; type: string }[]
}

function daysIn(calendar: Calendar, year: number): { day: Day; name: string }[] {
	const names = new Map<Day, string>()
	for (const { date, name, type } of calendar.getHolidays(year)) {
		const day = toDay(date.slice(0, 10))
		if (type === 'public' && !names.has(day)) names.set(day, name)
	}
	return [...names].map(([day, name]) => ({ day, name })).sort((a, b) => a.day - b.day)
}

/** `GB` or `GB-ENG` out of the clinic's settings, else the country of its language. */
function homeOf({ settings, locale }: Pick<ClinicRow, 'settings' | 'locale'>) {
	const told = typeof settings.region === 'string' ? settings.region : locale.split('-').at(-1)
	const [country = '', region = null] = (told ?? '').toUpperCase().split('-')
	return { country: /^[A-Z]{2}$/.test(country) ? country : null, region }
}

type Place = Holidays['regions'][number]

function placesOf(names: Record<string, string> | undefined): Place[] {
	return Object.entries(names ?? {})
		.map(([code, name]) => ({ code, name }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

function refuseUnknown(
	asked: { country: string | null; region: string | null },
	countries: readonly Place[],
	regions: readonly Place[],
): void {
	const issue = (path: string, message: string) =>
		invalidRequest([{ path, in: 'query', code: 'unknown_place', message }])
	const knows = (places: readonly Place[], code: string | null) =>
		code === null || places.some((place) => place.code === code)
	if (!knows(countries, asked.country)) throw issue('country', 'The country is not known')
	if (!knows(regions, asked.region)) throw issue('region', 'The country has no such region')
}

/** Where a closed day came from: taken from there again, it stays as it is. */
function sourceOf({ country, region }: Pick<HolidayBody, 'country' | 'region'>): string {
	return region === null ? `holiday:${country}` : `holiday:${country}-${region}`
}

/** Closes the whole clinic on the days chosen, each once. */
export async function closeHolidays(
	trx: Knex.Transaction,
	now: ClinicNow,
	clinicId: string,
	body: HolidayBody,
): Promise<Written> {
	const source = sourceOf(body)
	const rows = body.days.map(({ date, name }) => ({
		...{ clinic_id: clinicId, id: newId(), source, reason: name },
		...{ resource_id: null, override_type: 'unavailable', override_date: date },
	}))
	await trx('vet_availability_overrides')
		.insert(rows)
		.onConflict(trx.raw('(clinic_id, override_date, source) where source is not null'))
		.ignore()
	const days = new Set(body.days.map(({ date }) => toDay(date)))
	return { id: now.clinic.rows.clinic.id, touched: { resourceIds: null, days } }
}

/** The days chosen as they now stand, rising. */
export async function readClosed(trx: Knex, clinicId: string, body: HolidayBody) {
	const dates = body.days.map(({ date }) => date)
	const rows: { id: string; override_date: string; reason: string | null }[] = await trx(
		'vet_availability_overrides',
	)
		.where({ clinic_id: clinicId, source: sourceOf(body) })
		.whereIn('override_date', dates)
		.orderBy('override_date')
	return rows.map((row) => ({ overrideId: row.id, date: row.override_date, name: row.reason }))
}
