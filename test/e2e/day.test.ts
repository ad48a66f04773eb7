import puppeteer, { type Browser } from 'puppeteer-core'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createClient } from '../../sdk/index.ts'
import { createStaffClient, type StaffClient, VetslotError } from '../../sdk/staff.ts'
import { findChromium } from '../widget/chromium.ts'
import { type Product, startProduct } from './product.ts'
import { Visitor } from './visitor.ts'

const BOOKING = 'vetslot-booking'
const SIGN_IN = { clinic: 'wrenfold', email: 'imogen.tarrow@wrenfold.example' }
const PASSWORD = 'wrenfold-demo'
const KEY = 'pk_demo_wrenfold_4f2b7c91d6e8a053'

const test = suite('a day at the clinic')
let product: Product
let browser: Browser
let staff: StaffClient

test.before(async () => {
	const { executablePath, args } = await findChromium()
	const { E2E_PORT: PORT, E2E_SITE_PORT: SITE_PORT } = process.env
	product = await startProduct({ ...(PORT && { PORT }), ...(SITE_PORT && { SITE_PORT }) })
	browser = await puppeteer.launch({
		args,
		headless: 'shell',
		...(executablePath ? { executablePath } : { channel: 'chrome' }),
	})
	staff = await colleague()
})

test.after(async () => {
	await browser?.close()
	await product?.stop()
})

/** Somebody at another screen, who does through the SDK what the console does. */
async function colleague(): Promise<StaffClient> {
	const client = createStaffClient({ baseUrl: product.api })
	await client.signIn({ ...SIGN_IN, password: PASSWORD })
	return client
}

const owners = () => createClient({ key: KEY, baseUrl: product.api })

/** The day's page, for whoever looks at it later. */
async function picture(visitor: Visitor, name: string): Promise<void> {
	const folder = process.env.E2E_PICTURES
	if (folder) await visitor.page.screenshot({ path: `${folder}/${name}.png` as `${string}.png` })
}

/** The first free time that owners are offered. */
async function freeTime() {
	const clinic = await owners().clinic()
	const type = clinic.appointmentTypes.find(({ slug }) => slug === 'adult_booster')
	if (!type) throw new Error('The clinic has no such visit')
	const query = { appointmentTypeId: type.id, species: 'dog' as const }
	const { first } = await owners().nextFree(clinic.id, query)
	if (!first) throw new Error('Nothing is free')
	return { clinic, type, ...first }
}

async function book(at: Awaited<ReturnType<typeof freeTime>>, name: string) {
	return staff.appointments.create({
		appointmentTypeId: at.type.id,
		visit: { species: 'dog', pets: 1, problems: 1 },
		method: 'phone',
		client: { create: { name: 'Ann Otter', phone: '020 7946 0142' } },
		pets: [{ create: { name, species: 'dog' } }],
		start: at.start,
		veterinarianId: at.veterinarianId,
	})
}

const codeOf = (outcome: PromiseSettledResult<unknown>) =>
	outcome.status === 'rejected' && outcome.reason instanceof VetslotError
		? outcome.reason.code
		: outcome.status

test('begins with a sign-in at the console, which a wrong password does not open', async () => {
	const imogen = await Visitor.arrive(browser, 1280)
	await imogen.page.goto(`${product.api}/clinic`)
	await imogen.type('Clinic', SIGN_IN.clinic)
	await imogen.type('Email', SIGN_IN.email)
	await imogen.type('Password', 'something else')
	await imogen.press('button', 'Sign in')
	await imogen.page.waitForSelector('::-p-text(don’t fit together)')
	const password = await imogen.find('textbox', 'Password')
	await password.evaluate((field) => (field as HTMLInputElement).select())
	await password.type(PASSWORD)
	await imogen.press('button', 'Sign in')
	await imogen.page.waitForSelector('>>> vetslot-clinic-diary')
	// What is read and drawn meanwhile.
	await imogen.page.waitForNetworkIdle({ idleTime: 500, concurrency: 2 })
	await picture(imogen, 'diary')
	await imogen.page.goto(`${product.api}/clinic#/data`)
	await imogen.find('heading', 'Bring data in')
	await picture(imogen, 'data')
	assert.equal(imogen.complaints, [])
	await imogen.leave()
})

test('a visit that is booked by phone is gone for owners, and two who move it do not both', async () => {
	const at = await freeTime()
	const visit = await book(at, 'Pickle')
	assert.is(visit.status, 'confirmed')
	const later = await freeTime()
	assert.is.not(`${later.start} ${later.veterinarianId}`, `${at.start} ${at.veterinarianId}`)
	const other = await colleague()
	const to = { start: later.start, veterinarianId: later.veterinarianId }
	const outcomes = await Promise.allSettled([
		staff.appointments.move(visit.id, to),
		other.appointments.move(visit.id, to),
	])
	const codes = outcomes.map(codeOf).sort()
	assert.is(codes.filter((code) => code === 'fulfilled').length, 1, codes.join())
	assert.ok(codes.includes('appointment_moved') || codes.includes('conflict'), codes.join())
})

test('time that is blocked is not offered, and comes back', async () => {
	const at = await freeTime()
	const date = at.start.slice(0, 10)
	const day = { resourceId: null, type: 'unavailable', date, allowStranded: true } as const
	const { override } = await staff.overrides.create({ ...day, reason: 'Building works' })
	assert.is.not((await freeTime()).start.slice(0, 10), date)
	await staff.overrides.remove(override.id)
	assert.is((await freeTime()).start, at.start)
})

test('a walk-in is checked in, begun and completed, and nobody skips a step', async () => {
	const { type } = await freeTime()
	const visit = await staff.appointments.create({
		appointmentTypeId: type.id,
		visit: { species: 'dog', pets: 1, problems: 1 },
		method: 'walk_in',
		client: { create: { name: 'Bo Badger' } },
		pets: [{ create: { name: 'Mog', species: 'dog' } }],
		start: 'now',
		veterinarianId: null,
		override: { reason: 'Came in by themselves' },
	})
	assert.is(visit.status, 'checked_in')
	await staff.appointments.setStatus(visit.id, { to: 'in_progress' })
	const done = await staff.appointments.setStatus(visit.id, { to: 'completed', finalCost: '58.00' })
	assert.is(done.status, 'completed')
	const again = await Promise.allSettled([
		staff.appointments.setStatus(visit.id, { to: 'checked_in' }),
	])
	assert.equal(again.map(codeOf), ['transition_refused'])
})

test('a pause shows on the clinic’s website, and ends', async () => {
	const owner = await Visitor.arrive(browser)
	await staff.pause.set({ resourceId: null, hours: 2 })
	await owner.page.goto(product.site)
	await owner.sees(BOOKING, 'Online booking is paused')
	await owner.page.$eval(BOOKING, (element) => element.scrollIntoView())
	await picture(owner, 'paused')
	await staff.pause.end()
	await owner.page.reload()
	await owner.find('radio', 'Dog')
	assert.equal(owner.complaints, [])
	await owner.leave()
})

test('everything of the day can be taken along', async () => {
	const archive = Buffer.from(await (await staff.transfers.export()).arrayBuffer())
	assert.is(archive.subarray(0, 2).toString(), 'PK')
	const file = 'id,name\nc1,Cy Crane\n'
	const first = await staff.transfers.import(file, { kind: 'clients' })
	const again = await staff.transfers.import(file, { kind: 'clients' })
	assert.equal([first.created, again.unchanged], [1, 1])
})

test.run()
