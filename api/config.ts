import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { decodeServerKey } from './database/secret.ts'

/** A whole number; whatever is wrong with it, the answer names the limits. */
function whole(min: number, max = Number.MAX_SAFE_INTEGER) {
	const most = max === Number.MAX_SAFE_INTEGER ? ' or more' : ` to ${max}`
	const error = `must be a whole number, ${min}${most}`
	return z.coerce.number(error).int(error).min(min, error).max(max, error)
}

const port = whole(0, 65_535)
const postgresUrl = z
	.string()
	.regex(/^postgres(ql)?:\/\/.+/, 'must start with postgres:// or postgresql://')
const onOff = z.enum(['on', 'off'], 'must be on or off').transform((text) => text === 'on')
const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true')

/**
 * `30/60` is thirty in each minute of the clock. Windows are fixed: across the end of one, twice as
 * many may pass within less than its length.
 */
const allowance = z
	.string()
	.regex(/^[1-9]\d{0,6}\/[1-9]\d{0,5}$/, 'must be calls/seconds, such as 30/60')
	.transform((text) => {
		const [most = 0, seconds = 0] = text.split('/').map(Number)
		return { most, seconds }
	})

const key = z
	.string()
	.regex(/^[A-Za-z0-9_-]{43,}={0,2}$/, 'must be 32 or more random bytes in base64url')
	.transform(decodeServerKey)

const siteUrl = z
	.url({ protocol: /^https?$/, error: 'must be an http or https address' })
	.refine(isBare, 'must be without user, password, ? and #, since paths are put behind it')
	.transform((text) => text.replace(/\/+$/, ''))

function isBare(text: string): boolean {
	if (!URL.canParse(text)) return true // has been said already
	const { username, password } = new URL(text)
	return username === '' && password === '' && !/[?#]/.test(text)
}

/** `bookings@example.com`, or a name and `<bookings@example.com>`. */
const mailbox = z
	.string()
	.regex(
		/^(?:[^<>@\r\n]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/,
		'must be a mail address, such as Vetslot <bookings@example.com>',
	)

const origins = z
	.string()
	.transform((text) => text.split(/[\s,]+/).filter(Boolean))
	.pipe(z.array(z.string().refine(isOrigin, 'must be origins such as https://clinic.example')))

function isOrigin(text: string): boolean {
	return URL.canParse(text) && new URL(text).origin === text
}

const environment = z.object({
	HOST: z.string().default('127.0.0.1'),
	PORT: port.default(8080),
	SITE_PORT: port.default(8081),
	DATABASE_URL: postgresUrl.optional(),
	DATABASE_OWNER_URL: postgresUrl.optional(),
	DATABASE_POOL: whole(1, 500).default(10),
	SERVER_KEY: key.optional(),
	OPERATOR_KEY: key.optional(),
	DEMO: z.enum(['on', 'off'], 'must be on or off').optional(),
	DEMO_ORIGINS: origins.default([]),
	DATA_DIR: z.string().default('.vetslot'),
	FILES_DIR: z.string().optional(),
	S3_BUCKET: z
		.string()
		.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
		.optional(),
	S3_ENDPOINT: siteUrl.optional(),
	S3_REGION: z.string().min(1).default('us-east-1'),
	S3_ACCESS_KEY_ID: z.string().min(1).optional(),
	S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
	PUBLIC_URL: siteUrl.optional(),
	TRUST_PROXY: whole(0, 10).default(0),
	LOG_LEVEL: z
		.enum(
			['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
			'must be fatal, error, warn, info, debug, trace or silent',
		)
		.optional(),
	MAIL_FROM: mailbox.default('Vetslot <bookings@vetslot.example>'),
	POSTMARK_SERVER_TOKEN: z.string().min(1).optional(),
	MAILBOX: onOff.optional(),
	POSTMARK_HOST: z.string().min(1).optional(),
	POSTMARK_USE_HTTPS: flag.default(true),
	LIMIT_READ_BURST: whole(1).default(200),
	LIMIT_READS_PER_SECOND: whole(1).default(20),
	LIMIT_WRITES_BY_ADDRESS: allowance.default({ most: 60, seconds: 60 }),
	// A key is public: whoever uses up what it may do closes the clinic to everyone. So this only bounds
	// what a clinic costs; the guard against one caller is the limit by address.
	LIMIT_WRITES_BY_KEY: allowance.default({ most: 6000, seconds: 60 }),
	LIMIT_WRITES_BY_EMAIL: allowance.default({ most: 10, seconds: 3600 }),
	// More than all homes behind one address book at one clinic; a day of made-up people ends here.
	LIMIT_BOOKINGS_BY_ADDRESS: allowance.default({ most: 20, seconds: 86_400 }),
	// More than a household chooses between; a bare few can't keep a clinic's whole day.
	LIMIT_HOLDS_BY_ADDRESS: whole(1).default(6),
	// More than the busiest clinic's visitors keep at once, and days less than its calendar has.
	LIMIT_HOLDS_BY_KEY: whole(1).default(200),
	// Years of letters and photos of an owner's animals; the clinic's own are not counted.
	LIMIT_FILES_BY_ACCOUNT: whole(1).default(500),
	LIMIT_FILE_MEGABYTES_BY_ACCOUNT: whole(1).default(500),
	// Refused ones are worked on as well; more is somebody who sends what is no picture.
	LIMIT_UPLOADS_BY_ACCOUNT: allowance.default({ most: 40, seconds: 3600 }),
	LIMIT_STREAMS: whole(0).optional(),
	// A clinic's own office, or all phones behind one address of a network.
	LIMIT_STREAMS_BY_ADDRESS: whole(0).default(100),
	MAX_CONNECTIONS: whole(1, 100_000).default(9000),
	// For tests and one's own desk: diaries of this very machine, without encryption.
	FEEDS_OF_LOOPBACK: flag.default(false),
	CHECK_RESPONSES: flag.default(false),
	DRAIN_SECONDS: whole(0, 300).default(15),
})

/** What runs in this process. */
export type Role = 'server' | 'worker' | 'all'

/** Everything that differs between one machine and another, read once. */
export type Config = ReturnType<typeof shape>

/** A setting that can't be used; its message is one line for each, for the person who set it. */
export class ConfigError extends Error {
	override name = 'ConfigError'
}

/**
 * Reads the environment and the arguments; nothing else in the product does.
 * Throws `ConfigError`, one line for each bad setting.
 *
 * @example
 * const config = readConfig(process.env, process.argv.slice(2))
 */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[]): Config {
	// An empty variable is one that was meant to be left out.
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
	const args = readArguments(argv)
	const parsed = environment.safeParse({
		...given,
		...(args.port === undefined ? {} : { PORT: args.port }),
	})
	const lines = parsed.success ? [] : parsed.error.issues.map(lineOf)
	if (given.DATABASE_URL && !given.SERVER_KEY) {
		lines.push('SERVER_KEY: required when DATABASE_URL is set, the same on every server')
	}
	// A link to this very machine is worth nothing in a mail, unless the clinics are made up.
	const mails = args.role !== 'server' && given.DEMO !== 'on'
	if (given.DATABASE_URL && !given.PUBLIC_URL && mails) {
		lines.push('PUBLIC_URL: required when DATABASE_URL is set, since mails carry links to it')
	} else if (isEverywhere(given.HOST) && !given.PUBLIC_URL) {
		// Such an address leads nowhere, and is no origin of a page.
		lines.push(`PUBLIC_URL: required when HOST is ${given.HOST}, since mails carry links to it`)
	}
	const { LIMIT_STREAMS: streams = 0, MAX_CONNECTIONS: most = Infinity } = parsed.data ?? {}
	if (streams >= most) lines.push('LIMIT_STREAMS: must be below MAX_CONNECTIONS')
	lines.push(...aboutFiles(given))
	if (!parsed.success || lines.length > 0) throw new ConfigError(lines.join('\n'))
	return shape(parsed.data, args.role)
}

/** Half a store is none, and two are one too many. */
function aboutFiles(given: Record<string, string | undefined>): string[] {
	const keys = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const
	if (given.S3_BUCKET) {
		const missing = keys.filter((name) => !given[name])
		return [
			...missing.map((name) => `${name}: required when S3_BUCKET is set`),
			...(given.FILES_DIR ? ['FILES_DIR: must not be set when S3_BUCKET is'] : []),
		]
	}
	const other = [...keys, 'S3_ENDPOINT', 'S3_REGION'].find((name) => given[name])
	return other ? [`S3_BUCKET: required when ${other} is set`] : []
}

/** Whether a host stands for all addresses of the machine, and so for none that could be linked to. */
export function isEverywhere(host: string | undefined): boolean {
	return host === '0.0.0.0' || host === '::'
}

/** `readConfig`, or one clear line for each bad setting and exit code 1. */
export function loadConfig(): Config {
	try {
		return readConfig(process.env, process.argv.slice(2))
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error
		process.stderr.write(`${error.message}\n`)
		process.exit(1)
	}
}

const roles: readonly string[] = ['server', 'worker', 'all'] satisfies Role[]

function readArguments(argv: readonly string[]): { role: Role; port: string | undefined } {
	try {
		const { values } = parseArgs({
			args: [...argv],
			options: { role: { type: 'string', default: 'all' }, port: { type: 'string' } },
		})
		if (!roles.includes(values.role)) throw new Error('--role: must be server, worker or all')
		return { role: values.role as Role, port: values.port }
	} catch (error) {
		throw new ConfigError((error as Error).message)
	}
}

function lineOf(issue: z.core.$ZodIssue): string {
	// Never the value: it may be a password.
	return `${issue.path.join('.')}: ${issue.message}`
}

function shape(env: z.output<typeof environment>, role: Role) {
	return {
		role,
		host: env.HOST,
		port: env.PORT,
		sitePort: env.SITE_PORT,
		/** Where people reach the server; without it, where it listens. */
		publicUrl: env.PUBLIC_URL,
		trustProxy: env.TRUST_PROXY,
		drainMilliseconds: env.DRAIN_SECONDS * 1000,
		// On one's own machine the addresses printed at start are to stay in sight.
		logLevel: env.LOG_LEVEL ?? (env.DATABASE_URL === undefined ? 'warn' : 'info'),
		maxConnections: env.MAX_CONNECTIONS,
		feeds: { loopback: env.FEEDS_OF_LOOPBACK },
		checkResponses: env.CHECK_RESPONSES,
		/** Whether the made-up clinics and their website are there. */
		demo: env.DEMO === undefined ? env.DATABASE_URL === undefined : env.DEMO === 'on',
		/** Websites besides the demonstration's own that its keys allow. */
		demoOrigins: env.DEMO_ORIGINS,
		/** For what the product itself keeps: embedded database, server key, local mail. */
		dataDir: env.DATA_DIR,
		/** Where photos and documents lie: a bucket, or else a folder that all servers share. */
		files: { folder: env.FILES_DIR ?? join(env.DATA_DIR, 'files'), s3: s3Of(env) },
		/** Unset only with the embedded database; then `serverKey(dataDir)` has one. */
		serverKey: env.SERVER_KEY,
		/** Opens the operator's routes, which are not there without it. */
		operatorKey: env.OPERATOR_KEY,
		database: {
			url: env.DATABASE_URL,
			ownerUrl: env.DATABASE_OWNER_URL,
			pool: env.DATABASE_POOL,
		},
		mail: {
			from: env.MAIL_FROM,
			postmarkToken: env.POSTMARK_SERVER_TOKEN,
			postmarkHost: env.POSTMARK_HOST,
			postmarkUseHttps: env.POSTMARK_USE_HTTPS,
		},
		showsMailbox: showsMailbox(env),
		limits: {
			reads: { burst: env.LIMIT_READ_BURST, perSecond: env.LIMIT_READS_PER_SECOND },
			writes: {
				address: env.LIMIT_WRITES_BY_ADDRESS,
				key: env.LIMIT_WRITES_BY_KEY,
				email: env.LIMIT_WRITES_BY_EMAIL,
			},
			/** Of guests, at one clinic. */
			bookings: env.LIMIT_BOOKINGS_BY_ADDRESS,
			/** Live holds at one clinic. */
			holdsByAddress: env.LIMIT_HOLDS_BY_ADDRESS,
			holdsByKey: env.LIMIT_HOLDS_BY_KEY,
			/** Of one owner. */
			files: {
				most: env.LIMIT_FILES_BY_ACCOUNT,
				bytes: env.LIMIT_FILE_MEGABYTES_BY_ACCOUNT * 1_000_000,
				uploads: env.LIMIT_UPLOADS_BY_ACCOUNT,
			},
			streams: streamsOf(env),
		},
	}
}

function s3Of(env: z.output<typeof environment>) {
	const { S3_BUCKET: bucket, S3_ENDPOINT: endpoint, S3_REGION: region } = env
	const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env
	if (!bucket || !accessKeyId || !secretAccessKey) return undefined
	return { bucket, endpoint, region, accessKeyId, secretAccessKey }
}

/** Open event streams: each holds a connection, so they leave some for everything else. */
function streamsOf(env: z.output<typeof environment>) {
	const most = env.LIMIT_STREAMS ?? Math.min(5000, Math.floor(env.MAX_CONNECTIONS * 0.6))
	return { most, byAddress: env.LIMIT_STREAMS_BY_ADDRESS }
}

/**
 * Whether mail that stays here has a page. Behind a proxy everyone seems to sit at this machine, so
 * signs of one (a database elsewhere, a public address) close the page unless it is asked for.
 */
function showsMailbox(env: z.output<typeof environment>): boolean {
	if (env.POSTMARK_SERVER_TOKEN !== undefined) return false
	return env.MAILBOX ?? (env.DATABASE_URL === undefined && isLoopback(env.PUBLIC_URL))
}

function isLoopback(url: string | undefined): boolean {
	if (url === undefined) return true
	return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname)
}
