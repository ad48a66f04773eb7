import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import pg from 'pg'
import { connect } from '../../../api/database/connect.ts'
import { type EmbeddedDatabase, startEmbedded } from '../../../api/database/embedded.ts'
import { migrateLatest } from '../../../api/database/migrate.ts'
import { fill } from './fill.ts'
import { QUICK_SIZES, SIZES, type Size } from './sizes.ts'
import { tidy } from './tidy.ts'

export interface BenchClinic {
	id: string
	/** Its publishable key, for pages of `SITE`. */
	key: string
	zone: string
	/** The default type: twenty minutes with a vet in a consulting room. */
	typeId: string
	vets: string[]
	rooms: string[]
}

export interface BenchDatabase {
	size: Size
	/** For the server, which row level security binds; for the owner of the tables; for tidying up. */
	serverUrl: string
	ownerUrl: string
	adminUrl: string
	/** The first hundred. Where there is a clinic with ten years of history, it comes first. */
	clinics: BenchClinic[]
	bytes: number
}

export interface DataSet {
	databases: Record<Size['name'], BenchDatabase>
	/** Seconds that building took this time; 0 when it was there. */
	builtIn: number
	version: string
	/** Takes back what a row has written, in all databases. */
	tidy: () => Promise<void>
	stop: () => Promise<void>
}

export const SITE = 'https://www.bench.example'

// Visits ahead become history by the day; a week later the data set is no longer what it says.
const FRESH_MS = 7 * 86_400_000
const BUILDING = {
	fsync: 'off',
	full_page_writes: 'off',
	max_wal_size: '8GB',
	shared_buffers: '1GB',
}
/** As a clinic's data deserves; the memory is a small server's. */
export const MEASURING = {
	fsync: 'on',
	synchronous_commit: 'on',
	full_page_writes: 'on',
	max_wal_size: '4GB',
	shared_buffers: '1GB',
	max_connections: '120',
}

interface Kept {
	generator: string
	/** Hashes of the migrations by file name. */
	migrations: Record<string, string>
	builtAt: number
}

/** Starts PostgreSQL on the data set in `folder`, which is built when it is not there or out of date. */
export async function openDataSet(
	folder: string,
	options: { quick: boolean; say: (words: string) => void },
): Promise<DataSet> {
	const { quick, say } = options
	const sizes = quick ? QUICK_SIZES : SIZES
	const file = join(folder, 'dataset.json')
	const kept = await readFile(file, 'utf8').then(JSON.parse, () => null)
	const began = performance.now()
	let builtAt = kept?.builtAt ?? 0
	let builtIn = 0
	if (!isCurrent(kept)) {
		await rm(folder, { recursive: true, force: true })
		await mkdir(folder, { recursive: true })
		builtAt = await build(folder, sizes, say)
		builtIn = (performance.now() - began) / 1000
	}
	await writeFile(file, JSON.stringify({ ...fingerprint(), builtAt }))
	const settings = quick ? { ...MEASURING, ...BUILDING, shared_buffers: '64MB' } : MEASURING
	const server = await startEmbedded({ folder, settings })
	// Migrations that were added since the data was built run on it as they would at a customer's.
	for (const size of sizes) await migrate(addressIn(server.ownerUrl, size))
	return describe(server, sizes, { builtAt, builtIn })
}

function fingerprint(): Omit<Kept, 'builtAt'> {
	const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
	const here = new URL('.', import.meta.url).pathname
	const root = join(here, '../../..')
	const generator = ['sizes', 'clinic-rows', 'visit-rows', 'copies', 'fill'].map((name) =>
		hash(join(here, `${name}.ts`)),
	)
	const files = globSync(join(root, 'migrations/*.ts')).sort()
	const migrations = Object.fromEntries(
		files.filter((file) => /^\d/.test(basename(file))).map((file) => [basename(file), hash(file)]),
	)
	return { generator: generator.join(), migrations }
}

/** Whether what is kept was made by this generator and by migrations that are all still the same. */
function isCurrent(kept: Kept | null): boolean {
	if (!kept || Date.now() - kept.builtAt > FRESH_MS) return false
	const { generator, migrations } = fingerprint()
	const same = Object.entries(kept.migrations).every(([name, hash]) => migrations[name] === hash)
	return same && kept.generator === generator
}

async function build(
	folder: string,
	sizes: readonly Size[],
	say: (words: string) => void,
): Promise<number> {
	const server = await startEmbedded({ folder, settings: BUILDING })
	try {
		for (const size of sizes) {
			const began = performance.now()
			await withAdmin(server.adminUrl, (admin) =>
				admin.query(`create database bench_${size.name} owner vetslot_owner`),
			)
			await migrate(addressIn(server.ownerUrl, size))
			await withAdmin(addressIn(server.adminUrl, size), (admin) => fill(admin, size))
			const seconds = Math.round((performance.now() - began) / 1000)
			say(`built ${size.appointments} appointments of ${size.clinics} clinics in ${seconds} s`)
		}
		await withAdmin(server.adminUrl, (admin) => admin.query('checkpoint'))
		return Date.now()
	} finally {
		await server.stop()
	}
}

async function migrate(ownerUrl: string): Promise<void> {
	const owner = connect({ url: ownerUrl, poolSize: 2 })
	try {
		await migrateLatest(owner)
	} finally {
		await owner.destroy()
	}
}

/** Runs something as the superuser of a database. */
export async function withAdmin<T>(
	url: string,
	work: (admin: pg.Client) => Promise<T>,
): Promise<T> {
	const admin = new pg.Client({ connectionString: url })
	await admin.connect()
	try {
		return await work(admin)
	} finally {
		await admin.end()
	}
}

function addressIn(url: string, { name }: Size): string {
	const result = new URL(url)
	result.pathname = `/bench_${name}`
	return result.href
}

async function describe(
	server: EmbeddedDatabase,
	sizes: readonly Size[],
	{ builtAt, builtIn }: { builtAt: number; builtIn: number },
): Promise<DataSet> {
	const opened = await Promise.all(
		sizes.map(async (size): Promise<BenchDatabase> => {
			const adminUrl = addressIn(server.adminUrl, size)
			const { clinics, bytes } = await withAdmin(adminUrl, readClinics)
			const urls = {
				serverUrl: addressIn(server.serverUrl, size),
				ownerUrl: addressIn(server.ownerUrl, size),
			}
			return { size, ...urls, adminUrl, clinics, bytes }
		}),
	)
	const [small, middle, large] = opened as [BenchDatabase, BenchDatabase, BenchDatabase]
	const version = await withAdmin(server.adminUrl, async (admin) => {
		const { rows } = await admin.query('show server_version')
		return rows[0].server_version as string
	})
	const tidyAll = async () => {
		for (const { adminUrl } of opened) await withAdmin(adminUrl, (admin) => tidy(admin, builtAt))
	}
	await tidyAll() // what a run that was cut off has left
	return {
		databases: { small, middle, large },
		builtIn,
		version,
		tidy: tidyAll,
		stop: () => server.stop(),
	}
}

async function readClinics(admin: pg.Client) {
	const { rows: clinics } = await admin.query<BenchClinic>(`
		select c.id, c.time_zone as zone, 'pk_bench_' || lpad(n::text, 12, '0') as key,
			bench.type(n, 1)::text as "typeId",
			array(select bench.resource(n, v)::text from generate_series(1, 5) v) as vets,
			array(select bench.resource(n, r)::text from generate_series(11, 15) r) as rooms
		from generate_series(1, 100) n join clinics c on c.id = bench.clinic(n) order by n`)
	const { rows } = await admin.query<{ bytes: number }>(
		'select pg_database_size(current_database())::float8 as bytes',
	)
	return { clinics, bytes: rows[0]?.bytes ?? 0 }
}
