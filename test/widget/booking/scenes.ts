import { ok, problem, type Server, signs, types, vets } from '../fixture.ts'
import { offerProcedures } from '../procedures.ts'
import { tick, until, Visitor } from './harness.ts'

const never = () => new Promise<never>(() => {})

/** How each state of the flow is reached. Names are those of the design's pictures where it has one. */
export const scenes: Record<
	string,
	{
		before?: (server: Server) => void
		attributes?: Record<string, string>
		play?: (visitor: Visitor) => Promise<void>
	}
> = {
	a1: {},
	a2: { play: (v) => v.toTypes() },
	'a-none': {
		before: (server) => {
			server.clinic.appointmentTypes = server.clinic.appointmentTypes.map((type) => ({
				...type,
				species: ['dog'],
			}))
		},
		play: async (v) => {
			await v.press('Rabbit')
			await v.at('We don’t see rabbits online')
		},
	},
	questions: {
		play: async (v) => {
			await v.toTypes()
			await v.press(/^Puppy/)
			await v.at('A little more about the visit')
		},
	},
	'questions-wrong': {
		play: async (v) => {
			await v.toTypes()
			await v.press(/^Nail/)
			await v.press('No')
			await until('the note', () => v.root.querySelector('.note'))
		},
	},
	'questions-last': { before: offerProcedures, play: (v) => asked(v, /^Recheck/) },
	'questions-errors': {
		before: offerProcedures,
		play: async (v) => {
			await asked(v, /^Kitten or puppy/)
			await v.type('age-count', '9')
			await v.press('Continue')
			await until('the errors', () => v.root.querySelectorAll('.error').length === 3)
		},
	},
	'questions-unknown': {
		before: offerProcedures,
		play: async (v) => {
			await asked(v, /^Neutering/)
			await v.press('Not yet, or I don’t know')
			await until('the way on', () => v.find('Book “Pre-op check” first'))
		},
	},
	'questions-old': {
		before: offerProcedures,
		play: async (v) => {
			await asked(v, /^Recheck/)
			await v.press('Yes')
			await v.type('last', '2026-09-01')
			await until('the note', () => v.root.querySelector('.note.warm'))
		},
	},
	'questions-soon': {
		before: offerProcedures,
		play: async (v) => {
			await asked(v, /^Neutering/)
			await v.type('last', '2026-11-01')
			await until('the note', () => v.root.querySelector('.note.info'))
		},
	},
	'stay-types': { before: offerProcedures, play: (v) => v.toTypes() },
	'stay-time': {
		before: offerProcedures,
		play: async (v) => {
			await toStay(v)
			await v.press(/^Tuesday 10 November|^Wednesday 11 November/)
			await v.press(/^08:40|^16:20/)
		},
	},
	'stay-review': { before: offerProcedures, play: (v) => toStayReview(v) },
	'stay-pending': {
		before: offerProcedures,
		play: async (v) => {
			await toStayReview(v)
			await v.press('Send request')
			await v.at('Request sent')
		},
	},
	callback: {
		play: async (v) => {
			await v.toTypes()
			await v.press(/^Talk to us/)
			await v.at(/^Talk to us/)
		},
	},
	called: {
		before: (server) => {
			const promise = { id: 'c1', promisedBy: '2026-11-03T13:05:00+00:00', open: true }
			server.on('POST /api/customer/callbacks', () => ({ status: 201, body: promise }))
		},
		play: async (v) => {
			await v.toTypes()
			await v.press(/^Talk to us/)
			await v.at(/^Talk to us/)
			await v.type('name', 'Sam Rowe')
			await v.type('phone', '07700 900111')
			await v.press('Ask for a call')
			await v.at('We’ll call you')
		},
	},
	b1: { play: (v) => triage(v) },
	'b1-error': {
		play: async (v) => {
			await triage(v)
			await v.press('Continue')
		},
	},
	b2: { play: (v) => red(v) },
	'b2-closed': {
		before: closed,
		play: (v) => red(v),
	},
	amber: { before: today, play: (v) => amber(v) },
	'amber-none': {
		before: (server) =>
			server.on('/availability', (request) => ok({ ...empty(request.query.get('from') ?? '') })),
		play: async (v) => {
			await triage(v)
			await v.press('Vomiting')
			await v.press('Continue')
			await until('the note', () => v.title === 'There’s no time left today')
		},
	},
	'amber-closed': {
		before: (server) => {
			closed(server)
			today(server)
		},
		play: (v) => amber(v),
	},
	'amber-none-closed': {
		before: (server) => {
			closed(server)
			server.on('/availability', ({ query }) =>
				query.get('appointmentTypeId') === types.urgent
					? ok(empty(query.get('from') ?? ''))
					: undefined,
			)
		},
		play: async (v) => {
			await triage(v)
			await v.press('Vomiting')
			await v.press('Continue')
			await v.at('There’s no time left today')
		},
	},
	c1: {
		play: async (v) => {
			await v.toTime()
			await v.press(/^Thursday 5 November/)
			await v.press(/^10:40/)
		},
	},
	c2: {
		play: async (v) => {
			await v.toTime()
			if (v.find('Month')) await v.press('Month')
			await v.press(/^Friday 6 November/)
		},
	},
	d: {
		before: (server) => server.on('/availability', never),
		play: async (v) => {
			await v.toTypes()
			await v.press(/^Booster/)
			await v.at('When suits you?')
		},
	},
	e: { before: lateVet, play: (v) => noneFree(v) },
	'e-none': {
		before: (server) => {
			server.on('/availability', (request) => ok(empty(request.query.get('from') ?? '')))
			server.on('/next', () =>
				ok({ first: null, veterinarians: [], durationMinutes: 20, lastBookableDay: '2027-01-31' }),
			)
		},
		play: async (v) => {
			await v.toTypes()
			await v.press(/^Booster/)
			await v.at('Nothing free online right now')
		},
	},
	holding: {
		before: (server) => server.on('POST /api/customer/holds', never),
		play: async (v) => {
			await v.toTime()
			await v.press(/^Thursday 5 November/)
			await v.press(/^10:40/)
			await v.press('Continue')
			await until('holding', () => v.find('Holding your time…'))
		},
	},
	f1: {
		play: async (v) => {
			await v.toDetails()
			await v.fill()
		},
	},
	'f1-fields': { play: (v) => v.toDetails(/^Microchip/) },
	f2: {
		before: (server) => {
			server.holdMs = 58_000
		},
		play: async (v) => {
			await v.toDetails()
			await v.fill()
			await v.type('pet', '')
			await v.type('phone', '07700 90014')
			await v.press('Review your visit')
			await until('the errors', () => v.root.querySelector('#errors'))
			await until('the last minute', () => v.root.querySelector('.low'))
		},
	},
	g: { play: (v) => v.toReview() },
	booking: {
		before: (server) => server.on('/book', never),
		play: async (v) => {
			await v.toReview()
			await v.press('Book this visit')
			await until('booking', () => v.find('Booking…'))
		},
	},
	checking: {
		before: (server) => {
			let tries = 0
			server.on('/book', () => (tries++ ? never() : problem(503, 'unavailable')))
		},
		play: async (v) => {
			await v.toReview()
			await v.press('Book this visit')
			await v.at('Just making sure')
		},
	},
	h: { play: (v) => v.toBooked() },
	i: {
		play: async (v) => {
			await v.toReview(/^Dental/)
			await v.press('Send request')
			await v.at('Request sent')
		},
	},
	j: { before: taken, play: (v) => lost(v) },
	'j-expired': {
		play: async (v) => {
			await v.toReview()
			v.server.on('/book', () => problem(409, 'hold_expired'))
			await v.press('Book this visit')
			await v.at('Your hold on 10:40 ended')
			await until('others', () => v.root.querySelector('.linkrow'))
		},
	},
	'j-none': {
		before: (server) => {
			taken(server)
			server.on('/nearest', () => ok({ times: [] }))
		},
		play: async (v) => {
			await v.toReview()
			await v.press('Book this visit')
			await until('the note', () => v.text('.lead').startsWith('Nothing else'))
		},
	},
	k1: {
		play: async (v) => {
			await v.toDetails()
			await v.fill()
			dispatchEvent(new Event('offline'))
			offline(true)
			dispatchEvent(new Event('offline'))
			await until('the banner', () => v.root.querySelector('.banner'))
		},
	},
	k2: {
		before: (server) => server.on('/availability', () => problem(403, 'forbidden')),
		play: async (v) => {
			await v.toTypes()
			await v.press(/^Booster/)
			await v.at('We can’t reach the diary')
		},
	},
	'k2-third': {
		before: (server) => server.on('/availability', () => problem(403, 'forbidden')),
		play: async (v) => {
			await v.toTypes()
			await v.press(/^Booster/)
			for (let tries = 0; tries < 2; tries++) {
				await v.at('We can’t reach the diary')
				await v.press('Try again')
				await tick(30)
			}
			await v.at('Still no luck')
		},
	},
	limited: {
		before: (server) =>
			server.on('POST /api/customer/holds', () => ({ ...problem(429, 'rate_limited') })),
		play: async (v) => {
			await v.toTime()
			await v.press(/^10:40|^16:20/)
			await v.press('Continue')
			await v.at('Too many tries')
		},
	},
	paused: {
		before: (server) => {
			server.clinic.paused = true
			server.clinic.pausedUntil = '2026-11-03T17:00:00+00:00'
		},
	},
	n1: { attributes: { mode: 'dialog' } },
	n2: {
		attributes: { mode: 'dialog' },
		play: async (v) => {
			await v.press('Book a visit')
			await v.press('Cat')
			await v.at('What does your cat need?')
		},
	},
	'n-leave': {
		attributes: { mode: 'dialog' },
		play: async (v) => {
			await v.press('Book a visit')
			await v.toDetails()
			await v.press('Close')
			await until('the question', () => v.root.querySelector('dialog#ask[open]'))
		},
	},
}

/** Makes the browser say that there is no network. */
export function offline(yes: boolean): void {
	Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => !yes })
}

function empty(from: string) {
	return {
		clinicId: '',
		timeZone: 'Europe/London',
		appointmentTypeId: types.booster,
		durationMinutes: 20,
		from,
		to: from,
		lastBookableDay: '2027-01-31',
		validUntil: null,
		pausedUntil: null,
		days: [{ date: from, status: 'full', veterinarians: [] }],
	}
}

export function closed(server: Server) {
	server.clinic.open = { now: false, changesAt: '2026-11-04T08:15:00+00:00' }
}

function today(server: Server) {
	server.on('/availability', ({ query }) => {
		const from = query.get('from') ?? ''
		const starts = ['14:40', '15:20', '17:40'].map((time) => `2026-11-03T${time}:00+00:00`)
		return ok({
			...empty(from),
			days: [{ date: '2026-11-03', status: 'free', veterinarians: [{ id: vets.lind, starts }] }],
		})
	})
}

function taken(server: Server) {
	server.on('/book', () => problem(409, 'slot_taken'))
}

function lateVet(server: Server) {
	server.on('/next', () =>
		ok({
			first: { start: '2026-11-03T16:20:00+00:00', veterinarianId: vets.lind },
			veterinarians: [
				{ id: vets.lind, start: '2026-11-03T16:20:00+00:00' },
				{ id: vets.osei, start: '2026-11-10T09:20:00+00:00' },
			],
			durationMinutes: 20,
			lastBookableDay: '2027-01-31',
		}),
	)
	server.on('/availability', ({ query }) => {
		if (query.get('veterinarianId') !== vets.osei) return undefined
		const starts = ['09:20', '10:00', '11:00', '14:00', '15:00'].map(
			(time) => `2026-11-10T${time}:00+00:00`,
		)
		return ok({
			...empty('2026-11-03'),
			days: [
				{ date: '2026-11-03', status: 'full', veterinarians: [] },
				{ date: '2026-11-10', status: 'free', veterinarians: [{ id: vets.osei, starts }] },
			],
		})
	})
}

async function triage(v: Visitor) {
	await v.toTypes()
	await v.press(/^See a vet/)
	await v.at('First, a quick safety check')
}

async function asked(v: Visitor, visit: RegExp) {
	await v.toTypes()
	await v.press(visit)
	await v.at('A little more about the visit')
}

async function toStay(v: Visitor) {
	await asked(v, /^Neutering/)
	await v.type('last', '2026-10-20')
	await v.press('Continue')
	await v.at('Bring your dog at')
	await until('times', () => v.root.querySelector('.time'))
}

async function toStayReview(v: Visitor) {
	await toStay(v)
	await v.press(/^Thursday 5 November/)
	await v.press(/^08:40/)
	await v.press('Continue')
	await v.at('Tell us about you and your pet')
	await v.fill()
	await v.press('Review your visit')
	await v.at('Does this look right?')
}

async function red(v: Visitor) {
	await triage(v)
	await v.press('Struggling to breathe')
	await v.press('Continue')
	await v.at(/needs help now/)
}

async function amber(v: Visitor) {
	await triage(v)
	await v.press('Vomiting')
	await v.press('Continue')
	await v.at('We’d like to see your dog today')
	await until('times', () => v.root.querySelector('.time'))
}

async function noneFree(v: Visitor) {
	await v.toTime()
	await v.press(/Dr Osei/)
	await v.at('Nothing left this week')
}

async function lost(v: Visitor) {
	await v.toReview()
	await v.press('Book this visit')
	await v.at('Sorry, 10:40 has just gone')
	await until('others', () => v.root.querySelector('.linkrow'))
}

export { signs }

/** Plays a scene on the page. */
export async function play(
	name: string,
	attributes: Record<string, string> = {},
	server?: Server,
): Promise<Visitor> {
	const scene = scenes[name]
	if (!scene) throw new Error(`No scene ${name}`)
	const visitor = new Visitor(server, { ...scene.attributes, ...attributes })
	scene.before?.(visitor.server)
	if (scene.attributes?.mode) {
		document.body.append(visitor.element)
		await until('the button', () => visitor.root.querySelector('.float'))
	} else await visitor.arrive()
	await scene.play?.(visitor)
	return visitor
}

Object.assign(globalThis, {
	sceneNames: () => Object.keys(scenes),
	playScene: async (name: string) => {
		sessionStorage.clear()
		await play(name)
	},
})
