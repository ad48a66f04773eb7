import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A Chromium to drive: on Linux x64 the one from npm, elsewhere the Chrome that is installed.
 * The flags leave web security on, since otherwise tests of other origins would pass falsely.
 */
export async function findChromium(): Promise<{ args: string[]; executablePath?: string }> {
	const args = ['--no-sandbox', '--headless=shell', '--disable-gpu', '--disable-dev-shm-usage']
	if (process.platform !== 'linux' || process.arch !== 'x64') return { args }
	// The package unpacks into the temporary folder and takes whatever `chromium` it finds there.
	const own = mkdtempSync(join(tmpdir(), 'vetslot-chromium-'))
	process.on('exit', () => rmSync(own, { recursive: true, force: true }))
	const before = process.env.TMPDIR
	process.env.TMPDIR = own
	try {
		const { default: chromium } = await import('@sparticuz/chromium')
		return { args, executablePath: await chromium.executablePath() }
	} finally {
		if (before === undefined) delete process.env.TMPDIR
		else process.env.TMPDIR = before
	}
}
