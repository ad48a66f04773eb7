import { Router } from '@koa/router'
import { holidayBody, holidayQuery, holidays, holidaysClosed } from '../../contract/holidays.ts'
import { ruleDates, ruleDatesQuery } from '../../contract/rule-dates.ts'
import { changeQuery } from '../../contract/schedules.ts'
import { inTenant, readInTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import type { Services } from '../../services.ts'
import { toDay } from '../../time/date.ts'
import { zoneOf } from '../../time/zone.ts'
import { changeOverrides, seeHours } from '../policy.ts'
import { changePlan } from './change-plan.ts'
import { changesHours, chosenIn, mayFail, strands } from './declared.ts'
import { closeHolidays, readClosed, readHolidays } from './holidays.ts'
import { listOverrides } from './overrides.ts'
import { ruleDates as datesOf } from './rule-dates.ts'
import { todayOf } from './schedules.ts'

/** What helps to plan hours: dates of a rule before it is saved, public holidays. */
export function planningRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	ruleDatesRoute(guard, router, services)
	holidaysRoute(guard, router, services)
	closeHolidaysRoute(guard, router, services)
	return router
}

function ruleDatesRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			tags: ['Schedules'],
			auth: 'clinic',
			may: seeHours,
			method: 'get',
			path: '/api/clinic/rule-dates',
			operationId: 'previewRule',
			summary: 'List the next dates of a rule that is not saved yet',
			description: 'As hours and exceptions will have them, with what a change of the clocks does.',
			query: ruleDatesQuery,
			responses: { 200: ruleDates },
			problems: [],
		},
		async ({ auth: { clinicId }, query }) => {
			const now = await readInTenant(db, clinicId, (ask) => catalogue.read(ask, clinicId))
			return { status: 200, body: datesOf(zoneOf(now.clinic.plan.zone), todayOf(now), query) }
		},
	)
}

function holidaysRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			tags: ['Overrides'],
			auth: 'clinic',
			may: seeHours,
			method: 'get',
			path: '/api/clinic/holidays',
			operationId: 'listHolidays',
			summary: 'List the public holidays of a year',
			query: holidayQuery,
			responses: { 200: holidays },
			problems: [],
		},
		async ({ auth: { clinicId }, query }) => {
			const year = { from: `${query.year}-01-01`, to: `${query.year}-12-31` }
			const list = await inTenant(db, clinicId, (trx) => listOverrides(trx, clinicId, year), {
				quietly: true,
			})
			const whole = list.filter(
				({ row }) =>
					row.resource_id === null &&
					row.override_type === 'unavailable' &&
					row.start_time === null,
			)
			const closed = new Set(whole.flatMap(({ dates }) => dates.map(toDay)))
			const { clinic } = await readInTenant(db, clinicId, (ask) => catalogue.read(ask, clinicId))
			return { status: 200, body: await readHolidays(clinic.rows.clinic, query, closed) }
		},
	)
}

function closeHolidaysRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...changesHours,
			tags: ['Overrides'],
			may: changeOverrides,
			method: 'post',
			path: '/api/clinic/holidays',
			operationId: 'closeHolidays',
			summary: 'Close the whole clinic on some holidays',
			description: `A day that was taken from the same place before stays as it is. ${strands}`,
			query: changeQuery,
			body: holidayBody,
			responses: { 200: holidaysClosed },
			problems: mayFail,
		},
		async ({ auth: { clinicId, actor }, query, body, intent }) => {
			const changed = await changePlan(services, {
				...{ ...query, ...chosenIn(body), intent, actor, action: 'holidays.closed' },
				write: (trx, now) => closeHolidays(trx, now, clinicId, body),
				present: async (trx) => ({ days: await readClosed(trx, clinicId, body) }),
			})
			return { status: 200, ...changed }
		},
	)
}
