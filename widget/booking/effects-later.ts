import type { BookAppointmentBody, VetslotError } from '@vetslot/sdk'
import { askCallback, idempotencyKey } from '@vetslot/sdk'
import type { Ask } from './answers.ts'
import { aheadOf, load, type World } from './effects.ts'
import { allFields, textOf } from './fields.ts'
import type { BookingEvent } from './happenings.ts'
import { tabSession } from './session.ts'
import { diaryKey, type Effect, lastField, type State, typeOf, visitOf } from './state.ts'
import { forget } from './storage.ts'

/** A repeat of the same booking waits this long for an answer before it asks again. */
export const BOOK_TIMEOUT = 15_000

/** Runs an effect of the steps after the first screens. */
export function perform(world: World, effect: Effect): Promise<void> | void {
	switch (effect.do) {
		case 'times':
			return times(world, effect)
		case 'next':
			return next(world)
		case 'hold':
			return hold(world, effect)
		case 'release':
			return world.client.holds.release(effect.hold.id, effect.hold.token)
		case 'extend':
		case 'recheck':
			return renew(world, effect.do)
		case 'nearest':
			return nearest(world)
		case 'book':
			return book(world)
		case 'callback':
			return callback(world)
		case 'clear':
			return forget(world.host.clinicKey)
		case 'load':
		case 'sign-in':
			return greet(world, effect)
	}
}

/** Hands over to the owner's steps, whose code nobody else needs. */
async function greet(world: World, effect: Effect): Promise<void> {
	const owner = await import('./owner/owner.ts').catch(() => undefined)
	// A guest can do without.
	return owner ? owner.greet(world, effect) : load(world)
}

/** What every question about times is asked with. */
const question = (state: State) => ({ appointmentTypeId: typeOf(state)!.id, ...visitOf(state) })
const ofVet = (id: string | null) => (id ? { veterinarianId: id } : {})

async function times({ client, state, send }: World, { from, to }: Effect & { do: 'times' }) {
	const at = state()
	const query = { ...question(at), ...ofVet(at.entry.vetId), from, to }
	const answer = await client.availability(at.clinic!.id, query)
	send({ type: 'TIMES', of: diaryKey(at), answer })
}

async function next({ client, state, send }: World): Promise<void> {
	const at = state()
	const any = { ...at, entry: { ...at.entry, vetId: null } }
	const answer = await client.nextFree(at.clinic!.id, question(at))
	send({ type: 'NEXT', of: diaryKey(any), answer })
}

async function hold({ client, state, send }: World, { time, again }: Effect & { do: 'hold' }) {
	const at = state()
	const { appointmentTypeId, ...visit } = question(at)
	const body = { appointmentTypeId, visit, start: time.start, veterinarianId: time.veterinarianId }
	const answer = await client.holds.create(body, { session: tabSession() })
	const ahead = aheadOf(answer.serverTime)
	send({ type: 'HELD', hold: answer, ahead, key: idempotencyKey(), again: !!again })
}

async function renew({ client, state, send }: World, how: 'extend' | 'recheck'): Promise<void> {
	const { id, token } = state().hold!
	const call = how === 'extend' ? client.holds.extend : client.holds.read
	const answer = await call(id, token)
	const type = how === 'extend' ? 'EXTENDED' : 'RECHECKED'
	send({ type, hold: answer, ahead: aheadOf(answer.serverTime) })
}

async function nearest({ client, state, send }: World): Promise<void> {
	const at = state()
	const query = { ...question(at), ...ofVet(at.entry.vetId), start: at.lost!.time.start, limit: 3 }
	const { times: near } = await client.nearest(at.clinic!.id, query)
	send({ type: 'NEAR', times: near })
}

async function book({ client, state, send, locale }: World): Promise<void> {
	const at = state()
	// The step machine repeats the booking itself, so that the visitor sees what is going on.
	const call = {
		idempotencyKey: at.key,
		timeout: BOOK_TIMEOUT,
		retries: at.step === 'checking' ? 3 : 0,
	}
	const appointment = await client.appointments.book(bookingOf(at, locale()), call)
	send({ type: 'BOOKED', appointment })
}

/** Tries again by itself: with the same key nobody is called twice. */
async function callback({ client, state, send }: World): Promise<void> {
	const { entry, key } = state()
	const text = (name: string) => textOf(entry.fields[name])
	const petName = text('pet') || undefined
	const { species, typeId: appointmentTypeId } = entry
	const body = { name: text('name'), phone: text('phone'), petName, species, appointmentTypeId }
	const promise = await askCallback(client, body, { idempotencyKey: key })
	send({ type: 'PROMISED', promise })
}

/** The booking as the contract wants it, out of what was chosen and typed. */
export function bookingOf(state: State, locale: string): BookAppointmentBody {
	const { entry, hold: held, clinic } = state
	const { appointmentTypeId, ...visit } = question(state)
	const text = (name: string) => textOf(entry.fields[name])
	const optional = <K extends string>(name: K, value: string) => (value ? { [name]: value } : {})
	const sex = entry.sex ?? text('sex')
	const triaged = entry.triagedAt && (entry.signs.length || entry.noSigns)
	return {
		appointmentTypeId,
		visit,
		start: held?.start ?? entry.picked!.start,
		veterinarianId: held?.veterinarianId ?? entry.picked!.veterinarianId,
		...(held && { hold: { id: held.id, token: held.token } }),
		pets: [
			{
				name: text('pet'),
				species: entry.species ?? clinic!.species[0]!,
				...optional('breed', text('breed')),
				...optional('age', text('age')),
				...optional('sex', sex),
			},
		],
		owner: { name: text('name'), phone: text('phone'), email: text('email') },
		...optional('notes', text('notes')),
		answers: answersOf(state),
		...(triaged && { triage: { questionIds: entry.signs, answeredAt: entry.triagedAt! } }),
		locale,
	} as BookAppointmentBody
}

function answersOf(state: State): BookAppointmentBody['answers'] {
	return allFields(state).flatMap(({ of }): NonNullable<BookAppointmentBody['answers']> => {
		const value = of && state.entry.fields[`f-${of.id}`]
		if (!of || value === undefined || value === '' || (Array.isArray(value) && !value.length))
			return []
		if (of.type === 'yesno') return [{ fieldId: of.id, value: value === 'yes' }]
		if (of.type === 'number')
			return [{ fieldId: of.id, value: Number(String(value).replace(',', '.')) }]
		return [{ fieldId: of.id, value }]
	})
}

const gone = new Set(['slot_taken', 'slot_not_offered', 'hold_mismatch', 'conflict'])
const holdEnded = new Set(['hold_expired', 'hold_not_found', 'hold_limit_reached'])
const unheard = new Set([
	'timeout',
	'network_error',
	'bad_answer',
	'unavailable',
	'internal_error',
	'in_progress',
])

/** What a failed call of these steps means beyond its being failed. */
export function meaningOf(
	state: State,
	effect: Effect,
	error: VetslotError,
	from: State['step'],
): BookingEvent | undefined {
	const { code } = error
	if (effect.do === 'load') return undefined
	if (effect.do === 'recheck') return holdEnded.has(code) ? { type: 'HOLD_END' } : undefined
	if (effect.do === 'hold' && effect.again) return { type: 'CONFLICT', reason: 'expired' }
	if (gone.has(code)) return { type: 'CONFLICT', reason: 'taken' }
	if (holdEnded.has(code)) return { type: 'CONFLICT', reason: 'expired' }
	if (effect.do === 'nearest') return { type: 'NEAR', times: [] }
	if (!['book', 'hold', 'callback'].includes(effect.do)) return undefined
	const refused = refusedBy(state, error)
	if (refused) return { type: 'REFUSED', ...refused }
	// It may have gone through: only the same call with the same key can tell.
	return effect.do === 'book' && from === 'booking' && unheard.has(code)
		? { type: 'TIMEOUT' }
		: undefined
}

const asks: Record<string, Ask> = {
	client: 'client',
	problems: 'problems',
	ageMonths: 'age',
	ageWeeks: 'age',
	weightGrams: 'weight',
	sex: 'sex',
	lastVisit: 'lastVisit',
}

/** The server's issues by field; undefined when none of them is about something that was asked. */
function refusedBy(state: State, error: VetslotError) {
	const fields = refusedFields(state, error)
	const about = error.issues.flatMap(({ path }) => asks[path.replace(/^visit\./, '')] ?? [])
	for (const ask of about) fields[ask === 'lastVisit' ? lastField(state) : ask] = ''
	return Object.keys(fields).length ? { fields, asks: about } : undefined
}

/** The server's issues by field of the form. */
function refusedFields(state: State, error: VetslotError): Record<string, string> {
	const asked = new Set(allFields(state).map(({ of }) => of?.id))
	const found: Record<string, string> = {}
	for (const { path, message } of error.issues) {
		const [part, which, leaf] = path.split('.')
		if (part === 'owner' && which) found[which] = message
		// Of a callback.
		else if (part === 'name' || part === 'phone') found[part] = message
		else if (part === 'pets') found[leaf === 'name' ? 'pet' : (leaf ?? 'pet')] = message
		else if (part === 'notes') found.notes = message
		else if (part === 'answers' && which && asked.has(which)) found[`f-${which}`] = message
	}
	return found
}
