import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { appointment, linkedAppointment } from '../contract/appointments.ts'
import { id } from '../contract/primitives.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { Problem } from '../http/problem.ts'
import { downloadCalendar } from '../notifications/download.ts'
import type { Services } from '../services.ts'
import { withPeople } from './queries.ts'
import { accessOf, openAppointment } from './read.ts'
import { petsShown } from './sharer.ts'
import { showLinked, showVisit } from './show.ts'

const shared = { method: 'get', tags: ['Appointments'], auth: 'visit' } as const
const one = { path: '/api/customer/appointments/:id', params: z.strictObject({ id }) } as const

/** What a manage link or an owner's session shows; a GET never changes anything, since mail scanners open links. */
export function visitRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	readRoutes(guard, router, services)
	calendarRoute(guard, router, services)
	return router
}

function readRoutes(guard: Guard, router: Router, services: Services): void {
	const { db } = services
	guard.route(
		router,
		{
			...shared,
			auth: 'manage',
			path: '/api/customer/visit',
			operationId: 'getVisit',
			summary: 'Read the visit that a manage link opens, as it is now',
			responses: { 200: linkedAppointment },
			problems: [],
		},
		async ({ auth: { manage } }) => {
			const show = (trx: Knex.Transaction) => showLinked(trx, services, manage)
			const body = await inTenant(db, manage.clinicId, show, { quietly: true })
			return { status: 200, body }
		},
	)
	guard.route(
		router,
		{
			...shared,
			...one,
			operationId: 'getAppointment',
			summary: 'Read an appointment',
			responses: { 200: appointment },
			problems: ['appointment_not_found', 'appointment_moved'],
		},
		async ({ auth, params }) => {
			const access = accessOf(auth)
			const show = (trx: Knex.Transaction) => showVisit(trx, services, access, params.id)
			const body = await inTenant(db, auth.clinicId, show, { quietly: true })
			return { status: 200, body }
		},
	)
}

function calendarRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: `${one.path}/calendar`,
			params: one.params,
			operationId: 'getCalendar',
			summary: 'Download a visit as a calendar file',
			responses: { 200: { contentType: 'text/calendar', description: 'An iCalendar file' } },
			problems: ['appointment_not_found', 'appointment_moved'],
		},
		async ({ auth, params }) => {
			const { clinicId } = auth
			const access = accessOf(auth)
			const read = async (trx: Knex.Transaction) => {
				const { now } = await catalogue.read(queryOf(trx), clinicId)
				const visit = await openAppointment(trx, access, params.id, now)
				const pets = await petsShown(queryOf(trx), access, await withPeople(trx, visit))
				const petIds = pets.map((pet) => pet.id)
				return downloadCalendar(trx, { clinicId, appointmentId: visit.id, petIds }, now)
			}
			const body = await inTenant(db, clinicId, read, { quietly: true })
			if (body === undefined) throw new Problem('appointment_not_found')
			const headers = { 'Content-Disposition': 'attachment; filename="visit.ics"' }
			return { status: 200, body, headers }
		},
	)
}
