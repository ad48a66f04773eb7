import { execFile } from 'node:child_process'
import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const NOTHING = { stdout: '' }

/** A running PostgreSQL as its own postmaster.pid describes it. */
export interface Postmaster {
	pid: number
	port: number
	/** Whether it takes connections; otherwise it is starting or stopping. */
	isReady: boolean
}

const PID_FILE = 'postmaster.pid'
const PID_LINE = 0
const PORT_LINE = 3
const STATUS_LINE = 7

/**
 * The server that runs on a data folder, if one does. A pid file left by a crash is removed when
 * its number now belongs to some other program, which PostgreSQL itself takes for a rival: in
 * containers every start gives the same few numbers.
 */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
	const text = await readFile(join(data, PID_FILE), 'utf8').catch(() => '')
	const lines = text.split('\n')
	const pid = Number(lines[PID_LINE])
	if (!pid) return undefined
	if (isAlive(pid) && (await isPostgresOf(data, pid))) {
		return { pid, port: Number(lines[PORT_LINE]), isReady: lines[STATUS_LINE]?.trim() === 'ready' }
	}
	await rm(join(data, PID_FILE), { force: true })
	return undefined
}

/** Whether a process exists, be it ours or another's. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0)
		return true
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM'
	}
}

async function isPostgresOf(data: string, pid: number): Promise<boolean> {
	if (process.platform === 'win32') return true
	if (process.platform !== 'linux') {
		const { stdout } = await run('ps', ['-p', String(pid), '-o', 'args=']).catch(() => NOTHING)
		return stdout.includes(data)
	}
	// The postmaster works in its data folder. A process whose folder we may not see isn't ours.
	const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
	return folder === (await realpath(data))
}

/** Waits until a process is gone; false when it still is there after the time (milliseconds). */
export async function waitForExit(pid: number, time: number): Promise<boolean> {
	const end = Date.now() + time
	while (isAlive(pid)) {
		if (Date.now() > end) return false
		await setTimeout(20)
	}
	return true
}
