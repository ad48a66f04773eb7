import { Router } from '@koa/router'
import * as z from 'zod'
import { seeVisits } from '../appointments/policy.ts'
import { peekVisit } from '../appointments/read.ts'
import { id } from '../contract/primitives.ts'
import type { EventStreams } from '../http/event-stream.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { LiveAvailability } from './live.ts'

const headers = z.object({
	'last-event-id': z
		.string()
		.optional()
		.describe('The version that the caller knows: it is not told again'),
})

const description = `An event stream that stays open. Each event is named \`availability\`, has the version as
its id and \`{"version":42}\` as its data. The first comes at once, unless \`Last-Event-ID\` names the present
version; then one within a second of every change. Ask for the times again when one comes, and also at
\`validUntil\`: what the clock alone changes is no event. A comment comes every twenty seconds at the latest.`

const events = {
	streams: true,
	contentType: 'text/event-stream',
	description: 'Events, until either side ends it.',
} as const

/** Tells when a clinic's free times changed, as it happens. */
export function streamRoutes(
	guard: Guard,
	{ db, catalogue, versions }: Services,
	streams: EventStreams,
): Router {
	const router = new Router()
	const live = new LiveAvailability(versions, streams)
	clinicStreamRoute(guard, router, live)
	guard.route(
		router,
		{
			method: 'get',
			path: '/api/customer/clinics/:clinicId/availability/stream',
			operationId: 'streamAvailability',
			summary: 'Listen for changes of the free times',
			description,
			tags: ['Availability'],
			auth: 'either',
			params: z.strictObject({ clinicId: id }),
			headers,
			responses: { 200: events },
			problems: ['overloaded'],
		},
		async ({ auth, headers, address, stillAllowed }) => {
			if (auth.manage) await peekVisit(db, catalogue, auth.manage)
			const lastVersion = Number(headers['last-event-id'] || Number.NaN)
			const stream = live.listen({ clinicId: auth.clinicId, address, lastVersion, stillAllowed })
			return { status: 200, stream }
		},
	)
	return router
}

/** The same news for the clinic's own people: every change of visits and hours raises the version. */
function clinicStreamRoute(guard: Guard, router: Router, live: LiveAvailability): void {
	guard.route(
		router,
		{
			method: 'get',
			path: '/api/clinic/stream',
			operationId: 'streamClinic',
			summary: 'Listen for changes of visits and hours',
			description: description.replace('the times', 'the diary'),
			tags: ['Diary'],
			auth: 'clinic',
			may: seeVisits,
			headers,
			responses: { 200: events },
			problems: ['overloaded'],
		},
		async ({ auth: { clinicId }, headers, address, stillAllowed }) => {
			const lastVersion = Number(headers['last-event-id'] || Number.NaN)
			return { status: 200, stream: live.listen({ clinicId, address, lastVersion, stillAllowed }) }
		},
	)
}
