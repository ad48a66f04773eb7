import type { Knex } from 'knex'
import { DatabaseClock } from './database-clock.ts'

/** What clinics' versions were a moment ago, without asking the database again. */
export interface VersionPoll {
	/**
	 * The version that a poll saw which began less than a second ago; undefined when there is none,
	 * as while the database hangs. So a change that was committed a second ago is in it for certain.
	 */
	seen(clinicId: string): number | undefined
	/**
	 * Version and clock by a poll that begins after the call, one for all who ask while another is
	 * under way. Undefined without such a clinic.
	 */
	look(clinicId: string): Promise<Seen | undefined>
	/** Takes back what polls saw that began before now: this process has changed the clinic. */
	forget(clinicId: string): void
	/** Keeps a clinic among those that are polled, for a minute from now. */
	want(clinicId: string): void
	/**
	 * Tells `listener` the clinic's version with the next poll, and then whenever it changed.
	 *
	 * @returns what ends it
	 */
	subscribe(clinicId: string, listener: VersionListener): () => void
	/** The database's clock in epoch milliseconds; undefined without a poll in the last second. */
	databaseNow(): number | undefined
	/** Polls from now on, while somebody is interested in a clinic. */
	start(): void
	/** Polls no more; resolves when the last one is over. */
	stop(): Promise<void>
}

export interface Seen {
	version: number
	/** Epoch milliseconds, by the database's clock. */
	now: number
}

/** Must not throw. */
export type VersionListener = (version: number) => void

export interface VersionPollOptions {
	/** Best a pool of one connection with a short `answerWithin`: no poll then waits for a turn. */
	db: Knex
	/** From the beginning of one poll to that of the next; well below a second. */
	intervalMs?: number
	/** Told when polls begin to fail, and not again before one has worked. */
	onError?: (error: unknown) => void
}

/** How long what a poll saw may be passed on, counted from the poll's beginning. */
const FRESH_MS = 1000
const WANTED_MS = 60_000
/** New listeners do not wait for the interval, but share a poll with those right behind them. */
const GATHER_MS = 50

/**
 * One poll a process for all clinics that somebody is interested in, by one statement; none while
 * nobody is.
 *
 * @example
 * const versions = createVersionPoll({ db })
 * versions.start()
 * const end = versions.subscribe(clinicId, (version) => tell(version))
 */
export function createVersionPoll(options: VersionPollOptions): VersionPoll {
	return new Poll(options)
}

interface Watched {
	wantedUntil: number
	/** The version last told to each; undefined before the first. */
	listeners: Map<VersionListener, number | undefined>
	version: number | undefined
	/** When the poll began that read it. */
	readAt: number
	/** The same, while it counts. */
	seenAt: number
	/** What a poll saw that began before counts no more. */
	forgottenAt: number
}

/** By this clock is everything here: a wall clock may be set back. */
const monotonic = () => performance.now()

class Poll implements VersionPoll {
	readonly #db: Knex
	readonly #interval: number
	readonly #onError: (error: unknown) => void
	readonly #watched = new Map<string, Watched>()
	readonly #clock = new DatabaseClock()
	#timer: NodeJS.Timeout | undefined
	#running: Promise<void> | undefined
	#began = -Infinity
	/** When the next poll is to begin. */
	#due = Infinity
	#started = false
	#failing = false
	/** The look that is under way, and whom the next one is for. */
	#looking: Promise<unknown> | undefined
	#gathered: { clinicIds: Set<string>; found: Promise<Map<string, Seen>> } | undefined

	constructor({ db, intervalMs = 500, onError = () => {} }: VersionPollOptions) {
		this.#db = db
		this.#interval = intervalMs
		this.#onError = onError
	}

	seen(clinicId: string): number | undefined {
		const entry = this.#watched.get(clinicId)
		return entry && monotonic() - entry.seenAt < FRESH_MS ? entry.version : undefined
	}

	async look(clinicId: string): Promise<Seen | undefined> {
		const gathered = this.#gathered ?? this.#gather()
		gathered.clinicIds.add(clinicId)
		return (await gathered.found).get(clinicId)
	}

	forget(clinicId: string): void {
		const entry = this.#watched.get(clinicId)
		if (!entry) return
		entry.forgottenAt = monotonic()
		entry.seenAt = -Infinity
	}

	want(clinicId: string): void {
		this.#entry(clinicId).wantedUntil = monotonic() + WANTED_MS
		if (this.#due === Infinity) this.#next(this.#began + this.#interval)
	}

	subscribe(clinicId: string, listener: VersionListener): () => void {
		const { listeners } = this.#entry(clinicId)
		listeners.set(listener, undefined)
		this.#next(monotonic() + GATHER_MS)
		return () => void listeners.delete(listener)
	}

	databaseNow(): number | undefined {
		const now = monotonic()
		return this.#clock.now(now, now - FRESH_MS)
	}

	start(): void {
		this.#started = true
		this.#next(monotonic())
	}

	async stop(): Promise<void> {
		this.#started = false
		clearTimeout(this.#timer)
		await this.#running
	}

	#entry(clinicId: string): Watched {
		const known = this.#watched.get(clinicId)
		if (known) return known
		const never = { readAt: -Infinity, seenAt: -Infinity, forgottenAt: -Infinity }
		const entry = { wantedUntil: 0, listeners: new Map(), version: undefined, ...never }
		this.#watched.set(clinicId, entry)
		return entry
	}

	/** Lets a poll begin at that instant or, if it was to be sooner, then; never two at once. */
	#next(at: number): void {
		this.#due = Math.min(this.#due, at)
		if (!this.#started || this.#running) return
		clearTimeout(this.#timer)
		this.#timer = setTimeout(() => this.#run(), Math.max(0, this.#due - monotonic()))
	}

	#run(): void {
		this.#due = Infinity
		const clinicIds = this.#interesting(monotonic())
		if (clinicIds.length === 0) return
		this.#running = this.#poll(clinicIds).finally(() => {
			this.#running = undefined
			this.#next(this.#began + this.#interval)
		})
	}

	#interesting(now: number): string[] {
		for (const [clinicId, { wantedUntil, listeners }] of this.#watched)
			if (wantedUntil <= now && listeners.size === 0) this.#watched.delete(clinicId)
		return [...this.#watched.keys()]
	}

	async #poll(clinicIds: string[]): Promise<void> {
		this.#began = monotonic()
		try {
			await this.#ask(clinicIds)
			this.#failing = false
		} catch (error) {
			if (!this.#failing) this.#onError(error)
			this.#failing = true
		}
	}

	/** Begins when the look before is over, and until then lets others join. */
	#gather() {
		const clinicIds = new Set<string>()
		const run = () => {
			this.#gathered = undefined
			return this.#ask([...clinicIds])
		}
		const found = Promise.resolve(this.#looking).then(run, run)
		this.#looking = found
		found.catch(() => {})
		this.#gathered = { clinicIds, found }
		return this.#gathered
	}

	async #ask(clinicIds: string[]): Promise<Map<string, Seen>> {
		const began = monotonic()
		const { rows } = await this.#db.raw<{ rows: Row[] }>(STATEMENT, [clinicIds])
		const found = new Map<string, Seen>()
		const now = rows[0]?.now.getTime() ?? 0
		if (rows[0]) this.#clock.measure(now, began, monotonic())
		for (const { clinic_id, version } of rows) {
			if (!clinic_id) continue
			found.set(clinic_id, { version, now })
			this.#saw(clinic_id, version, began)
		}
		return found
	}

	#saw(clinicId: string, version: number, began: number): void {
		const entry = this.#watched.get(clinicId)
		// A look and the poll may overtake each other.
		if (!entry || began < entry.readAt) return
		entry.version = version
		entry.readAt = began
		if (began > entry.forgottenAt) entry.seenAt = began
		for (const [listener, told] of entry.listeners) {
			if (told === version) continue
			entry.listeners.set(listener, version)
			listener(version)
		}
	}
}

// The time is there even when none of the clinics is, and is read outside of the function, whose
// search path is pinned: what it is called there can't be changed, as tests do.
const STATEMENT = `
	select statement_timestamp() as now, v.clinic_id, v.version
	from (select) as once left join versions_of(?) as v on true`

interface Row {
	now: Date
	clinic_id: string | null
	version: number
}
