import { Router } from '@koa/router'
import * as z from 'zod'
import { peekVisit } from '../appointments/read.ts'
import {
	availability,
	availabilityQuery,
	nearest,
	nearestQuery,
	nextFree,
	nextFreeQuery,
} from '../contract/availability.ts'
import { id } from '../contract/primitives.ts'
import { type Query, readInTenant } from '../database/tenant.ts'
import type { Caller } from '../http/authenticate.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { zoneOf } from '../time/zone.ts'
import { type Answer, AnswerCache } from './answers.ts'
import type { ClinicNow } from './catalogue.ts'
import { daysOf } from './days.ts'
import { presentAvailability, presentNearest, presentNextFree } from './presenter.ts'
import { bookableDays } from './question.ts'
import { readAvailability, readNearest, readNextFree, type Wish } from './read.ts'
import { type WishQuery, wishOf } from './wish.ts'

const shared = {
	method: 'get',
	tags: ['Availability'],
	auth: 'either',
	params: z.strictObject({ clinicId: id }),
	problems: ['clinic_not_found', 'appointment_type_not_found', 'veterinarian_not_found'],
} as const

/** Which times are free. The same function answers whether one of them may be booked. */
export function availabilityRoutes(guard: Guard, { db, catalogue }: Services): Router {
	const router = new Router()
	const cache = new AnswerCache()
	const answer = async (
		caller: Caller,
		query: WishQuery,
		path: string,
		make: Make,
	): Promise<Answer> => {
		const moved = caller.manage ? await peekVisit(db, catalogue, caller.manage) : null
		return readInTenant(db, caller.clinicId, async (ask) => {
			const now = await catalogue.read(ask, caller.clinicId)
			const wish = wishOf(now.clinic, query, moved)
			const paused = now.pausedUntil !== null
			const name = JSON.stringify([caller.clinicId, path, moved?.id ?? null, paused, query])
			const at = { version: now.version, now: now.now.getTime() }
			return cache.get(name, at, () => make(ask, now, wish))
		})
	}
	guard.route(
		router,
		{
			...shared,
			path: '/api/customer/clinics/:clinicId/availability',
			operationId: 'getAvailability',
			summary: 'Find free times on some days',
			description: 'With a manage token the visit itself does not count as busy.',
			query: availabilityQuery,
			responses: { 200: availability },
		},
		async ({ auth, query, has }) => {
			const { json, etag } = await answer(auth, query, 'days', async (ask, now, wish) => {
				const days = daysOf(query, bookableDays(now, wish.type.rules).today)
				const found = await readAvailability(ask, auth.clinicId, now, { ...wish, ...days })
				return { body: presentAvailability(found), validUntil: found.validUntil ?? Infinity }
			})
			return has(etag) ? { status: 304, etag } : { status: 200, json, etag }
		},
	)
	guard.route(
		router,
		{
			...shared,
			path: '/api/customer/clinics/:clinicId/availability/next',
			operationId: 'getNextFree',
			summary: 'Find the next free time of each vet, and of all',
			query: nextFreeQuery,
			responses: { 200: nextFree },
		},
		async ({ auth, query, has }) => {
			const { json, etag } = await answer(auth, query, 'next', async (ask, now, wish) => {
				const { validUntil, ...found } = await readNextFree(ask, auth.clinicId, now, wish)
				return { body: presentNextFree(zoneOf(now.clinic.plan.zone), found), validUntil }
			})
			return has(etag) ? { status: 304, etag } : { status: 200, json, etag }
		},
	)
	guard.route(
		router,
		{
			...shared,
			path: '/api/customer/clinics/:clinicId/availability/nearest',
			operationId: 'getNearest',
			summary: 'Find the free times closest to a wished one',
			query: nearestQuery,
			responses: { 200: nearest },
		},
		async ({ auth, query, has }) => {
			const { json, etag } = await answer(auth, query, 'nearest', async (ask, now, wish) => {
				const near = { ...wish, start: new Date(query.start), limit: query.limit }
				const { times, validUntil } = await readNearest(ask, auth.clinicId, now, near)
				return { body: presentNearest(zoneOf(now.clinic.plan.zone), times), validUntil }
			})
			return has(etag) ? { status: 304, etag } : { status: 200, json, etag }
		},
	)
	return router
}

type Make = (
	query: Query,
	now: ClinicNow,
	wish: Wish,
) => Promise<{ body: unknown; validUntil: number }>
