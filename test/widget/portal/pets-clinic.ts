import type { OwnDue, OwnPet, PetSharing } from '../../../sdk/owner.ts'
import { ok, problem } from '../fixture.ts'
import { PortalServer } from './portal.ts'

const id = (n: number) => `01900000-0000-7000-8000-00000000${String(n).padStart(4, '0')}`
export const biscuitId = id(501)

export const biscuit: OwnPet = {
	...{ id: biscuitId, version: '1', name: 'Biscuit', species: 'dog', breed: 'Border terrier' },
	...{ sex: 'female', neutered: true, bornOn: '2022-02-01', birthEstimated: true, color: null },
	...{ microchip: null, weight: { kilograms: 8.2, on: '2026-10-01' }, photoFileId: null },
	insurance: { company: 'Pawsure', policyNumber: 'P-1', expiresOn: '2027-01-31' },
	...{ status: 'active', deceasedOn: null, statusConfirmed: true, primary: true, shared: true },
	setByClinic: ['species', 'bornOn', 'weightKg'],
	alerts: [
		{ id: id(601), kind: 'nervous', note: 'Of scales', statedBy: 'owner' },
		{ id: id(602), kind: 'allergy', note: 'Penicillin', statedBy: 'clinic' },
	],
	createdAt: '2026-01-01T10:00:00+00:00',
}
const mo: OwnPet = { ...biscuit, id: id(502), name: 'Mo', species: 'cat', breed: null, alerts: [] }

const due: OwnDue['due'] = [
	{
		...{ petId: biscuitId, petName: 'Biscuit', species: 'dog', kind: 'vaccination' },
		...{ title: 'Kennel cough', dueOn: '2026-11-01', days: -5, overdue: true },
		appointmentType: { id: id(201), name: 'Booster' },
	},
]

const detail = {
	visit: { kind: 'visit', type: 'Health check', summary: 'All well', advice: null },
	vaccination: {
		...{ kind: 'vaccination', product: 'Canivax', batch: 'A12', expiresOn: null, site: null },
	},
}
const entry = {
	...{ id: id(701), on: '2026-10-01', title: 'Visit', nextDueOn: null, appointmentId: null },
	...{ veterinarian: 'Dr Lind', correctedOn: null, detail: detail.visit },
}
const jab = {
	...{ ...entry, id: id(702), on: '2026-09-01', title: 'Canivax', nextDueOn: '2027-09-01' },
	detail: detail.vaccination,
}

const note = {
	...{ ...entry, id: id(703), on: '2026-08-01', title: 'Discharge note' },
	detail: {
		...{ kind: 'document', fileId: id(901), fileName: 'note.pdf', note: null },
		...{ contentType: 'application/pdf', bytes: 1200 },
	},
}

export const sharing: PetSharing = {
	petId: biscuitId,
	owners: [
		{ id: id(801), name: 'Sam Rivera', primary: true, you: true, since: '2024-03-01' },
		{ id: id(802), name: 'Kim Reed', primary: false, you: false, since: '2026-10-05' },
	],
	invitations: [
		{
			...{ id: id(811), email: 'jo@example.com', expired: false },
			...{ sentAt: '2026-11-01T10:00:00Z', expiresAt: '2026-11-08T10:00:00Z' },
		},
	],
}

/** A portal whose owner has a dog and a cat. */
export class PetsServer extends PortalServer {
	pet = biscuit
	pets: OwnPet[] = [biscuit, mo]
	due = [...due]

	constructor() {
		super()
		const one = `/api/customer/pets/${biscuitId}`
		this.on('GET /api/customer/pets', () => ok({ pets: this.pets, nextCursor: null }))
		this.on('POST /api/customer/pets', () => ok({ ...biscuit, id: biscuitId }))
		this.on(`GET ${one}`, () => ok(this.pet))
		this.on(`PATCH ${one}`, () => ok({ ...this.pet, name: 'Bix', version: '2' }))
		this.on(`PUT ${one}/status`, () =>
			ok({ ...this.pet, status: 'deceased', deceasedOn: '2026-11-05', statusConfirmed: false }),
		)
		this.on(`POST ${one}/alerts`, () => ok(this.pet))
		this.on(`DELETE ${one}/alerts/${id(601)}`, () => ok({ ...this.pet, alerts: [] }))
		this.on('GET /api/customer/due', () => ok({ due: this.due }))
		this.on('GET /api/customer/appointments', () => ok({ appointments: [], nextCursor: null }))
		this.on(`GET ${one}/weights`, () =>
			ok({
				petId: biscuitId,
				weights: [
					{ on: '2026-01-01', kilograms: 7.5 },
					{ on: '2026-06-01', kilograms: 8.4 },
					{ on: '2026-10-01', kilograms: 8.2 },
				],
			}),
		)
		this.on(`GET ${one}/medical-history`, () =>
			ok({ petId: biscuitId, entries: [entry, jab, note], nextCursor: null }),
		)
		this.on(`GET ${one}/sharing`, () => ok(sharing))
		this.on(`POST ${one}/invitations`, () => ok(sharing))
		this.on(`DELETE ${one}/invitations/${id(811)}`, () => ok({ ...sharing, invitations: [] }))
		this.on(`DELETE ${one}/owners/${id(802)}`, () => ok({ petId: biscuitId, ownerId: id(802) }))
		this.on('POST /api/customer/invitations/read', () =>
			ok({
				clinic: { slug: 'harbour-lane', name: 'Harbour Lane Vets' },
				...{ pet: { name: 'Biscuit', species: 'dog' }, from: 'Kim Reed' },
				expiresAt: '2026-11-12T10:00:00Z',
			}),
		)
		this.on('POST /api/customer/invitations/accept', () => ok(this.pet))
	}

	/** Lets a call fail. */
	fail(call: string, status: number, code: string, more: object = {}): void {
		this.on(call, () => problem(status, code, more))
	}
}
