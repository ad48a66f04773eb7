import type { BookingPauses, Emergency, EmergencyPlan, Resource } from '../../../../sdk/staff.ts'
import { ok } from '../../fixture.ts'
import { until } from '../../visit/owner.ts'
import { Colleague, StaffServer } from '../staff/colleague.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const vets = { osei: id(11), lind: id(12) }
export const emergencyIds = [id(301), id(302)] as const
const TYPE = id(401)

const vet = (id: string, name: string, shortName: string) =>
	({ id, name, shortName, kind: 'veterinarian', active: true }) as unknown as Resource

export function emergency(of: Partial<Emergency> = {}): Emergency {
	return {
		id: emergencyIds[0],
		severity: 'life_threatening',
		species: 'dog',
		complaint: 'Collapsed',
		caller: { name: 'Jo Moss', phone: '+447700900310' },
		minutes: 30,
		arrivesAt: '2126-11-03T11:20:00+00:00',
		status: 'open',
		veterinarianId: null,
		appointmentId: null,
		outcome: null,
		recordedAt: '2126-11-03T10:58:00+00:00',
		settledAt: null,
		...of,
	}
}

const at = (time: string) => `2126-11-03T${time}:00+00:00`
type Proposal = EmergencyPlan['proposals'][number]
type Move = Proposal['moves'][number]

const approve = (
	start: string,
	veterinarianId: string,
	moves: Proposal['approve']['moves'] = [],
) => ({
	appointmentTypeId: TYPE,
	minutes: 30,
	...{ start, veterinarianId, moves },
})

/** Nobody has to wait. */
export function gap(): Proposal {
	const place = { start: at('11:20'), veterinarianId: vets.osei }
	const own = { appointmentId: null, ...place, end: at('11:50'), pets: [], visit: '' }
	return {
		kind: 'gap',
		...place,
		end: at('11:50'),
		resourceIds: [vets.osei],
		waitMinutes: 0,
		points: 0,
		moves: [],
		before: [],
		after: [{ ...own, change: 'emergency' }],
		approve: approve(at('11:20'), vets.osei),
	}
}

/** Ziggy comes later, whose owner has a mail address unless told. */
export function rearranged(of: Partial<Move> = {}): Proposal {
	const ziggy = { appointmentId: id(501), pets: ['Ziggy'], visit: 'Booster' }
	const from = { start: at('11:20'), veterinarianId: vets.lind }
	const to = { start: at('11:50'), veterinarianId: vets.lind }
	return {
		...gap(),
		kind: 'rearranged',
		veterinarianId: vets.lind,
		points: 40,
		moves: [
			{
				...ziggy,
				reference: 'HLV7Q4K',
				client: { name: 'Sam Rivera', phone: '+447700900142' },
				from: { ...from, end: at('11:40') },
				to: { ...to, end: at('12:10') },
				minutesLater: 30,
				flexible: true,
				setOut: true,
				byMail: true,
				...of,
			},
		],
		before: [{ ...ziggy, ...from, end: at('11:40'), change: 'leaves' }],
		after: [
			{ ...gap().after[0]!, veterinarianId: vets.lind },
			{ ...ziggy, ...to, end: at('12:10'), change: 'comes' },
		],
		approve: approve(at('11:20'), vets.lind, [{ appointmentId: id(501), from, to }]),
	}
}

/** A clinic's server with what is on the way, where it could go, and what is paused. */
export class SurgeryServer extends StaffServer {
	open: Emergency[] = []
	taken: Emergency[] = []
	proposals: Proposal[] = [gap()]
	readonly #streams: ReadableStreamDefaultController<Uint8Array>[] = []
	#version = 1
	pauses: BookingPauses = { everyone: null, people: [], serverTime: at('10:59') }

	constructor() {
		super()
		const resources = [
			vet(vets.osei, 'Dr Abena Osei', 'Dr Osei'),
			vet(vets.lind, 'Dr Tomas Lind', 'Dr Lind'),
		]
		this.on('GET /api/clinic/resources', () => ok({ resources }))
		this.on('GET /api/clinic/stream', () => this.#stream())
		this.on('GET /api/clinic/emergencies', ({ query }) => {
			const emergencies = query.get('status') === 'assigned' ? this.taken : this.open
			return ok({ emergencies, serverTime: at('10:59') })
		})
		this.on('POST /api/clinic/emergencies', () => {
			this.open = [emergency(), ...this.open]
			return ok(emergency(), 201)
		})
		this.on('/plan', ({ path }) => {
			const found = this.open.find((one) => path.includes(one.id)) ?? emergency()
			const plan = { emergency: found, proposals: this.proposals, complete: true }
			return ok({ ...plan, serverTime: at('10:59') })
		})
		for (const act of ['/approve', '/assign', '/close'])
			this.on(act, ({ path }) => {
				this.open = this.open.filter((one) => !path.includes(one.id))
				return ok({})
			})
		this.on('/api/clinic/pause', ({ method }) => {
			const everyone = { until: at('13:00'), reason: 'Two emergencies' }
			if (method !== 'GET')
				this.pauses = { ...this.pauses, everyone: method === 'PUT' ? everyone : null, people: [] }
			return ok(this.pauses)
		})
	}

	/** As when something changes at the clinic. */
	tell(): void {
		const version = ++this.#version
		const event = `event: availability\nid: ${version}\ndata: {"version":${version}}\n\n`
		for (const stream of this.#streams) stream.enqueue(new TextEncoder().encode(event))
	}

	#stream() {
		const body = new ReadableStream<Uint8Array>({
			start: (stream) => void this.#streams.push(stream),
		})
		return { status: 200, body, headers: { 'content-type': 'text/event-stream' } }
	}
}

const textOf = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()

/** Somebody at the desk while an emergency is on the way. */
export class Surgery extends Colleague {
	override readonly server = new SurgeryServer()

	async opens(view = 'emergencies'): Promise<this> {
		await this.arrive(`#/${view}`, true)
		await this.one(`vetslot-clinic-${view}`)
		return this
	}

	/** Waits for words at a selector. */
	async reads(selector: string, words: string | RegExp): Promise<void> {
		const read = () => this.all(selector).map(textOf).join(' ')
		const fits = () => (typeof words === 'string' ? read().includes(words) : words.test(read()))
		await until(`${words} at ${selector}`, fits).catch((error) => {
			throw new Error(`${error.message}, but “${read()}”`)
		})
	}

	async choose(field: string, value: string): Promise<void> {
		const select = await this.one<HTMLSelectElement>(`select#${field}`)
		select.value = value
		select.dispatchEvent(new Event('change', { bubbles: true, composed: true }))
	}
}
