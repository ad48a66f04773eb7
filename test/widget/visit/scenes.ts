import { NOON, ok, problem, type Server, types } from '../fixture.ts'
import { offerProcedures } from '../procedures.ts'
import { VisitServer } from './clinic.ts'
import { Owner, online, until } from './owner.ts'

const never = () => new Promise<never>(() => {})
const title = 'Thursday 5 November, 10:40 with Dr Lind'

interface Scene {
	visit?: ConstructorParameters<typeof VisitServer>[0]
	before?: (server: Server) => void
	token?: string
	/** Words of the screen that show that it is reached. */
	sees: string
	play?: (owner: Owner) => Promise<void>
}

const pending = { status: 'pending', answerBy: '2026-11-03T17:00:00+00:00' } as const
const delayed = {
	delayedFrom: '2026-11-05T10:20:00+00:00',
	freeUntil: '2026-11-05T10:40:00+00:00',
}
const late = { canMove: false, freeUntil: '2026-11-03T10:40:00+00:00' }
const kind = { id: types.neuter, name: 'Neutering' }
const done = { canMove: false, canCancel: false }
const nothingFree = (server: Server) =>
	server.on('/availability', ({ query }) =>
		ok({
			days: [{ date: query.get('from'), status: 'full', veterinarians: [] }],
			lastBookableDay: '2027-01-31',
		}),
	)

/** A visit for which the animal is left with the clinic; its admission alone takes 15 minutes. */
function stay(start = '2026-11-05T10:40:00+00:00'): Omit<Scene, 'sees'> {
	const end = new Date(Date.parse(start) + 900_000).toISOString()
	const more = Date.parse(start) < NOON ? done : {}
	const visit = { ...more, start, end, appointmentType: { ...kind, icon: 'scissors' } }
	return { visit, before: offerProcedures }
}

/** Every state of the page: how it is reached, and what it then says. */
export const scenes: Record<string, Scene> = {
	loading: {
		before: (server) => server.on('GET /api/customer/visit', never),
		sees: 'Opening your visit',
	},
	ahead: { sees: 'free until 10:40 tomorrow' },
	'stay-ahead': { ...stay(), sees: 'Bring at 10:40, collect between 15:30 and 18:00' },
	'stay-inside': {
		...stay('2026-11-03T08:25:00+00:00'),
		sees: 'Collect between 15:30 and 18:00',
	},
	'stay-over': {
		...stay('2026-11-02T08:25:00+00:00'),
		sees: 'This visit is over',
	},
	'stay-moved': {
		...stay(),
		sees: 'Bring at 11:40, collect between 15:30 and 18:00',
		play: (owner) => send(owner),
	},
	pending: { visit: pending, sees: 'You’ll hear from us by 17:00 today' },
	delayed: { visit: delayed, sees: 'We’d like to see you at 10:40 instead of 10:20' },
	'other-vet': {
		visit: { ...delayed, delayedFrom: '2026-11-05T10:40:00+00:00' },
		sees: 'Dr Lind can see you at 10:40, as agreed',
	},
	accepted: {
		visit: delayed,
		sees: 'Thank you. See you at 10:40.',
		play: (owner) => owner.press('That’s fine'),
	},
	late: { visit: late, sees: 'You can still cancel. After that we charge nothing' },
	cancelled: { visit: { ...done, status: 'cancelled' }, sees: 'This visit was cancelled' },
	past: { visit: { ...done, status: 'completed' }, sees: 'This visit is over' },
	missed: { visit: { ...done, status: 'no_show' }, sees: 'We missed you' },
	'under-way': { visit: { ...done, status: 'checked_in' }, sees: 'This visit has begun' },
	'begun-unseen': {
		visit: { ...done, start: '2026-11-03T11:50:00+00:00', end: '2026-11-03T12:10:00+00:00' },
		sees: 'This visit has begun',
	},
	'over-unseen': {
		visit: { ...done, start: '2026-11-03T10:50:00+00:00', end: '2026-11-03T11:10:00+00:00' },
		sees: 'This visit is over',
	},
	'wrong-link': { token: '', sees: 'This link doesn’t open a visit' },
	error: {
		before: (server) => server.on('GET /api/customer/visit', () => problem(503, 'unavailable')),
		sees: 'Trying again in 8 seconds',
	},
	lost: {
		before: (server) => server.on('GET /api/customer/visit', () => problem(503, 'unavailable')),
		sees: 'Still no luck',
		play: async (owner) => {
			for (let tries = 0; tries < 2; tries++) {
				await until('the retry', () => owner.find('Try again')?.ariaBusy !== 'true')
				await owner.press('Try again')
				await until('the answer', () => owner.element.state.failures === tries + 2)
			}
		},
	},
	limited: {
		before: (server) => server.on('GET /api/customer/visit', () => problem(429, 'rate_limited')),
		sees: 'Too many tries',
	},
	offline: { sees: 'You’re offline', play: async () => online(false) },
	'times-loading': {
		before: (server) => server.on('/availability', never),
		sees: 'Checking the diary',
		play: (owner) => owner.press('Move to another time'),
	},
	times: { sees: 'Tuesday 3 November', play: (owner) => owner.toTimes() },
	picked: { sees: 'Fri 6 Nov, 11:40', play: (owner) => owner.toPicked() },
	'no-times': {
		before: nothingFree,
		sees: 'Next free with Dr Osei',
		play: (owner) => owner.press('Move to another time'),
	},
	'none-online': {
		before: (server) => {
			nothingFree(server)
			server.on('/next', () => ok({ first: null, veterinarians: [] }))
		},
		sees: 'Nothing is free online right now. Call us on 020 7946 0112',
		play: (owner) => owner.press('Move to another time'),
	},
	'times-failed': {
		before: (server) => server.on('/availability', () => problem(503, 'unavailable')),
		sees: 'What you chose is kept',
		play: (owner) => owner.press('Move to another time'),
	},
	moving: {
		before: (server) => server.on('/reschedule', never),
		sees: 'Moving your visit',
		play: (owner) => send(owner),
	},
	taken: {
		before: (server) => server.on('/reschedule', () => problem(409, 'slot_taken')),
		sees: 'Sorry, 11:40 has just gone',
		play: (owner) => send(owner),
	},
	unsure: {
		before: (server) => server.on('/reschedule', () => problem(503, 'unavailable')),
		sees: 'it can’t happen twice',
		play: (owner) => send(owner),
	},
	'offline-picked': {
		sees: 'Waiting for connection',
		play: async (owner) => {
			await owner.toPicked()
			online(false)
		},
	},
	moved: { sees: 'Your visit is moved', play: (owner) => send(owner) },
	asked: { visit: pending, sees: 'New time requested', play: (owner) => send(owner) },
	kept: { sees: 'Your visit stays as it is', play: (owner) => owner.press('Keep it') },
	'cancel-failed': {
		before: (server) =>
			server.on('DELETE /api/customer/appointments/01900000-0000-7000-8000-000000000200', () =>
				problem(503, 'unavailable'),
			),
		sees: 'No answer came',
		play: (owner) => owner.press('Cancel the visit'),
	},
	'cancelled-now': {
		sees: 'Visit cancelled',
		play: (owner) => owner.press('Cancel the visit'),
	},
	'cancelled-late': {
		visit: { ...late, cancelledLate: true },
		sees: 'Thank you for telling us',
		play: (owner) => owner.press('Cancel the visit'),
	},
	withdrawn: {
		visit: pending,
		sees: 'Request withdrawn',
		play: (owner) => owner.press('Withdraw request'),
	},
}

async function send(owner: Owner): Promise<void> {
	await owner.toPicked()
	await owner.press('Move to this time')
}

/** Plays a scene on the page, up to where it says what it should. */
export async function play(name: string): Promise<Owner> {
	const scene = scenes[name]
	if (!scene) throw new Error(`No scene ${name}`)
	const server = new VisitServer(scene.visit)
	scene.before?.(server)
	const owner = await new Owner(server).arrive(scene.token)
	if (scene.play && name !== 'lost') await owner.at(title)
	await scene.play?.(owner)
	await until(`${name}: “${scene.sees}”`, () => owner.body.includes(scene.sees)).catch((error) => {
		throw new Error(`${error.message}, but: ${owner.body}`)
	})
	return owner
}
