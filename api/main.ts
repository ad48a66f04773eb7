import type { PgBoss } from 'pg-boss'
import { cancelUnanswered } from './appointments/unanswered.ts'
import { Catalogue } from './availability/catalogue.ts'
import { ensureDemo } from './clinics/demo/ensure.ts'
import { demoSite } from './clinics/demo/site.ts'
import { type Config, loadConfig } from './config.ts'
import { type OpenDatabase, openDatabase } from './database/open.ts'
import { purge } from './database/purge.ts'
import { readiness } from './database/readiness.ts'
import { serverKey as keptServerKey } from './database/secret.ts'
import { StartupError } from './database/startup-error.ts'
import { createDrain } from './http/drain.ts'
import { listen } from './http/listen.ts'
import { letterLimit } from './http/rate-limits.ts'
import { createLog, describeError, type Logger } from './log.ts'
import { localChannel } from './notifications/channels/local.ts'
import { postmarkChannel } from './notifications/channels/postmark.ts'
import { notificationQueue, openQueue } from './notifications/queue.ts'
import { createApp } from './server.ts'
import type { Services } from './services.ts'
import { startWorker } from './worker.ts'

// How many ports are tried when the one asked for is busy.
const PORT_TRIES = 20
const DAY = 24 * 3_600_000

type Stop = () => Promise<unknown>

/** What has been started, ended in the opposite order. */
class Started {
	readonly #stops: Stop[] = []

	add(stop: Stop): void {
		this.#stops.unshift(stop)
	}

	async end(log: Logger): Promise<void> {
		for (const stop of this.#stops.splice(0)) {
			await stop().catch((error) => log.error({ err: error }, 'shut-down'))
		}
	}
}

async function main(): Promise<void> {
	const config = loadConfig()
	const log = createLog(config.logLevel)
	const started = new Started()
	endOnSignals(started, log)
	try {
		await start(config, log, started)
	} catch (error) {
		await started.end(log)
		const words =
			error instanceof StartupError ? error.message : JSON.stringify(describeError(error))
		process.stderr.write(`${words}\n`)
		process.exit(1)
	}
}

async function start(config: Config, log: Logger, started: Started): Promise<void> {
	const database = await openDatabase({ ...config.database, dataDir: config.dataDir })
	started.add(() => database.close())
	const serves = config.role !== 'worker'
	const works = config.role !== 'server'
	const onError = (error: Error) => log.error({ err: error }, 'queue')
	const boss = await openQueue({ url: database.url, works, onError })
	started.add(() => boss.stop({ graceful: true, timeout: config.drainMilliseconds }))
	let publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
	const serverKey = config.serverKey ?? (await keptServerKey(config.dataDir))
	const services: Services = {
		db: database.db,
		catalogue: new Catalogue(),
		serverKey,
		queueNotification: notificationQueue(boss),
		limitLetters: letterLimit(config.limits.writes.email, serverKey, Date.now),
		publicUrl: () => publicUrl,
	}
	if (serves) {
		const port = await serve(config, log, started, services)
		publicUrl = config.publicUrl ?? `http://${config.host}:${port}`
		say(`Vetslot answers at ${publicUrl}`, port, config.port)
	}
	// After the port is known, since mails carry links.
	if (works) await work(config, log, started, services, boss)
	if (serves && config.showsMailbox) say(`Mail to owners is shown at ${publicUrl}/mailbox`)
	if (serves && database.isEmbedded) await startDemo(config, log, started, database, publicUrl)
}

async function work(
	config: Config,
	log: Logger,
	started: Started,
	services: Services,
	boss: PgBoss,
): Promise<void> {
	const { db, serverKey, publicUrl } = services
	const { from, postmarkToken: token, postmarkHost: host, postmarkUseHttps: useHttps } = config.mail
	const worker = await startWorker({
		boss,
		db,
		channel: token === undefined ? localChannel(db) : postmarkChannel({ token, host, useHttps }),
		serverKey,
		from,
		publicUrl,
		log,
		purges: {
			leftovers: () => purge(db),
			unanswered: () => cancelUnanswered(db, services),
		},
	})
	started.add(() => worker.stop())
}

async function serve(
	config: Config,
	log: Logger,
	started: Started,
	services: Services,
): Promise<number> {
	const drain = createDrain()
	const app = createApp({
		services,
		config,
		log,
		drain,
		ready: readiness(services.db),
		showsMailbox: config.showsMailbox,
	})
	const { host, port, maxConnections } = config
	const listening = await listen(app, { host, port, maxConnections, tries: PORT_TRIES })
	started.add(() => drain.close(listening.server, config.drainMilliseconds))
	return listening.port
}

/** The made-up clinics and their website, where the product runs on its own. */
async function startDemo(
	config: Config,
	log: Logger,
	started: Started,
	{ db }: OpenDatabase,
	apiUrl: string,
): Promise<void> {
	const drain = createDrain()
	const site = demoSite(() => apiUrl).use(drain.middleware)
	const place = { host: 'localhost', port: config.sitePort, tries: PORT_TRIES }
	const { server, port } = await listen(site, place)
	started.add(() => drain.close(server, 1000))
	const allowedOrigins = [`http://localhost:${port}`]
	const load = () => ensureDemo(db, { now: new Date(), allowedOrigins })
	await load()
	const daily = setInterval(() => load().catch((err) => log.error({ err }, 'demo')), DAY)
	started.add(async () => clearInterval(daily))
	say(`The made-up clinic's website: http://localhost:${port}`, port, config.sitePort)
}

function say(words: string, port = 0, asked = port): void {
	const other = port === asked || asked === 0 ? '' : ` (port ${asked} is busy)`
	process.stdout.write(`${words}${other}\n`)
}

function endOnSignals(started: Started, log: Logger): void {
	let ending = false
	const end = async () => {
		if (ending) process.exit(130) // asked twice: now
		ending = true
		await started.end(log)
		process.exit(0)
	}
	process.on('SIGINT', end)
	process.on('SIGTERM', end)
}

await main()
