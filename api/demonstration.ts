import type { Knex } from 'knex'
import { ensureDemo } from './clinics/demo/ensure.ts'
import { demoSite } from './clinics/demo/site.ts'
import { type Config, isEverywhere } from './config.ts'
import { createDrain } from './http/drain.ts'
import { listen } from './http/listen.ts'
import type { Logger } from './log.ts'
import type { Started } from './started.ts'

const PORT_TRIES = 20
const DAY = 24 * 3_600_000
const DRAIN_MILLISECONDS = 1000

export interface DemonstrationOptions {
	config: Pick<Config, 'host' | 'sitePort' | 'publicUrl' | 'demoOrigins' | 'showsMailbox'>
	db: Knex
	log: Pick<Logger, 'error'>
	started: Started
	/** Where the pages find the API. */
	apiUrl: string
}

/**
 * Serves the made-up clinics' website, and makes sure of the clinics: now and once a day.
 *
 * @returns the port of the website, once the clinics are there
 */
export async function startDemonstration(options: DemonstrationOptions): Promise<number> {
	const { config, db, log, started, apiUrl } = options
	const drain = createDrain()
	const site = demoSite(() => apiUrl).use(drain.middleware)
	// By name, so that to a browser it is another site than the API; from a container, to all.
	const host = isEverywhere(config.host) ? config.host : 'localhost'
	const { server, port } = await listen(site, { host, port: config.sitePort, tries: PORT_TRIES })
	started.addTaker(() => drain.close(server, DRAIN_MILLISECONDS))
	const names = new Set(['localhost'])
	if (host !== 'localhost' && config.publicUrl) names.add(new URL(config.publicUrl).hostname)
	const own = [...names].map((name) => new URL(`http://${name}:${port}`).origin)
	const allowedOrigins = [...own, ...config.demoOrigins]
	const signIns = config.showsMailbox
	const load = () => ensureDemo(db, { now: new Date(), allowedOrigins, signIns })
	await load()
	const daily = setInterval(() => load().catch((err) => log.error({ err }, 'demo')), DAY)
	started.addTaker(async () => clearInterval(daily))
	return port
}
