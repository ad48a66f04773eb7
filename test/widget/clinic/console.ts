import '../../../widget/clinic/clinic.ts'
// Otherwise the first test of a file would wait for their code.
import '../../../widget/clinic/diary/diary-view.ts'
import '../../../widget/clinic/visit/new-visit.ts'
import '../../../widget/clinic/visit/visit-panel.ts'
import type { Diary, DiaryVisit, StaffSession, VisitDetails } from '../../../sdk/staff.ts'
import type { VetslotClinic } from '../../../widget/clinic/clinic-element.ts'
import { ok, problem, Server, vets } from '../fixture.ts'
import { until } from '../visit/owner.ts'

export const clinicId = '01900000-0000-7000-8000-000000000100'
export const nurseId = '01900000-0000-7000-8000-0000000000b1'
export const theatreId = '01900000-0000-7000-8000-0000000000c1'
const visitId = (n: number) => `01900000-0000-7000-8000-00000000${String(n).padStart(4, '0')}`
/** Tuesday 3 November 2026, in winter time: the clinic's clock is UTC. */
export const DAY = '2026-11-03'
export const at = (time: string, day = DAY) => `${day}T${time}:00+00:00`

export const session = (roles: StaffSession['user']['roles'] = ['admin']): StaffSession => ({
	accessToken: 'a.b.c',
	expiresIn: 600,
	refreshToken: null,
	sessionId: visitId(900),
	user: {
		id: vets.osei,
		name: 'Dr Abena Osei',
		email: 'abena.osei@harbour.example',
		title: 'Vet',
		roles,
		isActive: true,
		hasPassword: true,
		hasSecondFactor: false,
		lastLoginAt: null,
		invitedAt: null,
	},
	clinic: {
		id: clinicId,
		slug: 'harbour-lane',
		name: 'Harbour Lane Vets',
		timeZone: 'Europe/London',
		locale: 'en-GB',
		currency: 'GBP',
		phone: '+442079460112',
		accent: null,
	},
})

const open = [
	{ start: at('08:30'), end: at('12:30'), kind: 'normal' as const },
	{ start: at('13:30'), end: at('18:00'), kind: 'normal' as const },
]
const lunch = {
	start: at('12:30'),
	end: at('13:30'),
	kind: 'break' as const,
	label: 'Lunch',
	overrideId: null,
}

function column(
	id: string,
	name: string,
	shortName: string,
	kind: Diary['columns'][number]['kind'],
): Diary['columns'][number] {
	const initials = name
		.split(' ')
		.slice(-2)
		.map((word) => word[0])
		.join('')
	const room = kind === 'room'
	return {
		id,
		name,
		shortName,
		initials,
		kind,
		title: null,
		capacity: 1,
		open: room ? [{ start: at('00:00'), end: at('23:59'), kind: 'normal' }] : open,
		closed: room ? [] : [lunch],
	}
}

export function visit(n: number, of: Partial<DiaryVisit>): DiaryVisit {
	const start = of.start ?? at('10:00')
	const end =
		of.end ?? new Date(Date.parse(start) + 1_200_000).toISOString().replace('.000Z', '+00:00')
	const veterinarianId = of.veterinarianId ?? vets.osei
	return {
		id: visitId(n),
		reference: `HLV7Q${n}K`,
		status: 'confirmed',
		start,
		end,
		appointmentTypeId: visitId(801),
		typeName: 'Booster',
		veterinarianId,
		client: 'Sam Rivera',
		pets: [{ name: 'Biscuit', species: 'dog' }],
		reason: null,
		bookingMethod: 'online',
		isEmergency: false,
		isOverbooked: false,
		answerBy: null,
		arrivedAt: null,
		lateMinutes: null,
		carPark: null,
		places: [{ id: veterinarianId, start, end }],
		...of,
	}
}

const named = (name: string) => [{ name, species: 'dog' as const }]

/** A morning with every state that a visit can be in. */
export function diary(): Diary {
	return {
		timeZone: 'Europe/London',
		from: DAY,
		to: DAY,
		now: at('11:01'),
		version: 7,
		paused: false,
		columns: [
			column(vets.osei, 'Dr Abena Osei', 'Dr Osei', 'veterinarian'),
			column(vets.lind, 'Dr Tomas Lind', 'Dr Lind', 'veterinarian'),
			column(nurseId, 'Lina Koch', 'Lina', 'nurse'),
			column(theatreId, 'Theatre', 'Theatre', 'room'),
		],
		visits: [
			visit(1, { start: at('08:40'), status: 'completed', pets: named('Pepper') }),
			visit(2, {
				start: at('09:40'),
				status: 'no_show',
				pets: named('Rufus'),
				veterinarianId: vets.lind,
			}),
			visit(3, { start: at('10:40'), status: 'in_progress', pets: named('Juno') }),
			visit(4, {
				start: at('10:50'),
				status: 'checked_in',
				veterinarianId: vets.lind,
				arrivedAt: at('10:52'),
				lateMinutes: null,
				carPark: null,
			}),
			visit(5, { start: at('11:20'), pets: named('Ziggy') }),
			visit(6, {
				start: at('11:40'),
				status: 'pending',
				pets: named('Pixel'),
				answerBy: at('17:00'),
			}),
			visit(7, { start: at('11:00'), pets: named('Finn'), veterinarianId: nurseId }),
			visit(8, { start: at('14:00'), status: 'cancelled', pets: named('Nell') }),
		],
		holds: [],
	}
}

export function details(of: DiaryVisit, actions: VisitDetails['actions']): VisitDetails {
	return {
		appointment: {
			id: of.id,
			reference: of.reference,
			status: of.status,
			start: of.start,
			end: of.end,
			appointmentTypeId: of.appointmentTypeId,
			veterinarianId: of.veterinarianId,
			resourceIds: [of.veterinarianId],
			client: {
				id: visitId(700),
				name: of.client,
				email: 'sam@example.com',
				phone: '+447700900142',
			},
			pets: of.pets.map((pet, i) => ({ id: visitId(710 + i), breed: 'Border terrier', ...pet })),
			visit: { pets: 1, problems: 1, amber: false },
			bookingMethod: 'online',
			isEmergency: of.isEmergency,
			price: { amount: '58.00', currency: 'GBP' },
			notes: 'Still shaking his head at night.',
			answerBy: of.answerBy,
			rescheduleCount: 0,
			previousAppointmentId: null,
			cancelledAt: null,
			cancelledBy: null,
			cancelledLate: false,
			cancellationReason: null,
		} as VisitDetails['appointment'],
		typeName: of.typeName,
		pets: of.pets.map((pet, i) => ({
			id: visitId(710 + i),
			breed: 'Border terrier',
			sex: 'male',
			isNeutered: true,
			birthDate: '2022-05-01',
			weightKg: 8.2,
			microchip: null,
			status: 'active',
			alerts: [{ kind: 'allergy', text: 'amoxicillin', since: null }],
			earlierVisits: [],
			...pet,
		})) as VisitDetails['pets'],
		events: [],
		answers: [],
		triage: null,
		notes: { internal: null, shared: null, version: 'v1' },
		overbookedResourceIds: [],
		messages: [],
		actions,
		undoes: null,
	}
}

/** A clinic whose console is open: it answers as the API does. */
export class ConsoleServer extends Server {
	diary = diary()
	session = session()
	/** Whether the browser has a cookie. */
	hasCookie = true
	#news: ReadableStreamDefaultController<Uint8Array> | undefined

	constructor() {
		super()
		const resources = this.diary.columns.map((one) => ({
			...one,
			code: null,
			roomType: one.kind === 'room' ? 'theatre' : null,
			skills: [],
			species: [],
			bookableOnline: true,
			active: true,
		}))
		const type = {
			id: visitId(801),
			name: 'Booster',
			active: true,
			isDefault: true,
			mode: 'instant',
		}
		this.on('/refresh', () => (this.hasCookie ? ok(this.session) : problem(401, 'session_ended')))
		this.on('POST /api/clinic/sessions', () => ok(this.session, 201))
		this.on(`DELETE /api/clinic/sessions/${clinicId}`, () => ({ status: 204 }))
		this.on('/api/clinic/resources', () => ok({ resources }))
		this.on('/api/clinic/types', () => ok({ types: [type] }))
		this.on('/api/clinic/diary', ({ query }) =>
			ok({ ...this.diary, from: query.get('from'), to: query.get('to') }),
		)
		this.on('/api/clinic/stream', () => this.#stream())
		for (const one of this.diary.visits)
			this.on(`GET /api/clinic/appointments/${one.id}`, () => {
				const now = this.diary.visits.find(({ id }) => id === one.id)!
				return ok(details(now, this.actionsOf(now)))
			})
		this.on('/status', ({ path, body }) => ok(this.#become(path, String(body.to))))
	}

	actionsOf({ status }: DiaryVisit): VisitDetails['actions'] {
		if (status === 'confirmed') return ['check_in', 'move', 'cancel', 'edit']
		if (status === 'checked_in') return ['start', 'move', 'undo', 'edit']
		if (status === 'pending') return ['confirm', 'decline', 'edit']
		return ['edit']
	}

	#become(path: string, to: string) {
		const [, id] = /appointments\/([^/]+)\/status/.exec(path) ?? []
		this.diary = {
			...this.diary,
			version: this.diary.version + 1,
			visits: this.diary.visits.map((one) =>
				one.id === id ? { ...one, status: to as DiaryVisit['status'] } : one,
			),
		}
		this.tell()
		return details(this.diary.visits.find((one) => one.id === id)!, ['edit']).appointment
	}

	#stream() {
		const body = new ReadableStream<Uint8Array>({
			start: (controller) => {
				this.#news = controller
			},
		})
		return { status: 200, body, headers: { 'content-type': 'text/event-stream' } }
	}

	/** Somebody changed something. */
	tell(): void {
		const { version } = this.diary
		this.#news?.enqueue(new TextEncoder().encode(`event: availability\nid: ${version}\n\n`))
	}
}

/** Somebody who works there, and what they see and do. */
export class Colleague {
	readonly server: ConsoleServer
	readonly element: VetslotClinic

	constructor(server = new ConsoleServer()) {
		this.server = server
		this.element = document.createElement('vetslot-clinic') as VetslotClinic
		this.element.fetch = server.fetch
		this.element.api = 'https://api.example'
	}

	/** Opens the console at an address. */
	async arrive(hash = `#/diary/${DAY}`): Promise<this> {
		const known = { id: clinicId, slug: 'harbour-lane' }
		if (this.server.hasCookie) localStorage.setItem('vetslot-clinic', JSON.stringify(known))
		history.replaceState(null, '', hash)
		document.body.append(this.element)
		await this.element.updateComplete
		return this
	}

	async opened(hash?: string): Promise<this> {
		await this.arrive(hash)
		await until('the diary', () => this.find('Pepper') ?? this.find('Day'))
		await until('its visits', () => this.all('.block, tbody tr').length)
		return this
	}

	/** Everything inside, through all shadow roots. */
	all<E extends HTMLElement = HTMLElement>(
		selector: string,
		root: ParentNode = this.element.renderRoot,
	): E[] {
		const here = [...root.querySelectorAll<E>(selector)]
		const deeper = [...root.querySelectorAll('*')].flatMap((one) =>
			one.shadowRoot ? this.all<E>(selector, one.shadowRoot) : [],
		)
		return [...here, ...deeper]
	}

	/** Something to press or fill, by its name or a part of it. */
	find(name: string, kinds = 'button, a, input, select, textarea'): HTMLElement | undefined {
		const all = this.all(kinds)
		const nameOf = (one: HTMLElement) => {
			const label =
				one.id && (one.getRootNode() as ShadowRoot).querySelector(`label[for="${one.id}"]`)
			return (one.ariaLabel ?? (label ? label.textContent : one.textContent) ?? '')
				.replace(/\s+/g, ' ')
				.trim()
		}
		return all.find((one) => nameOf(one) === name) ?? all.find((one) => nameOf(one).includes(name))
	}

	async press(name: string): Promise<void> {
		const target = await until(`a way to press ${name}`, () => this.find(name))
		target.focus()
		target.click()
		await this.element.updateComplete
	}

	async fill(name: string, value: string): Promise<void> {
		const field = (await until(`a field ${name}`, () =>
			this.find(name, 'input, select, textarea'),
		)) as HTMLInputElement
		field.value = value
		field.dispatchEvent(
			new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }),
		)
		field.dispatchEvent(new Event('blur'))
	}

	/** A key where the focus is. */
	key(key: string): void {
		const options = { key, bubbles: true, cancelable: true, composed: true }
		this.focused?.dispatchEvent(new KeyboardEvent('keydown', options))
	}

	get focused(): HTMLElement | undefined {
		let active: Element | null | undefined = document.activeElement
		while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
		return active instanceof HTMLElement ? active : undefined
	}

	async sees(text: string | RegExp): Promise<void> {
		const match = () =>
			this.all('*').some((one) => {
				const own = (one.textContent ?? '').replace(/\s+/g, ' ')
				return typeof text === 'string' ? own.includes(text) : text.test(own)
			})
		await until(`seeing ${text}`, match)
	}
}

/** Closes every console, also those of tests that failed on the way. */
export function leaveAll(): void {
	for (const one of document.querySelectorAll('vetslot-clinic')) one.remove()
	localStorage.clear()
	history.replaceState(null, '', '#')
}
