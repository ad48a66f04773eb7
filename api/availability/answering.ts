import type { Knex } from 'knex'
import { asKnown } from '../appointments/party.ts'
import { openForMove, type VisitAccess } from '../appointments/read.ts'
import type { ClinicState } from '../clinics/queries.ts'
import { onCommit } from '../database/commits.ts'
import type { LivingAppointment } from '../database/models/appointment.ts'
import { queryOf } from '../database/query.ts'
import { inTenant, type Query, readInTenant } from '../database/tenant.ts'
import type { VersionPoll } from '../database/version-poll.ts'
import type { Caller } from '../http/authenticate.ts'
import type { KeptText } from '../http/kept-text.ts'
import { Problem } from '../http/problem.ts'
import type { Again } from '../http/route.ts'
import type { Services } from '../services.ts'
import { AnswerCache, holds, type Kept, type Made } from './answers.ts'
import { Calendars, momentSeen } from './calendars.ts'
import type { Catalogue, ClinicNow } from './catalogue.ts'
import { readBusy } from './queries.ts'
import { busyAround } from './question.ts'
import type { Days, ReadBusy, Wish } from './read.ts'
import { type WishQuery, wishOf } from './wish.ts'

/** One kind of question about free times. */
export interface Kind<Q> {
	/** Different for each kind. */
	name: string
	/** The days whose busy time the answer needs, where the query alone tells them. */
	days?: (query: Q) => Days | null
	make: (asked: {
		read: ReadBusy
		clinicId: string
		now: ClinicNow
		wish: Wish
		query: Q
	}) => Promise<Made>
}

/** Who asks, and about what. */
interface Ask<Q> {
	caller: Caller
	kind: Kind<Q>
	query: Q
	/** All that the answer depends on besides version and clock. */
	name: string
}

/**
 * Answers questions about free times, each as cheaply as it can be right: from memory while a poll of
 * the last second has seen the version, else after one look at version and clock, else worked out.
 */
export class Answering {
	readonly #db: Knex
	readonly #catalogue: Catalogue
	readonly #versions: VersionPoll
	readonly #cache = new AnswerCache()
	readonly #calendars: Calendars
	/** Answers that are being looked for, by clinic and name: who asks the same waits with the others. */
	readonly #flights = new Map<string, Map<string, Promise<KeptText>>>()
	readonly #names = new WeakMap<object, string>()

	constructor({ db, catalogue, versions }: Pick<Services, 'db' | 'catalogue' | 'versions'>) {
		this.#db = db
		this.#catalogue = catalogue
		this.#versions = versions
		this.#calendars = new Calendars(db, versions)
		// Whoever has just booked is shown the booking: nothing of before may answer the next call.
		onCommit(db, (clinicId) => {
			versions.forget(clinicId)
			this.#flights.delete(clinicId)
		})
	}

	/**
	 * The answer to one question, and what gives it again as it is by then.
	 *
	 * @throws Problem `sign_in_required` for who names a visit and proves nothing
	 */
	async reply<Q extends WishQuery & object>(
		caller: Caller,
		kind: Kind<Q>,
		asked: Q,
	): Promise<{ status: 200; json: KeptText; again: Again }> {
		if (asked.moving !== undefined && !accessIn(caller, asked))
			throw new Problem('sign_in_required')
		// From here on it is asked as anybody could ask it: nothing is kept of who it was.
		const query = await this.#asKnown(caller, asked)
		const name = `${caller.clinicId} ${kind.name} ${this.#nameOf(query)}`
		const ask: Ask<Q> = { caller, kind, query, name }
		const again = () => this.#answer(ask)
		return { status: 200, json: await again(), again }
	}

	#asKnown<Q extends WishQuery>({ clinicId, manage, owner }: Caller, asked: Q): Q | Promise<Q> {
		if (manage || !owner) return asked
		return readInTenant(this.#db, clinicId, (send) => asKnown(send, owner, asked))
	}

	/** At once where it can be: in the most frequent case by far. */
	#answer<Q extends WishQuery & object>(ask: Ask<Q>): KeptText | Promise<KeptText> {
		const { clinicId } = ask.caller
		// A visit that is moved may have moved on: that is looked up each time.
		if (accessIn(ask.caller, ask.query)) return this.#inOne(ask)
		this.#versions.want(clinicId)
		const kept = this.#cache.get(ask.name)
		if (!kept) return this.#together(ask)
		const at = momentSeen(this.#versions, clinicId)
		if (!at) return this.#checked(ask, kept)
		return holds(kept, at) ? kept.text : this.#together(ask)
	}

	/** By a look that is shared with other clinics' callers. Where it fails, the work itself will tell. */
	async #checked<Q extends WishQuery>(ask: Ask<Q>, kept: Kept): Promise<KeptText> {
		const at = await this.#versions.look(ask.caller.clinicId).catch(() => undefined)
		return at && holds(kept, at) ? kept.text : this.#together(ask)
	}

	/** The guard hands out the same object for the same text, so most names are put together once. */
	#nameOf(query: object): string {
		const known = this.#names.get(query)
		if (known !== undefined) return known
		const name = JSON.stringify(query)
		this.#names.set(query, name)
		return name
	}

	#together<Q extends WishQuery>(ask: Ask<Q>): Promise<KeptText> {
		const { name } = ask
		const { clinicId } = ask.caller
		const flights = this.#flights.get(clinicId) ?? new Map<string, Promise<KeptText>>()
		const under = flights.get(name)
		if (under) return under
		this.#flights.set(clinicId, flights)
		const found = this.#look(ask).finally(() => {
			flights.delete(name)
			if (flights.size === 0 && this.#flights.get(clinicId) === flights)
				this.#flights.delete(clinicId)
		})
		flights.set(name, found)
		return found
	}

	async #look<Q extends WishQuery>(ask: Ask<Q>): Promise<KeptText> {
		return (await this.#atOnce(ask)) ?? this.#inOne(ask)
	}

	/** In one round trip or none, on the guess that the clinic is as this process last saw it. */
	async #atOnce<Q extends WishQuery>({
		caller: { clinicId },
		kind,
		query,
		name,
	}: Ask<Q>): Promise<KeptText | null> {
		const clinic = this.#catalogue.known(clinicId)
		const days = kind.days?.(query)
		if (!clinic || !days) return null
		const calendar = await this.#calendars.read(clinicId, busyAround(clinic, days))
		if (!calendar) throw new Problem('clinic_not_found')
		if (this.#catalogue.at(clinicId, calendar.planVersion) !== clinic) return null
		const { taken, ...state } = calendar
		const now = { ...state, clinic }
		const wish = wishOf(clinic, query, null)
		const made = await kind.make({ read: async () => taken, clinicId, now, wish, query })
		return this.#cache.keep(name, momentOf(now), made).text
	}

	/** In one transaction, whatever has to be read. */
	#inOne<Q extends WishQuery>(ask: Ask<Q>): Promise<KeptText> {
		const { clinicId } = ask.caller
		const access = accessIn(ask.caller, ask.query)
		if (!access) {
			return readInTenant(this.#db, clinicId, async (query) =>
				this.#find(ask, query, await this.#catalogue.read(query, clinicId), null),
			)
		}
		const find = async (trx: Knex) => {
			const query = queryOf(trx)
			const now = await this.#catalogue.read(query, clinicId)
			const named = { id: ask.query.moving, now: now.now }
			return this.#find(ask, query, now, await openForMove(trx, access, named))
		}
		return inTenant(this.#db, clinicId, find, { quietly: true })
	}

	async #find<Q extends WishQuery>(
		{ caller: { clinicId }, kind, query, ...ask }: Ask<Q>,
		send: Query,
		now: ClinicNow,
		moved: LivingAppointment | null,
	): Promise<KeptText> {
		const name = moved ? `${clinicId} ${kind.name} ${moved.id} ${JSON.stringify(query)}` : ask.name
		const kept = this.#cache.get(name)
		if (kept && holds(kept, momentOf(now))) return kept.text
		const wish = wishOf(now.clinic, query, moved)
		const read: ReadBusy = (days) =>
			readBusy(send, clinicId, { ...busyAround(now.clinic, days), except: wish.except })
		const made = await kind.make({ read, clinicId, now, wish, query })
		return this.#cache.keep(name, momentOf(now), made).text
	}
}

/** Whose right it is to look for another time for a visit, if that is what is asked. */
function accessIn({ manage, owner }: Caller, { moving }: WishQuery): VisitAccess | null {
	return manage ?? (moving === undefined ? null : owner)
}

function momentOf({ version, now }: ClinicState) {
	return { version, now: now.getTime() }
}
