// What a person and a machine notice of the whole product: `node test/bench/product.ts`.
// Single runs on one machine; quote them with the machine, never as a promise.
import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import puppeteer from 'puppeteer-core'
import { startProduct } from '../e2e/product.ts'
import { findChromium } from '../widget/chromium.ts'

const RUNS = 7
const REST_MS = 10_000

const say = (name: string, value: string) => process.stdout.write(`${name.padEnd(46)} ${value}\n`)
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0

function sizes(code: string | Uint8Array): string {
	return `${gzipSync(code, { level: 9 }).length} B gzip, ${brotliCompressSync(code).length} B brotli`
}

async function reportSizes(): Promise<void> {
	const folder = new URL('../../widget/dist/', import.meta.url)
	for (const file of readdirSync(folder, { recursive: true }))
		if (String(file).endsWith('.js'))
			say(String(file), sizes(readFileSync(new URL(String(file), folder))))
	const sdk = await build({
		entryPoints: ['sdk/index.ts'],
		bundle: true,
		minify: true,
		format: 'esm',
		target: 'es2022',
		write: false,
	})
	say('SDK core', sizes(sdk.outputFiles[0]?.contents ?? ''))
}

/** Milliseconds from the script's run to the first species, and to the first time of a visit. */
async function firstTime(site: string): Promise<{ screen: number; slot: number }> {
	const { executablePath, args } = await findChromium()
	const browser = await puppeteer.launch({
		args,
		headless: 'shell',
		...(executablePath ? { executablePath } : { channel: 'chrome' }),
	})
	const page = await browser.newPage()
	// Each wish is granted in the frame that allows it, as by a visitor of endless speed.
	await page.evaluateOnNewDocument(() => {
		const seen: Record<string, number> = {}
		Object.assign(globalThis, { seen })
		const look = () => {
			const root = document.querySelector('vetslot-booking')?.shadowRoot
			if (root) seen.script ??= performance.now()
			const species = root?.querySelector<HTMLElement>('[role=radio]')
			if (species && !seen.screen) {
				seen.screen = performance.now()
				species.click()
			}
			const visits = [...(root?.querySelectorAll<HTMLElement>('button') ?? [])]
			if (seen.screen && !seen.type) {
				const visit = visits.find((each) => each.textContent?.includes('yearly vaccination'))
				if (visit) {
					seen.type = performance.now()
					visit.click()
				}
			}
			if (root?.querySelector('.time')) seen.slot ??= performance.now()
			if (!seen.slot) requestAnimationFrame(look)
		}
		requestAnimationFrame(look)
	})
	await page.goto(site)
	await page.waitForFunction(() => (globalThis as never as { seen: { slot?: number } }).seen.slot)
	const seen = await page.evaluate(
		() => (globalThis as never as { seen: Record<'script' | 'screen' | 'slot', number> }).seen,
	)
	await browser.close()
	return { screen: seen.screen - seen.script, slot: seen.slot - seen.script }
}

await reportSizes()
const begun = Date.now()
const product = await startProduct()
say('start on an empty folder, demonstration loaded', `${Date.now() - begun} ms`)
await new Promise((resolve) => setTimeout(resolve, REST_MS))
const status = readFileSync(`/proc/${product.pid}/status`, 'utf8')
say('server memory at rest', /VmRSS:\s+(.*)/.exec(status)?.[1] ?? 'unknown')
const runs = []
for (let i = 0; i < RUNS; i++) runs.push(await firstTime(product.site))
say(
	`first screen after the script runs, median of ${RUNS}`,
	`${Math.round(median(runs.map((r) => r.screen)))} ms`,
)
say(
	`first time after the script runs, median of ${RUNS}`,
	`${Math.round(median(runs.map((r) => r.slot)))} ms`,
)
await product.stop()
