// How the console scrolls through a week of a hundred vets: `node test/bench/console.ts`.
// The page is the real one, its diary's answer is made up; the floor is the same week with nobody booked.
import { loadavg } from 'node:os'
import puppeteer, { type HTTPRequest, type Page } from 'puppeteer-core'
import { demoPassword } from '../../api/clinics/demo/sign-ins.ts'
import type { Diary } from '../../api/contract/diary.ts'
import { startProduct } from '../e2e/product.ts'
import { findChromium } from '../widget/chromium.ts'

const VETS = 100
const DAYS = 7
const VISITS_A_DAY = 14
const FRAMES = 180
const STEP = 24
const MONDAY = '2027-03-01'
const SLUG = 'wrenfold'

const say = (text: string) => process.stdout.write(`${text}\n`)
const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const dayOf = (d: number) => `2027-03-${String(1 + d).padStart(2, '0')}`
const at = (d: number, minute: number) => {
	const [hour, rest] = [Math.floor(minute / 60), minute % 60]
	return `${dayOf(d)}T${String(hour).padStart(2, '0')}:${String(rest).padStart(2, '0')}:00+00:00`
}

/** A week of all vets; without visits it is the floor. */
function week(visits: number): Diary {
	const columns = Array.from({ length: VETS }, (_, v) => ({
		...{ id: id(v), name: `Vet ${v}`, shortName: `Dr ${v}`, initials: `V${v % 10}` },
		...{ kind: 'veterinarian' as const, title: 'Vet', capacity: 1 },
		open: Array.from({ length: DAYS }, (_, d) => [
			{ start: at(d, 540), end: at(d, 780), kind: 'normal' as const },
			{ start: at(d, 840), end: at(d, 1080), kind: 'normal' as const },
		]).flat(),
		closed: [],
	}))
	const made = columns.flatMap((column, v) =>
		Array.from({ length: DAYS * visits }, (_, i) => visitOf(v, i, column.id)),
	)
	const empty = { holds: [], paused: false, version: 1 }
	const days = { from: MONDAY, to: dayOf(DAYS - 1), now: at(0, 600) }
	return { timeZone: 'Europe/London', ...days, ...empty, columns, visits: made }
}

function visitOf(vet: number, i: number, veterinarianId: string): Diary['visits'][number] {
	const [d, nth] = [Math.floor(i / VISITS_A_DAY), i % VISITS_A_DAY]
	const start = at(d, 540 + nth * 30 + (nth > 7 ? 60 : 0))
	const end = at(d, 560 + nth * 30 + (nth > 7 ? 60 : 0))
	const statuses = ['confirmed', 'completed', 'checked_in', 'pending', 'no_show'] as const
	return {
		...{ id: id(1000 + vet * 1000 + i), reference: 'HLV7Q4K', start, end, veterinarianId },
		...{ status: statuses[i % 5] ?? 'confirmed', appointmentTypeId: null, typeName: 'Booster' },
		...{ client: 'Sam Rivera', pets: [{ name: 'Biscuit', species: 'dog' }], reason: null },
		...{ bookingMethod: 'online', isEmergency: false, isOverbooked: false },
		...{
			answerBy: null,
			arrivedAt: null,
			lateMinutes: null,
			carPark: null,
			places: [{ id: veterinarianId, start, end }],
		},
	}
}

async function signIn(page: Page, api: string): Promise<void> {
	await page.goto(`${api}/clinic?clinic=${SLUG}`)
	const field = (name: string) => page.waitForSelector(`>>> input[autocomplete~="${name}"]`)
	await (await field('username'))?.type('imogen.tarrow@wrenfold.example')
	await (await field('current-password'))?.type(demoPassword(SLUG))
	await page.keyboard.press('Enter')
	await page.waitForSelector('>>> .sheet')
}

interface Seen {
	shown: number
	nodes: number
	frames: number[]
}

async function look(page: Page, api: string, diary: Diary): Promise<Seen> {
	const text = JSON.stringify(diary)
	const answer = (request: HTTPRequest) => {
		if (!request.url().includes('/api/clinic/diary')) return void request.continue()
		void request.respond({ status: 200, contentType: 'application/json', body: text })
	}
	page.on('request', answer)
	const before = performance.now()
	await page.goto(`${api}/clinic#/diary/${MONDAY}/week`)
	await page.reload()
	await page.waitForSelector(diary.visits.length ? '>>> .block' : '>>> .cell')
	const shown = performance.now() - before
	const seen = await page.evaluate(scrollThrough, FRAMES, STEP)
	page.off('request', answer)
	return { shown, ...seen }
}

/** In the page: scrolls by small steps, one a frame, and counts how long each frame took. */
async function scrollThrough(frames: number, step: number) {
	const inside = (root: ParentNode): Element[] =>
		[...root.querySelectorAll('*')].flatMap((one) => [
			one,
			...(one.shadowRoot ? inside(one.shadowRoot) : []),
		])
	const all = inside(document)
	const box = all.find((one) => one.classList.contains('scroll'))
	if (!box) throw new Error('There is no calendar')
	const took: number[] = []
	let last = await new Promise<number>(requestAnimationFrame)
	for (let i = 0; i < frames; i++) {
		if (i % 3 === 2) box.scrollTop = (i * step) % 600
		else box.scrollLeft += step * 2
		const now = await new Promise<number>(requestAnimationFrame)
		took.push(now - last)
		last = now
	}
	return { nodes: inside(document).length, frames: took }
}

function report(name: string, { shown, nodes, frames }: Seen): number {
	const sorted = [...frames].sort((a, b) => a - b)
	const share = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0
	const cells = [shown, nodes, share(0.5), share(0.95), sorted.at(-1) ?? 0].map((n) => n.toFixed(0))
	say(`${name.padEnd(28)} ${cells.map((cell) => cell.padStart(8)).join('')}`)
	return share(0.5)
}

const product = await startProduct()
const { executablePath, args } = await findChromium()
const browser = await puppeteer.launch({
	args,
	headless: 'shell',
	defaultViewport: { width: 1280, height: 900 },
	...(executablePath ? { executablePath } : { channel: 'chrome' }),
})
try {
	const page = await browser.newPage()
	await signIn(page, product.api)
	await page.setRequestInterception(true)
	say(`load ${loadavg()[0]?.toFixed(1)}; milliseconds, nodes`)
	say(
		`${''.padEnd(28)} ${['shown', 'nodes', 'p50', 'p95', 'max'].map((w) => w.padStart(8)).join('')}`,
	)
	const floor = report('nobody booked (the floor)', await look(page, product.api, week(0)))
	const full = await look(page, product.api, week(VISITS_A_DAY))
	const p50 = report(`${VETS * DAYS * VISITS_A_DAY} visits`, full)
	say(`median frame against the floor: ${(p50 / floor).toFixed(2)}`)
} finally {
	await browser.close()
	await product.stop()
}
