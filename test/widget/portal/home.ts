import type { OwnDue, OwnerVisit, OwnPet } from '../../../sdk/owner.ts'
import { ok, problem, vets } from '../fixture.ts'
import { id, PortalServer } from './portal.ts'

/** Tuesday 3 November 2026. */
const NOW = '2026-11-03T11:56:00+00:00'

export const pet = (n: number, of: Partial<OwnPet>): OwnPet =>
	({
		...{ id: id(n), version: '1', name: 'Biscuit', species: 'dog', breed: 'Border terrier' },
		...{ sex: 'male', neutered: true, bornOn: null, birthEstimated: false, color: null },
		...{ microchip: null, weight: null, photoFileId: null, insurance: null, status: 'active' },
		...{ deceasedOn: null, statusConfirmed: true, setByClinic: [], primary: true },
		...{ shared: false, alerts: [], createdAt: NOW },
		...of,
	}) as OwnPet

/** So many years and a half ago: no birthday is near, whatever today is. */
const born = (years: number) =>
	new Date(Date.now() - (years + 0.5) * 365.25 * 86_400_000).toISOString().slice(0, 10)

export const biscuit = pet(711, { bornOn: born(4), weight: { kilograms: 8.2, on: '2026-10-01' } })
export const mo = pet(712, {
	...{ name: 'Mo', species: 'cat', breed: 'Shorthair', bornOn: born(9) },
	...{ birthEstimated: true, weight: { kilograms: 4.6, on: null } },
})

export const visit = (n: number, of: Partial<OwnerVisit> = {}): OwnerVisit =>
	({
		...{ id: id(n), reference: `HLV7Q${n}`, status: 'confirmed', timeZone: 'Europe/London' },
		...{ start: '2026-11-05T10:40:00+00:00', end: '2026-11-05T11:10:00+00:00' },
		durationMinutes: 30,
		appointmentType: { id: id(801), name: 'Booster', icon: 'syringe' },
		veterinarian: { id: vets.lind, name: 'Dr Tomas Lind', shortName: 'Dr Lind', title: 'Vet' },
		pets: [biscuit, mo].map(({ id, name, species }) => ({ id, name, species })),
		...{ canMove: true, canCancel: true, serverTime: NOW, isShared: false },
		directions: { address: ['12 Harbour Lane', 'London'], parking: null, access: null },
		form: { fields: 0, missing: 0, canAnswer: false },
		...of,
	}) as OwnerVisit

export const due = (of: Partial<OwnDue['due'][number]> = {}): OwnDue['due'][number] => ({
	...{ petId: biscuit.id, petName: 'Biscuit', species: 'dog', kind: 'vaccination' },
	...{ title: 'Kennel cough', dueOn: '2026-11-21', days: 18, overdue: false },
	appointmentType: { id: id(801), name: 'Booster' },
	...of,
})

export const worming = due({
	...{ petId: mo.id, petName: 'Mo', species: 'cat', kind: 'prescription' },
	...{ title: 'Worming', dueOn: '2026-10-29', days: -5, overdue: true, appointmentType: null },
})

/** What somebody finds who comes home. */
export interface Household {
	visits: OwnerVisit[]
	pets: OwnPet[]
	due: OwnDue['due']
}

export const household: Household = {
	visits: [visit(601)],
	pets: [biscuit, mo],
	due: [worming, due()],
}

export class HomeServer extends PortalServer {
	household: Household

	constructor(of: Partial<Household> = {}) {
		super()
		this.household = { ...household, ...of }
		this.on('GET /api/customer/appointments', () =>
			ok({ appointments: this.household.visits, nextCursor: null }),
		)
		this.on('GET /api/customer/pets', () => ok({ pets: this.household.pets, nextCursor: null }))
		this.on('GET /api/customer/due', () => ok({ due: this.household.due }))
	}
}

/** Every state of the portal's frame and its first view, by name. */
export const homes: Record<string, () => HomeServer> = {
	usual: () => new HomeServer(),
	pending: () => new HomeServer({ visits: [visit(601, { status: 'pending' }), visit(602)] }),
	'no visit': () => new HomeServer({ visits: [] }),
	'no pets': () => new HomeServer({ visits: [], pets: [], due: [] }),
	'questions open': () =>
		new HomeServer({ visits: [visit(601, { form: { fields: 4, missing: 2, canAnswer: true } })] }),
	loading: () => {
		const server = new HomeServer()
		server.on('GET /api/customer/due', () => new Promise(() => {}))
		return server
	},
	error: () => {
		const server = new HomeServer()
		server.on('GET /api/customer/due', () => problem(500, 'internal_error'))
		return server
	},
	'session unknown': () => {
		const server = new HomeServer()
		server.on('/refresh', () => problem(500, 'internal_error'))
		return server
	},
	'signed out': () => {
		const server = new HomeServer()
		server.hasCookie = false
		return server
	},
}
