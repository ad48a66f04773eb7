import { Router } from '@koa/router'
import * as z from 'zod'
import { standingOf } from '../appointments/party.ts'
import {
	availability,
	availabilityQuery,
	nearest,
	nearestQuery,
	nextFree,
	nextFreeQuery,
	several,
	severalQuery,
} from '../contract/availability.ts'
import { id } from '../contract/primitives.ts'
import { readInTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { type Zone, zoneOf } from '../time/zone.ts'
import { Answering, type Kind } from './answering.ts'
import type { ClinicNow } from './catalogue.ts'
import { daysNamed, daysOf } from './days.ts'
import { readNearest, readNextFree } from './outward.ts'
import { availabilityJson, presentNearest, presentNextFree } from './presenter.ts'
import { bookableDays } from './question.ts'
import { readAvailability } from './read.ts'
import { findSeveral } from './several.ts'

const shared = {
	method: 'get',
	tags: ['Availability'],
	auth: 'either',
	params: z.strictObject({ clinicId: id }),
	problems: ['clinic_not_found', 'appointment_type_not_found', 'veterinarian_not_found'],
} as const
const onMove = {
	...shared,
	problems: [...shared.problems, 'appointment_not_found', 'appointment_moved', 'forbidden'],
} as const

/** Which times are free. The same function answers whether one of them may be booked. */
export function availabilityRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	const answering = new Answering(services)
	guard.route(
		router,
		{
			...onMove,
			path: '/api/customer/clinics/:clinicId/availability',
			operationId: 'getAvailability',
			summary: 'Find free times on some days',
			description:
				'Of a visit that is moved its own time does not count as busy. With an owner’s session the clinic’s word counts for `client`, whatever is asked.',
			query: availabilityQuery,
			responses: { 200: availability },
		},
		({ auth, query }) => answering.reply(auth, days, query),
	)
	guard.route(
		router,
		{
			...onMove,
			path: '/api/customer/clinics/:clinicId/availability/next',
			operationId: 'getNextFree',
			summary: 'Find the next free time of each vet, and of all',
			query: nextFreeQuery,
			responses: { 200: nextFree },
		},
		({ auth, query }) => answering.reply(auth, next, query),
	)
	guard.route(
		router,
		{
			...onMove,
			path: '/api/customer/clinics/:clinicId/availability/nearest',
			operationId: 'getNearest',
			summary: 'Find the free times closest to a wished one',
			query: nearestQuery,
			responses: { 200: nearest },
		},
		({ auth, query }) => answering.reply(auth, near, query),
	)
	severalRoute(guard, router, services)
	return router
}

function severalRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/customer/clinics/:clinicId/availability/several',
			operationId: 'getSeveralTimes',
			summary: 'Find times at which several visits fit one after the other',
			query: severalQuery,
			responses: { 200: several },
		},
		async ({ auth: { clinicId, owner }, query }) => {
			const body = await readInTenant(db, clinicId, async (send) => {
				const known = owner?.isVerified ? await standingOf(send, owner) : null
				const asker = { client: known?.client, usualVetId: known?.usualVetId ?? null }
				return findSeveral(send, catalogue, { clinicId, query, ...asker })
			})
			return { status: 200, body }
		},
	)
}

const days: Kind<z.output<typeof availabilityQuery>> = {
	name: 'days',
	days: daysNamed,
	make: async ({ read, clinicId, now, wish, query }) => {
		const range = daysOf(query, bookableDays(now, wish.type.rules).today)
		const found = await readAvailability(read, clinicId, now, { ...wish, ...range })
		return { json: availabilityJson(found), validUntil: found.validUntil ?? Infinity }
	},
}

const next: Kind<z.output<typeof nextFreeQuery>> = {
	name: 'next',
	make: async ({ read, now, wish }) => {
		const { validUntil, ...found } = await readNextFree(read, now, wish)
		return { json: JSON.stringify(presentNextFree(zoneNow(now), found)), validUntil }
	},
}

const near: Kind<z.output<typeof nearestQuery>> = {
	name: 'nearest',
	make: async ({ read, now, wish, query }) => {
		const ask = { ...wish, start: new Date(query.start), limit: query.limit }
		const { times, validUntil } = await readNearest(read, now, ask)
		return { json: JSON.stringify(presentNearest(zoneNow(now), times)), validUntil }
	},
}

function zoneNow(now: ClinicNow): Zone {
	return zoneOf(now.clinic.plan.zone)
}
