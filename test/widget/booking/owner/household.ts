import type { AppointmentType, OwnerVisit, OwnPet } from '../../../../sdk/index.ts'
import type { Handler, Request } from '../../fixture.ts'
import { ok, problem, Server, types, vets } from '../../fixture.ts'
import { until, Visitor } from '../harness.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const pets = { biscuit: id(301), mo: id(302), pip: id(303) }
export const CODE = '482913'
export const HINT = 'vetslot-owner:pk_test'
export const email = 'sam@example.com'

export function pet(of: Partial<OwnPet> & Pick<OwnPet, 'id' | 'name'>): OwnPet {
	return {
		...{ version: '1', species: 'dog', breed: null, sex: 'unknown', neutered: null },
		...{ bornOn: null, birthEstimated: false, color: null, microchip: null, weight: null },
		...{
			insurance: null,
			photoFileId: null,
			status: 'active',
			deceasedOn: null,
			statusConfirmed: true,
		},
		...{ setByClinic: [], primary: true, shared: false, alerts: [] },
		createdAt: '2026-01-01T00:00:00+00:00',
		...of,
	}
}

export const biscuit = pet({
	id: pets.biscuit,
	name: 'Biscuit',
	breed: 'Border terrier',
	sex: 'male',
	bornOn: '2022-03-01',
	weight: { kilograms: 8.4, on: '2026-09-20' },
})
export const mo = pet({ id: pets.mo, name: 'Mo', species: 'cat', bornOn: '2017-05-05' })
export const pip = pet({ id: pets.pip, name: 'Pip', sex: 'female' })

/** A clinic that knows Sam and the pets, behind the door that a code opens. */
export class Household extends Server {
	pets = [biscuit, mo]
	past: Partial<OwnerVisit>[] = [
		{
			pets: [{ id: pets.biscuit, name: 'Biscuit', species: 'dog' }],
			appointmentType: { id: types.booster, name: 'Booster', icon: 'syringe' },
			veterinarian: { id: vets.nair, name: 'Dr Priya Nair', shortName: 'Dr Nair', title: '' },
			start: '2026-02-03T10:00:00+00:00',
		},
	]
	phone: string | null = '+447700900142'
	/** Whether this browser has a session. */
	signedIn = true
	/** What the door answers with from now on. */
	over = false

	constructor() {
		super()
		const answers: [string, (request: Request) => ReturnType<Handler>][] = [
			['/refresh', () => (this.signedIn ? ok(this.session()) : problem(401, 'session_ended'))],
			['/continue', () => problem(401, 'session_ended')],
			['POST /api/customer/sign-in-codes', () => ({ status: 204 })],
			[`POST /api/customer/sessions/${this.clinic.id}`, (request) => this.#enter(request)],
			[`DELETE /api/customer/sessions/${this.clinic.id}`, () => this.#leave()],
			['GET /api/customer/me', (request) => this.#own(request, () => ok(this.session()))],
			['GET /api/customer/pets', (request) => this.#own(request, () => this.#pets())],
			['GET /api/customer/appointments', (request) => this.#own(request, () => this.#visits())],
			['/book', (request) => this.#book(request)],
			['POST /api/customer/holds', (request) => this.#hold(request)],
		]
		for (const [call, answer] of answers) this.on(call, answer)
	}

	session() {
		const owner = { id: id(400), name: 'Sam Rivera', email, phone: this.phone }
		const sure = { isEmailVerified: true, isPhoneVerified: true, hasPassword: false }
		const { id: clinicId, slug, name } = this.clinic
		return {
			...{ accessToken: 'access', expiresIn: 600, refreshToken: null, sessionId: id(401) },
			owner: { ...owner, ...sure },
			clinic: { id: clinicId, slug, name },
		}
	}

	#enter({ body }: Request) {
		if (body.code !== CODE) return problem(401, 'sign_in_failed')
		this.signedIn = true
		return ok(this.session())
	}

	#leave() {
		this.signedIn = false
		return { status: 204 }
	}

	#own({ headers }: Request, answer: () => ReturnType<Handler>) {
		const isLetIn = headers.get('authorization') === 'Bearer access' && !this.over
		return isLetIn ? answer() : problem(401, 'session_ended')
	}

	#pets() {
		return ok({ pets: this.pets, nextCursor: null })
	}

	#visits() {
		return ok({ appointments: this.past, nextCursor: null })
	}

	/** With a session that is over there is no booking, and no hold. */
	#hold({ headers }: Request) {
		return this.over && headers.has('authorization') ? problem(401, 'session_ended') : undefined
	}

	#book({ headers, body }: Request) {
		if (!headers.has('authorization')) return undefined
		if (this.over) return problem(401, 'session_ended')
		const known = new Map(this.pets.map((one) => [one.id, one]))
		const named = (body.pets as { id: string }[]).map((one) => known.get(one.id) ?? one)
		const owner = { name: 'Sam Rivera', email }
		return ok(this.booking({ ...body, owner, pets: named }), 201)
	}
}

/** An owner at the element: signed in, unless told otherwise. */
export async function ownerAt(server = new Household(), attributes = {}): Promise<Visitor> {
	if (server.signedIn) localStorage.setItem(HINT, server.clinic.id)
	return new Visitor(server, attributes).arrive()
}

/** A guest who says that several pets come. */
export async function severalAt(server = new Household(), attributes = {}): Promise<Visitor> {
	server.signedIn = false
	const visitor = await new Visitor(server, attributes).arrive()
	await visitor.press('Several pets')
	await until('the form', () => visitor.root.querySelector('#typed'))
	return visitor
}

/** Types a pet that the clinic doesn't know. */
export async function add(visitor: Visitor, name: string, species: string): Promise<void> {
	if (!visitor.root.querySelector('#typed')) await visitor.press('Another pet')
	await visitor.type('new-name', name)
	choose(visitor, species)
	await visitor.press('Add this pet')
	await until(`${name} among those who come`, () => visitor.find(name))
}

export function choose({ root }: Visitor, species: string): void {
	const list = root.querySelector<HTMLSelectElement>('#new-species')!
	list.value = species
	list.dispatchEvent(new Event('change', { bubbles: true }))
}

/** Ends what a test began. */
export function leave(visitor: Visitor | undefined): void {
	visitor?.leave()
	localStorage.clear()
	document.body.replaceChildren()
}

export const sees = (visitor: Visitor, name: string | RegExp) =>
	until(`${name} on “${visitor.title}”`, () => visitor.find(name))

/** A type by its id, changed. */
export function change(server: Server, of: string, more: Partial<AppointmentType>): void {
	server.clinic.appointmentTypes = server.clinic.appointmentTypes.map((one) =>
		one.id === of ? { ...one, ...more } : one,
	)
}
