import type {
	AppointmentType,
	Availability,
	BookedAppointment,
	ClinicProfile,
	Hold,
	NextFree,
	Species,
} from '../../sdk/index.ts'

/** A clinic that answers like the API does, without one: profile, diary, holds and bookings. */
export const phone = '+442079460112'
export const vets = {
	osei: '01900000-0000-7000-8000-0000000000a1',
	lind: '01900000-0000-7000-8000-0000000000a2',
	nair: '01900000-0000-7000-8000-0000000000a3',
}
const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const types = {
	booster: id(1),
	problem: id(2),
	puppy: id(3),
	dental: id(4),
	chip: id(5),
	nails: id(6),
	weight: id(7),
	goodbye: id(8),
	urgent: id(9),
	surgery: id(10),
	recheck: id(11),
	preOp: id(12),
	neuter: id(13),
	kitten: id(14),
}
export const signs = {
	breath: id(21),
	collapse: id(22),
	fit: id(23),
	bleed: id(24),
	bloat: id(25),
	poison: id(26),
	vomit: id(27),
}

const fixed = (amount: string) => ({
	kind: 'fixed' as const,
	amount: { amount, currency: 'GBP' },
	note: null,
})
const cats: Species[] = ['dog', 'cat', 'rabbit']

export function type(of: Partial<AppointmentType> & { id: string; name: string }): AppointmentType {
	return {
		slug: of.id,
		description: '',
		group: 'Most booked',
		icon: 'stethoscope',
		mode: 'instant',
		durationMinutes: 20,
		extraPetMinutes: 10,
		extraProblemMinutes: 10,
		maxPets: 3,
		price: null,
		species: cats,
		clientType: 'both',
		triage: 'none',
		asks: [],
		earlierVisit: null,
		dayStay: null,
		veterinarianIds: Object.values(vets),
		minNoticeMinutes: 60,
		horizonDays: 60,
		cancellationCutoffHours: 24,
		formFields: [],
		preparation: [
			{ text: 'Vaccination card, if you have one', species: null },
			{ text: 'Dogs on a lead, cats in a carrier', species: null },
		],
		...of,
	}
}

const question = {
	required: true,
	options: null,
	maxLength: null,
	min: null,
	max: null,
	pattern: null,
	species: null,
	sex: null,
	advice: null,
}

const appointmentTypes: AppointmentType[] = [
	type({
		id: types.booster,
		name: 'Booster vaccination',
		description: 'Yearly jab with a nose-to-tail check',
		icon: 'syringe',
		price: fixed('58.00'),
	}),
	type({
		id: types.problem,
		name: 'See a vet about a problem',
		description: 'Itching, limping, tummy upset, lumps',
		price: fixed('52.00'),
		triage: 'required',
	}),
	type({
		id: types.puppy,
		name: 'Puppy first visit',
		description: 'Check, first jabs and a plan',
		group: 'Healthy and happy',
		icon: 'heart',
		durationMinutes: 40,
		price: fixed('72.00'),
		asks: ['client', 'problems', 'age', 'weight', 'sex'],
	}),
	type({
		id: types.dental,
		name: 'Dental treatment',
		description: 'A vet looks at teeth and gums',
		group: 'Healthy and happy',
		icon: 'tooth',
		durationMinutes: 60,
		mode: 'request',
		price: { kind: 'from', amount: { amount: '46.00', currency: 'GBP' }, note: null },
	}),
	type({
		id: types.chip,
		name: 'Microchip',
		description: 'Fitted and registered the same day',
		group: 'Healthy and happy',
		icon: 'chip',
		durationMinutes: 10,
		price: fixed('24.00'),
		formFields: [
			{
				...question,
				id: 'well',
				label: 'Has your pet been well for 7 days?',
				type: 'yesno',
				advice: { when: 'no', suggest: 'offer', appointmentTypeId: types.problem },
			},
			{
				...question,
				id: 'start',
				label: 'When did it start?',
				type: 'choice',
				required: false,
				options: ['Today', '1-3 days ago', '4-7 days ago', '1-4 weeks ago', 'Longer'],
			},
			{
				...question,
				id: 'tick',
				label: 'Tick what applies',
				type: 'multi',
				required: false,
				species: ['dog'],
				options: ['Boarding', 'Groomer'],
			},
			{
				...question,
				id: 'days',
				label: 'How many days of medicine are left?',
				type: 'number',
				min: 0,
				max: 180,
				advice: { when: 'under:3', suggest: 'call', appointmentTypeId: null },
			},
			{ ...question, id: 'when', label: 'Date of last vaccination', type: 'date', required: false },
			{
				...question,
				id: 'story',
				label: 'What happened?',
				type: 'longtext',
				required: false,
				maxLength: 600,
			},
			{ ...question, id: 'agree', label: 'I have read the instructions', type: 'consent' },
		],
	}),
	type({
		id: types.nails,
		name: 'Nail clip',
		description: 'Quick and gentle, treats included',
		group: 'With a nurse',
		icon: 'scissors',
		durationMinutes: 10,
		price: fixed('18.00'),
		asks: ['client'],
		clientType: 'existing',
	}),
	type({
		id: types.weight,
		name: 'Weight clinic',
		description: 'Weigh-in and food advice',
		group: 'With a nurse',
		icon: 'scale',
		price: { kind: 'free', amount: null, note: null },
	}),
	type({
		id: types.goodbye,
		name: 'Talk to us about saying goodbye',
		group: 'Talk to us',
		icon: 'heart',
		mode: 'callback',
	}),
	type({
		id: types.urgent,
		name: 'Same-day urgent visit',
		mode: 'triage_only',
		triage: 'amber_required',
		price: fixed('58.00'),
	}),
	type({ id: types.surgery, name: 'Surgery', mode: 'staff_only' }),
]

/** The clinic's Tuesday morning: 3 November 2026, winter time, so its clock is UTC. */
export const NOON = Date.parse('2026-11-03T11:56:00Z')

const veterinarian = (vet: string, name: string, shortName: string, initials: string) => ({
	id: vet,
	name,
	shortName,
	initials,
	title: 'Small animals',
	role: 'veterinarian' as const,
	photoUrl: null,
	species: cats,
	languages: ['en'],
})

const sign = (of: string, text: string, level: 'red' | 'amber' = 'red') => ({
	id: of,
	text,
	level,
	emphasis: null,
	species: null,
})

export function profile(): ClinicProfile {
	return {
		id: id(100),
		slug: 'harbour-lane',
		name: 'Harbour Lane Vets',
		timeZone: 'Europe/London',
		locale: 'en-GB',
		region: 'GB',
		currency: 'GBP',
		phone,
		address: ['14 Harbour Lane', 'Riverside', 'London'],
		email: 'hello@harbour.example',
		website: null,
		accent: null,
		parking: null,
		access: null,
		hours: [],
		open: { now: true, changesAt: '2026-11-03T19:00:00+00:00' },
		outOfHours: {
			name: 'Northgate Night Vets',
			phone: '+442079460177',
			address: ['2 Northgate', 'London'],
			hours: 'Nights',
			travelMinutes: 12,
		},
		paused: false,
		pausedUntil: null,
		privacyUrl: 'https://harbour.example/privacy',
		cancellationPolicy: '',
		species: ['dog', 'cat', 'rabbit'],
		appointmentTypes,
		veterinarians: [
			veterinarian(vets.osei, 'Dr Abena Osei', 'Dr Osei', 'AO'),
			veterinarian(vets.lind, 'Dr Tomas Lind', 'Dr Lind', 'TL'),
			veterinarian(vets.nair, 'Dr Priya Nair', 'Dr Nair', 'PN'),
		],
		triage: {
			intro: '',
			none: 'None of these',
			disclaimer:
				'This list can’t cover everything and isn’t a diagnosis. If you’re worried, call us.',
			questions: [
				sign(signs.breath, 'Struggling to breathe'),
				sign(signs.collapse, 'Collapsed, or can’t stand up'),
				sign(signs.fit, 'Having a fit, or just had one'),
				sign(signs.bleed, 'Bleeding that won’t stop'),
				sign(signs.bloat, 'Swollen belly and trying to be sick'),
				sign(signs.poison, 'May have eaten poison'),
				sign(signs.vomit, 'Vomiting more than twice today', 'amber'),
			],
		},
		serverTime: '2026-11-03T11:56:00+00:00',
	}
}

const at = (day: string, time: string) => `${day}T${time}:00+00:00`
const many = '08:40 09:00 09:40 10:20 10:40 11:20 14:00 14:20 15:40 17:20 18:00'.split(' ')
const plans: Record<string, string[]> = {
	2: ['16:20'],
	4: many,
	5: ['09:20', '11:40', '13:40', '14:40', '16:00'],
	6: ['10:00'],
	1: many,
}
const DAY = 86_400_000

/** Tuesday has one time, Wednesday is full, Sunday closed, the rest vary; each vet a third of them. */
export function availability(from: string, to: string, vet: string | null): Availability {
	const days: Availability['days'] = []
	for (let ms = Date.parse(from); ms <= Date.parse(to); ms += DAY) {
		const date = new Date(ms).toISOString().slice(0, 10)
		const weekday = new Date(ms).getUTCDay()
		const times = plans[weekday] ?? []
		const by = Object.values(vets).map((of, i) => ({
			id: of,
			starts: times.filter((_, n) => n % 3 === i).map((time) => at(date, time)),
		}))
		const veterinarians = by.filter((one) => one.starts.length && (!vet || one.id === vet))
		const status = veterinarians.length
			? 'free'
			: weekday === 0
				? 'closed'
				: times.length
					? 'not_this_vet'
					: 'full'
		days.push({ date, status, veterinarians })
	}
	return {
		clinicId: id(100),
		timeZone: 'Europe/London',
		appointmentTypeId: types.booster,
		durationMinutes: 20,
		from,
		to,
		lastBookableDay: '2027-01-31',
		validUntil: null,
		pausedUntil: null,
		days,
	}
}

export const next = (): NextFree => ({
	first: { start: at('2026-11-03', '16:20'), veterinarianId: vets.osei },
	veterinarians: [
		{ id: vets.osei, start: at('2026-11-03', '16:20') },
		{ id: vets.lind, start: at('2026-11-05', '09:00') },
		{ id: vets.nair, start: at('2026-11-06', '13:40') },
	],
	durationMinutes: 20,
	lastBookableDay: '2027-01-31',
})

export interface Request {
	method: string
	path: string
	query: URLSearchParams
	headers: Headers
	body: Record<string, unknown>
}
type Answer = { status: number; body?: unknown; headers?: Record<string, string> }
export type Handler = (request: Request) => Answer | undefined | Promise<Answer | undefined>

export const ok = (body: unknown, status = 200): Answer => ({ status, body })
export const problem = (status: number, code: string, more: object = {}): Answer => ({
	status,
	body: {
		type: `urn:vetslot:problem:${code}`,
		title: code,
		status,
		detail: code,
		code,
		requestId: 'E503-91',
		issues: [],
		...more,
	},
})
const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}+00:00`

/** A file is given as its text. */
async function bodyOf(body: RequestInit['body']): Promise<Request['body']> {
	if (body instanceof Blob) return { file: await body.text() }
	return body ? JSON.parse(String(body)) : {}
}

/** The fake server: what `fetch` in it answers, what it was asked, and what to answer instead. */
export class Server {
	readonly requests: Request[] = []
	clinic = profile()
	/** Answers tried before the usual ones, newest first. */
	readonly #instead: [string, Handler][] = []
	/** The server's clock runs from here. */
	#started = Date.now()
	#extensions = 2
	hold: Hold | undefined
	holdMs = 600_000

	get now(): number {
		return NOON + Date.now() - this.#started
	}

	/** Answers calls whose "METHOD path" ends so; returns how to stop it. */
	on(call: string, handler: Handler): () => void {
		const entry: [string, Handler] = [call, handler]
		this.#instead.unshift(entry)
		return () => this.#instead.splice(this.#instead.indexOf(entry), 1)
	}

	/** Calls to an address, as "METHOD path". */
	calls(call: string): Request[] {
		return this.requests.filter((one) => `${one.method} ${one.path}`.endsWith(call))
	}

	readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
		const url = new URL(String(input))
		const body = await bodyOf(init.body)
		const request: Request = {
			method: init.method ?? 'GET',
			path: url.pathname,
			query: url.searchParams,
			headers: new Headers(init.headers),
			body,
		}
		this.requests.push(request)
		await new Promise((resolve) => setTimeout(resolve, 1))
		const answer = await this.#answer(request, init.signal ?? undefined)
		const { body: said } = answer
		const asIs = typeof said === 'string' || said instanceof ReadableStream
		const text = asIs ? said : JSON.stringify(said)
		return new Response(answer.status === 204 ? null : text, {
			status: answer.status,
			...(answer.headers && { headers: answer.headers }),
		})
	}

	async #answer(request: Request, signal: AbortSignal | undefined): Promise<Answer> {
		const name = `${request.method} ${request.path}`
		for (const [call, handler] of [...this.#instead]) {
			if (!name.endsWith(call)) continue
			const stopped = new Promise<never>((_, reject) =>
				signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
			)
			const answer = await Promise.race([handler(request), stopped])
			if (answer) return answer
		}
		return this.#usual(name, request)
	}

	#usual(name: string, { query, body }: Request): Answer {
		if (name.endsWith('GET /api/customer/clinic'))
			return ok({ ...this.clinic, serverTime: iso(this.now) })
		if (name.endsWith('/availability'))
			return ok(
				availability(query.get('from') ?? '', query.get('to') ?? '', query.get('veterinarianId')),
			)
		if (name.endsWith('/next')) return ok(next())
		if (name.endsWith('/nearest'))
			return ok({
				times: [
					{ start: at('2026-11-05', '10:20'), veterinarianId: vets.lind },
					{ start: at('2026-11-05', '11:20'), veterinarianId: vets.osei },
					{ start: at('2026-11-06', '10:40'), veterinarianId: vets.lind },
				],
			})
		if (name.endsWith('POST /api/customer/holds')) return ok(this.#newHold(body), 201)
		if (name.includes('/extend')) return this.#extend()
		if (name.startsWith('DELETE')) return { status: 204 }
		if (name.includes('GET /api/customer/holds/'))
			return this.hold ? ok(this.#state()) : problem(409, 'hold_expired')
		if (name.endsWith('/book')) return ok(this.booking(body), 201)
		if (name.endsWith('/calendar')) return ok('BEGIN:VCALENDAR')
		return problem(404, 'not_found')
	}

	#newHold(body: Request['body']): Hold {
		this.#extensions = 2
		const start = String(body.start)
		this.hold = {
			id: crypto.randomUUID(),
			token: 'tokentokentokentokentoken',
			appointmentTypeId: String(body.appointmentTypeId),
			veterinarianId: String(body.veterinarianId ?? vets.lind),
			start,
			end: iso(Date.parse(start) + 1_200_000),
			expiresAt: iso(this.now + this.holdMs),
			extensionsLeft: 2,
			serverTime: iso(this.now),
		}
		return this.hold
	}

	#state() {
		const { token: _, ...state } = this.hold!
		return { ...state, serverTime: iso(this.now) }
	}

	#extend(): Answer {
		if (!this.hold || !this.#extensions) return problem(409, 'hold_limit_reached')
		this.#extensions--
		this.hold = {
			...this.hold,
			expiresAt: iso(Date.parse(this.hold.expiresAt) + 300_000),
			extensionsLeft: this.#extensions,
		}
		return ok(this.#state())
	}

	/** The booking as the server presents it. */
	booking(body: Request['body']): BookedAppointment {
		const kind = this.clinic.appointmentTypes.find((one) => one.id === body.appointmentTypeId)!
		const vet = this.clinic.veterinarians.find((one) => one.id === body.veterinarianId)!
		const owner = body.owner as { name: string; email: string }
		const pending = kind.mode === 'request'
		const start = String(body.start)
		return {
			id: id(200),
			reference: 'HLV7Q4K',
			status: pending ? 'pending' : 'confirmed',
			start,
			end: iso(Date.parse(start) + kind.durationMinutes * 60_000),
			durationMinutes: kind.durationMinutes,
			timeZone: 'Europe/London',
			appointmentType: { id: kind.id, name: kind.name, icon: kind.icon },
			veterinarian: { id: vet.id, name: vet.name, shortName: vet.shortName, title: vet.title },
			pets: body.pets as BookedAppointment['pets'],
			owner: { name: owner.name, email: owner.email },
			price: kind.price?.amount ?? null,
			preparation: kind.preparation,
			clinic: { id: this.clinic.id, name: this.clinic.name, phone, address: this.clinic.address },
			canMove: true,
			canCancel: true,
			freeUntil: start,
			cancellationPolicy: '',
			cancelledLate: false,
			answerBy: pending ? '2026-11-03T17:00:00+00:00' : null,
			rescheduleCount: 0,
			delayedFrom: null,
			attendanceConfirmedAt: null,
			visit: body.visit as BookedAppointment['visit'],
			serverTime: iso(this.now),
			manageToken: 'manage',
			manageUrl: 'https://api.example/visit#manage',
			accountUrl: 'https://api.example/portal/brackenbury#keep=manage',
		}
	}
}
