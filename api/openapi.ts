// Prints the OpenAPI document: every route as its router declares it.
import { EventStreams } from './http/event-stream.ts'
import { Guard } from './http/guard.ts'
import { openApiDocument } from './http/openapi.ts'
import { apiRouters, VERSION } from './server.ts'
import type { Services } from './services.ts'

const refuse = async (): Promise<never> => {
	throw new Error('This process only describes the routes')
}

const guard = new Guard({
	authenticate: refuse,
	limits: { arrival: refuse, write: refuse },
	checkResponses: false,
})
// Declaring a route asks nothing of the services: they are used when a call comes in.
const routers = apiRouters(guard, {
	services: { db: {} } as Services,
	holds: { byAddress: 1, byKey: 1 },
	streams: new EventStreams({ most: 1, byAddress: 1 }),
	ready: refuse,
	log: { warn: refuse },
	operated: true,
})
const document = openApiDocument(routers, VERSION)
process.stdout.write(`${JSON.stringify(document)}\n`)
