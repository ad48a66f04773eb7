import type { ConsoleView } from '../../../widget/clinic/console-view.ts'
import type { Question } from '../../../widget/frame/context.ts'
import { type Fake, fakeDesk, settle } from './hours-desk.ts'

const biscuit = {
	...{ id: 'p1', name: 'Biscuit', species: 'dog', breed: 'Beagle', status: 'active' },
	alerts: ['aggressive'],
}
const mo = { ...biscuit, id: 'p2', name: 'Mo', species: 'cat', breed: null, alerts: [] }
const ann = {
	...{ id: 'c1', name: 'Ann Otter', email: 'ann@owner.example', phone: '+442079460142' },
	...{ matchStatus: 'confirmed', pets: [biscuit, mo] },
}
const visit = {
	...{ id: 'v1', reference: 'GRQQK8K', status: 'confirmed', start: '2027-01-05T10:00:00Z' },
	...{ end: '2027-01-05T10:30:00Z', appointmentTypeId: 't1', typeName: 'Check-up' },
	...{ veterinarianId: 'w1', veterinarianName: 'Dr Lind', client: ann, pets: [biscuit] },
}
export const client = {
	...{ ...ann, locale: 'en-GB', notes: 'Parks behind the house', visits: [visit] },
	consents: [{ purpose: 'service', channel: 'sms', granted: true, at: '2026-11-01T10:00:00Z' }],
	...{ contactIsShared: false, legalHold: null, erasureAskedAt: null },
	createdAt: '2026-11-01T10:00:00Z',
}
export const pet = {
	...{ ...biscuit, sex: 'female', neutered: true, bornOn: '2020-02-01', birthEstimated: true },
	...{ color: 'Brown', microchip: '977200000000001', insurer: null, insuranceNumber: null },
	...{ insuranceExpiresOn: null, report: null },
	...{ notes: null, deceasedOn: null, silenced: false, matchStatus: 'confirmed', weightKg: 12.4 },
	owners: [{ ...ann, primary: true, until: null }],
	alerts: [
		{
			...{ id: 'a1', kind: 'aggressive', note: 'Muzzle', visibility: 'internal' },
			...{ recordId: null, statedBy: 'clinic' },
		},
	],
	due: [
		{ title: 'Canivax', on: '2026-01-01', overdue: true },
		{ title: 'Wormex', on: '2028-01-01', overdue: false },
	],
	visits: [visit],
}
const version = {
	...{ version: 1, title: 'Visit', occurredOn: '2026-11-01', nextDueOn: null, withdrawn: false },
	...{ visibility: 'shared', releasedAt: null, author: { id: 'w1', name: 'Dr Lind' } },
	...{ writtenAt: '2026-11-01T10:00:00Z', reason: null, content: { summary: 'Left ear' } },
}
export const record = {
	...{ ...version, id: 'r1', petId: 'p1', appointmentId: null, kind: 'visit', version: 2 },
	...{ content: { kind: 'visit', summary: 'Right ear' }, reason: 'Wrong ear', history: [version] },
}
export const lab = {
	...{ ...record, id: 'r2', kind: 'lab_result', title: 'Thyroid', version: 1, history: [] },
	content: { kind: 'lab_result', test: 'Thyroid', status: 'final', result: 'T4 low' },
}
const weight = {
	...{ ...record, id: 'r3', kind: 'weight', title: 'Weight', history: [] },
	content: { kind: 'weight', kilograms: 12.4, value: 12.4, unit: 'kg' },
}
const file = {
	...{
		id: 'f1',
		petId: 'p1',
		kind: 'document',
		name: 'x-ray.pdf',
		title: 'x-ray.pdf',
		bytes: 3_200_000,
	},
	...{ contentType: 'application/pdf', createdAt: '2026-11-01T10:00:00Z', recordId: 'r5' },
	...{ visibility: 'internal', uploadedBy: { kind: 'staff', id: 'w1', name: 'Dr Lind' } },
}
export const sentFile = {
	...{
		...file,
		id: 'f2',
		name: 'passport.pdf',
		title: 'passport.pdf',
		recordId: null,
		visibility: 'shared',
	},
	uploadedBy: { kind: 'owner', id: 'o1', name: null },
}
const guest = { ...ann, id: 'g1', name: 'Ann Oter', matchStatus: 'unconfirmed', pets: [biscuit] }
export const match = {
	...{ client: guest, visit: { ...visit, client: guest }, askedAt: null, account: null },
	candidates: [
		{
			...{ client: ann, certainty: 'likely', reasons: ['email', 'phone'] },
			pets: [{ petId: 'p1', intoPetId: 'p1', doubt: null }],
		},
	],
}
export const call = {
	...{ id: 'k1', kind: 'end_of_life', status: 'open', name: 'Sam Rowe', phone: '+447700900111' },
	...{ petName: 'Moss', species: 'cat', note: null, appointmentTypeId: null, client: null },
	...{ pet: null, promisedBy: '2026-11-01T10:00:00Z', overdue: true, claimedBy: null },
	...{ attempts: 1, lastAttemptAt: null, closedAt: null, outcome: null },
	createdAt: '2026-11-01T09:00:00Z',
}
const asked = {
	...{ ...visit, status: 'pending', answerBy: '2026-11-01T10:00:00Z', notes: 'Limps since Monday' },
	client: ann,
}
export const medicine = {
	...{ id: 'm1', recordId: 'r4', medicine: 'Cimalgex 80 mg', quantity: '30 tablets', notes: null },
	...{ status: 'requested', askedAt: '2026-11-01T09:00:00Z', answeredAt: null, answeredBy: null },
	...{ reason: null, handover: null, readyAt: null, withdrawnAt: null, overdue: true },
	...{ pet: biscuit, client: ann },
	prescription: {
		...{ dose: 'One a day', quantity: '30 tablets', prescribedOn: '2026-06-01', repeatsLeft: 1 },
		...{ reviewOn: '2026-10-01', reviewPassed: true, withdrawn: false },
	},
}
export const question = {
	...{ id: 'q1', text: 'Struggling to breathe', level: 'red', species: null, emphasis: null },
	...{ active: true, published: true, approved: null, draft: null },
}
const reworded = {
	...{ ...question, id: 'q2', text: 'Not eating', level: 'amber', species: 'cat' },
	...{ draft: { text: 'Not eating for a day', level: 'amber', species: 'cat', emphasis: null } },
	approved: { by: 'Dr Lind', at: '2026-11-01T10:00:00Z' },
}

const usual: Record<string, unknown> = {
	search: { clients: [ann], pets: [{ ...biscuit, owners: [ann] }], visits: [visit] },
	queues: { requests: 1, matches: 1, callbacks: 1, callbacksOverdue: 1, prescriptions: 1 },
	requests: { requests: [asked] },
	'clients.list': { clients: [ann], nextCursor: null },
	'clients.read': client,
	'clients.create': client,
	'clients.erase': { status: 'erased', scope: 'client', cancelledVisits: 1 },
	'clients.endHold': { erased: false, erasedAccounts: 0 },
	'pets.read': pet,
	'pets.records': { records: [record, lab, weight], nextCursor: null },
	'files.list': { files: [sentFile, file], nextCursor: null },
	'files.add': file,
	'files.content': new Blob(['%PDF']),
	'pets.writeRecord': { records: [record] },
	'pets.markDeceased': { ...pet, status: 'deceased', deceasedOn: '2026-11-01', silenced: true },
	'pets.endAlert': { ...pet, alerts: [] },
	'records.correct': { records: [record] },
	'matches.list': { matches: [match] },
	'matches.link': { id: 'g1', client: ann },
	'callbacks.list': { callbacks: [call] },
	'prescriptions.list': { requests: [medicine], nextCursor: null },
	'triage.list': { questions: [question, reworded] },
	'types.list': { types: [{ id: 't1', name: 'Check-up' }] },
}

/** A desk whose client answers by the name of the call, as in `pets.read`. */
export function peopleDesk(roles: readonly string[] = ['veterinarian']): Fake {
	const fake = fakeDesk(roles)
	const { asked: calls, answers } = fake
	const answer = async (name: string, values: unknown[]) => {
		calls.push([name, ...values])
		const own = answers[name]
		return name in usual && !own ? usual[name] : own?.(...(values as never[]))
	}
	const named = (name: string): unknown =>
		new Proxy(() => {}, {
			get: (_, verb) => (verb === 'then' ? undefined : named(`${name}.${String(verb)}`)),
			apply: (_, __, values) => answer(name, values),
		})
	const client = new Proxy({}, { get: (_, name) => named(String(name)) })
	Object.assign(fake.desk, { client, user: { id: 'w1', name: 'Dr Lind', roles } })
	Object.assign(fake.desk, {
		ask: async ({ text }: Question) => {
			fake.told.push(text)
			return agreed
		},
		toast: ({ text, undo }: { text: string; undo?: () => void }) => {
			fake.told.push(text)
			undone = undo
		},
	})
	delete answers['types.list']
	delete answers['appointments.list']
	return fake
}

/** Whether questions are answered by a yes. */
let agreed = true

export function agree(yes: boolean): void {
	agreed = yes
}

let undone: (() => void) | undefined

/** Presses the "Undo" of the last toast. */
export async function undo(): Promise<void> {
	undone?.()
	await settle()
}

/** Goes on in the same view at another address. */
export async function reroute(view: ConsoleView, path: string[], query = {}): Promise<void> {
	view.route = { view: 'people', path, query }
	await settle()
}
