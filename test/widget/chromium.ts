import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url))

/**
 * A Chromium to drive: on Linux x64 the one from npm, elsewhere the Chrome that is installed.
 * The flags leave web security on, since otherwise tests of other origins would pass falsely.
 */
export async function findChromium(): Promise<{ args: string[]; executablePath?: string }> {
	const args = ['--no-sandbox', '--headless=shell', '--disable-gpu', '--disable-dev-shm-usage']
	if (process.platform !== 'linux' || process.arch !== 'x64') return { args }
	return { args, executablePath: await unpacked() }
}

/** Unpacked once for all who ask, in a folder of our own: it takes seconds. */
async function unpacked(): Promise<string> {
	const about = readFileSync(`${MODULES}@sparticuz/chromium/package.json`, 'utf8')
	const cache = `${MODULES}.cache/`
	const folder = `${cache}chromium-${JSON.parse(about).version}`
	if (!existsSync(folder)) {
		mkdirSync(cache, { recursive: true })
		// Under another name until it is whole.
		const draft = mkdtempSync(`${folder}-`)
		await unpackInto(draft)
		try {
			renameSync(draft, folder)
		} catch {
			// Somebody else was sooner.
			rmSync(draft, { recursive: true })
		}
	}
	return `${folder}/chromium`
}

/** The package unpacks into the temporary folder, whichever that is. */
async function unpackInto(folder: string): Promise<void> {
	const before = process.env.TMPDIR
	process.env.TMPDIR = folder
	try {
		const { default: chromium } = await import('@sparticuz/chromium')
		await chromium.executablePath()
	} finally {
		if (before === undefined) delete process.env.TMPDIR
		else process.env.TMPDIR = before
	}
}
