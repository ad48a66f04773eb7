import type { Browser } from 'puppeteer-core'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Listening } from '../../api/http/listen.ts'
import { type ClinicCreated, createStaffClient, type StaffClient } from '../../sdk/staff.ts'
import { launchBrowser } from './browser.ts'
import { Colleague } from './colleague.ts'
import { invitation, letter, manageLink } from './mailbox.ts'
import { admin, dayIn, makeClinic, openWebsite, operatorKey, settle } from './new-clinic.ts'
import { picture } from './picture.ts'
import { type Product, startProduct } from './product.ts'
import { Visitor } from './visitor.ts'

const BOOKING = 'vetslot-booking'
const PASSWORD = 'a lamp by the door'
const CHECK = 'Health check'
const WIDTH = 1280

const test = suite('a day at the clinic')
let product: Product
let browser: Browser
let clinic: ClinicCreated
let website: Listening & { url: string }
let vets: { nora: string; theo: string }
/** What the console is not about: through the SDK. */
let staff: StaffClient
let jo: Colleague
let bea: Colleague

const day = (days: number): string => dayIn(clinic.clinic.timeZone, days)

test.before(async () => {
	const { E2E_PORT: PORT, E2E_SITE_PORT: SITE_PORT } = process.env
	product = await startProduct({
		OPERATOR_KEY: operatorKey,
		...(PORT && { PORT }),
		...(SITE_PORT && { SITE_PORT }),
	})
	browser = await launchBrowser()
	clinic = await makeClinic(product)
	website = await openWebsite(product, clinic)
})

test.after(async () => {
	await browser?.close()
	website?.server.close()
	await product?.stop()
})

/** The visit's type by its name. */
async function typeId(): Promise<string> {
	const { types } = await staff.types.list()
	const type = types.find(({ name }) => name === CHECK)
	if (!type) throw new Error('The clinic has no such visit')
	return type.id
}

/** A visit that was booked before the day began. */
async function booked(pet: string, start: string) {
	return staff.appointments.create({
		appointmentTypeId: await typeId(),
		visit: { species: 'dog', pets: 1, problems: 1 },
		method: 'phone',
		client: { create: { name: `Owner of ${pet}`, email: `${pet.toLowerCase()}@mail.example` } },
		pets: [{ create: { name: pet, species: 'dog' } }],
		start,
		veterinarianId: vets.nora,
	})
}

/** From the clinic's website to the times of the first day from a date on. */
async function toTimes(owner: Visitor, date: string): Promise<void> {
	await owner.page.goto(website.url)
	await owner.press('radio', 'Dog')
	await owner.pressText(BOOKING, CHECK)
	await owner.sees(BOOKING, 'When suits you?')
	await owner.pickDay(BOOKING, date)
}

test('begins with links by mail, and a password that nobody guesses', async () => {
	const link = async (email: string) =>
		invitation(await letter(product.api, 'your way into the diary', email))
	jo = await Colleague.arrive(browser, WIDTH)
	await jo.join(await link(admin.email), PASSWORD)
	staff = createStaffClient({ baseUrl: product.api })
	await staff.signIn({ clinic: clinic.clinic.slug, email: admin.email, password: PASSWORD })
	vets = await settle(staff, website.url)
	const email = 'bea@dayfield.example'
	await staff.staff.invite({ name: 'Bea Quill', email, roles: ['nurse', 'receptionist'] })
	bea = await Colleague.arrive(browser, WIDTH)
	await bea.join(await link(email), PASSWORD)
	await bea.press('button', 'Menu')
	await bea.press('button', 'Sign out')
	await bea.fill('Clinic', clinic.clinic.slug)
	await bea.fill('Email', email)
	await bea.fill('Password', 'something else')
	await bea.press('button', 'Sign in')
	await bea.see('[role=alert]', 'don’t fit together')
	await bea.fill('Password', PASSWORD)
	await bea.press('button', 'Sign in')
	await bea.see('vetslot-clinic-diary')
})

test('sets a vet’s hours, which owners see at once', async () => {
	// The vets came after this console was opened.
	await jo.page.reload()
	await jo.goTo('Hours')
	await jo.press('button', 'Add hours for Nora Vale')
	await jo.fill('How often', 'Every day')
	await jo.fill('From', '08:00')
	await jo.fill('To', '18:00')
	await picture(jo, 'hours')
	await jo.press('button', 'Save')
	await jo.isTold('Hours saved')
	await jo.see('li', 'Every day, 08:00–18:00')
	const owner = await Visitor.arrive(browser)
	await toTimes(owner, day(1))
	assert.ok((await owner.times(BOOKING)).length > 20)
	await owner.leave()
})

test('books by phone, with an owner and an animal that are new', async () => {
	await jo.goToDay(day(0))
	await jo.press('button', 'New visit')
	await jo.press('button', 'New owner')
	await jo.fill('Owner’s name', 'Ann Otter')
	await jo.fill('Phone', '020 7946 0142')
	await jo.fill('Email', 'ann@mail.example')
	await jo.fill('Animal’s name', 'Pickle')
	await jo.fill('Species', 'Cat')
	await jo.fill('Kind of visit', CHECK)
	await jo.fill('With', 'Nora Vale')
	await jo.fill('Day', day(0))
	await jo.fill('Time', '12:00')
	await picture(jo, 'new-visit')
	await jo.press('button', 'Book the visit')
	await jo.isTold('Booked: Pickle')
	await jo.visit('Pickle', '12:00')
	await letter(product.api, 're booked', 'Pickle')
	// The other console shows it by itself.
	await bea.visit('Pickle', '12:00')
})

test('checks in, takes that back, and completes with cost and weight', async () => {
	await bea.openVisit('Pickle')
	await bea.press('button', 'Arrived')
	await bea.press('button', 'Undo “Arrived”')
	await bea.see('.badge', 'Confirmed')
	await bea.press('button', 'Arrived')
	await bea.press('button', 'Start visit')
	await bea.press('button', 'Complete')
	await bea.fill('What was found and done', 'All well')
	await bea.fill('Weight in kg', '4.2')
	await bea.fill('Final cost in GBP', '58.00')
	await picture(bea, 'complete')
	await bea.press('button', 'Complete the visit')
	await bea.see('.badge', 'Done')
	await bea.see('.facts dd', '£58')
	await bea.see('.pet', '4.2 kg')
	await picture(bea, 'completed')
	await jo.see('.block .sr', 'Nora Vale, Done')
})

test('blocks a time, which goes from the clinic’s website while an owner looks', async () => {
	const owner = await Visitor.arrive(browser)
	await toTimes(owner, day(1))
	const offered = async () => (await owner.times(BOOKING)).some((time) => time.startsWith('12:00'))
	assert.ok(await offered(), (await owner.times(BOOKING)).join())
	await bea.goToDay(day(1))
	await bea.atPlace('Nora', '12:00', 'Block this time')
	await bea.fill('From', '12:00')
	await bea.fill('Until', '13:00')
	await bea.fill('Reason, for the staff only', 'Building works')
	await bea.press('button', 'Block this time')
	await bea.isTold('Time blocked')
	await bea.see('.closed')
	await picture(bea, 'blocked')
	await owner.page.waitForFunction(
		(tag) => {
			const times = [...(document.querySelector(tag)?.shadowRoot?.querySelectorAll('.time') ?? [])]
			const gone = ({ ariaLabel, ariaDisabled }: Element) =>
				!ariaLabel?.startsWith('12:00') || ariaDisabled === 'true'
			return times.length > 0 && times.every(gone)
		},
		{},
		BOOKING,
	)
	assert.equal(owner.complaints, [])
	await owner.leave()
})

test('makes room for an emergency, and an owner who waits says that it is fine', async () => {
	const soon = Math.ceil(Date.now() / 300_000) * 300_000 + 30 * 60_000
	const at = (minutes: number) => new Date(soon + minutes * 60_000).toISOString()
	await booked('Mog', at(0))
	await booked('Rex', at(20))
	await bea.press('button', 'Emergency now')
	await bea.press('radio', '30 min')
	await bea.fill('What has happened?', 'Hit by a car')
	await bea.fill('Who is calling?', 'Cy Crane')
	await bea.fill('Phone', '020 7946 0155')
	await picture(bea, 'emergency')
	await bea.press('button', 'Find a place')
	await bea.see('.way', '2 visits would wait')
	await picture(bea, 'plan')
	await bea.press('button', 'Book it, and tell the owners')
	await bea.isTold('Owners who wait have been written to')
	await jo.goToDay(day(0))
	await jo.see('.block', 'Hit by a car')
	await picture(jo, 'after-emergency')
	const [mog] = await Promise.all(
		['Mog', 'Rex'].map((pet) => letter(product.api, 'instead of', pet)),
	)
	const owner = await Visitor.arrive(browser)
	await owner.page.goto(manageLink(mog ?? ''))
	await owner.sees('vetslot-visit', 'An emergency came in')
	await picture(owner, 'asked')
	await owner.press('button', 'That’s fine')
	await owner.sees('vetslot-visit', 'Thank you. See you at')
	assert.equal(owner.complaints, [])
	await owner.leave()
})

test('pauses online booking, which the website says with the phone number, and goes on', async () => {
	const owner = await Visitor.arrive(browser)
	await jo.goTo('Emergencies')
	await jo.press('button', 'Pause online booking')
	await picture(jo, 'pause')
	await jo.press('button', 'Pause')
	await jo.isTold('Online booking is paused until')
	await owner.page.goto(website.url)
	await owner.sees(BOOKING, 'Online booking is paused')
	await owner.sees(BOOKING, '020 7946 0199')
	await picture(owner, 'paused')
	const goOn = await jo.see('button', 'Go on now')
	await goOn.click()
	await jo.isTold('Owners can book online again')
	await owner.page.reload()
	await owner.find('radio', 'Dog')
	assert.equal(owner.complaints, [])
	await owner.leave()
})

test('of two who drag one visit at once one wins; the other is told and sees the truth', async () => {
	const later = day(2)
	await staff.schedules.create({
		...{ resourceId: vets.theo, rrule: 'FREQ=DAILY', anchorDate: later, effectiveFrom: later },
		...{ startTime: '08:00', endTime: '18:00' },
	})
	const [first] =
		(
			await staff.availability({
				...{ appointmentTypeId: await typeId(), from: later, to: later, veterinarianId: vets.nora },
			})
		).days[0]?.veterinarians[0]?.starts ?? []
	await booked('Otis', first ?? '')
	await Promise.all([jo.goTo('Diary'), bea.goToDay(later)])
	await jo.goToDay(later)
	await jo.drag('Otis', { columns: 1, minutes: 60 })
	await bea.drag('Otis', { columns: 0, minutes: 120 })
	await picture(jo, 'move')
	const both = [jo, bea] as const
	await Promise.all(both.map((each) => each.press('button', 'Move the visit')))
	const outcomes = await Promise.all(
		both.map(async (each) => {
			const toast = await each.see('.toast')
			return toast.evaluate(({ textContent }) => textContent ?? '')
		}),
	)
	const won = outcomes.findIndex((text) => text.includes('Otis moved to'))
	assert.is(outcomes.filter((text) => text.includes('Otis moved to')).length, 1, outcomes.join())
	assert.is(outcomes.filter((text) => text.includes('Somebody else')).length, 1, outcomes.join())
	const truth = won === 0 ? '09:00' : '10:00'
	await Promise.all(both.map((each) => each.visit('Otis', truth)))
	await picture(both[1 - won] ?? jo, 'lost')
})

test('ends with everything taken along', async () => {
	const archive = Buffer.from(await (await staff.transfers.export()).arrayBuffer())
	assert.is(archive.subarray(0, 2).toString(), 'PK')
	assert.equal([...jo.complaints, ...bea.complaints], [])
})

test.run()
