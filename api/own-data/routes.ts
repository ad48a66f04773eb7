import type { ServerResponse } from 'node:http'
import { Router } from '@koa/router'
import { assertFresh } from '../accounts/fresh.ts'
import { audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import { Places } from '../http/places.ts'
import type { Logger } from '../log.ts'
import type { Services } from '../services.ts'
import { writeTo } from '../transfers/send.ts'
import { writeOwnData } from './archive.ts'
import { collectOwnData, type OwnData } from './collect.ts'

type Log = Pick<Logger, 'warn'>

// No transaction waits for a reader here, only a file that is open and a few rows. One account has one
// place, and leaves it when nothing was taken for half a minute: a few slow ones shut nobody out.
const MOST_AT_ONCE = 20

/** Carrying away what is one's own. */
export function ownDataRoutes(guard: Guard, services: Services, log: Log): Router {
	const router = new Router()
	const places = new Places(MOST_AT_ONCE, 30)
	guard.route(
		router,
		{
			tags: ['Own data'],
			auth: 'owner',
			method: 'post',
			path: '/api/customer/data-exports',
			operationId: 'exportOwnData',
			summary: 'Download everything that is here about oneself',
			description: [
				'A ZIP: a page to read, the same as JSON, and the files. Needs a sign-in of the last ten',
				'minutes. What the clinic keeps to itself, and what is about others, is not in it.',
			].join(' '),
			idempotent: true,
			responses: {
				200: { contentType: 'application/zip', description: 'The archive', streams: true },
			},
			problems: ['fresh_sign_in_required', 'overloaded'],
		},
		async ({ auth: { clinicId, owner, actor }, intent }) => {
			const leave = places.take(owner.accountId)
			const at = new Date()
			const entry = { actor, action: 'account.exported', subjectId: owner.accountId } as const
			const data = await once(
				services.db,
				intent,
				async (trx) => {
					await audit(trx, clinicId, entry)
					return {}
				},
				// Asked of a retry, too: it is handed everything as it is by then.
				async (trx) => {
					await assertFresh(queryOf(trx), owner)
					return collectOwnData(trx, services, owner)
				},
			).catch((error) => {
				leave()
				throw error
			})
			const stream = (sink: ServerResponse) =>
				void send(services, log, { data: data.body, at, sink }).finally(leave)
			const disposition = `attachment; filename="your-data-${at.toISOString().slice(0, 10)}.zip"`
			const headers = { ...data.headers, 'Content-Disposition': disposition }
			return { status: 200, headers, stream, unsent: leave }
		},
	)
	return router
}

interface Sending {
	data: OwnData
	at: Date
	sink: ServerResponse
}

async function send({ files }: Services, log: Log, { data, at, sink }: Sending): Promise<void> {
	try {
		await writeOwnData(data, { files, at, write: writeTo(sink) })
		sink.end()
	} catch (err) {
		// An answer that has begun can say nothing of its end but that it was cut off.
		sink.destroy()
		log.warn({ err }, 'export cut off')
	}
}
