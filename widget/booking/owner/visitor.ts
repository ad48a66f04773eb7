import type { VetslotClient } from '@vetslot/sdk'
import { createOwnerClient, type OwnerClient } from '@vetslot/sdk/owner'
import type { ReactiveController } from 'lit'
import { type Host, load, type World } from '../effects.ts'
import type { Effect, State } from '../state.ts'
import { bookChain, chainTimes } from './chain-calls.ts'
import { isTyped, type Knowledge, pastOf, petOf } from './known.ts'
import { notedClinic, noteSignedIn, onSignedOut } from './note.ts'
import { isChain, isOwn, isSignedIn } from './part.ts'
import { withPets } from './pets-of-booking.ts'

type Guests = (world: World, effect: Effect) => Promise<void> | void

/** Milliseconds that the first screen waits to hear who is signed in; later it would change under a finger. */
const LATE = 1500

const wait = (milliseconds: number) =>
	new Promise<undefined>((resolve) => setTimeout(resolve, milliseconds))

const statusOf = (error: unknown): number => (error as { status?: number }).status ?? 0

const visitors = new WeakMap<Host, Visitor>()

/** Whoever sits at an element, from when somebody seems to be signed in there. */
export function visitorOf(world: World): Visitor {
	const visitor = visitors.get(world.host) ?? new Visitor(world)
	visitors.set(world.host, visitor)
	return visitor
}

export const isVisited = (host: Host): boolean => visitors.has(host)

/** Their session, and the calls that it makes. */
class Visitor implements ReactiveController {
	readonly #host: Host
	readonly #send: World['send']
	readonly #owner: OwnerClient
	/** The guests' calls with the session. */
	readonly #client: VetslotClient
	#stop: (() => void) | undefined

	constructor({ host, client, send, state }: World) {
		const { key: clinicKey = '', baseUrl: api, ...more } = client.options
		const clinicId = state().clinic?.id ?? notedClinic(clinicKey)
		const onEnd = () => this.#end()
		this.#host = host
		this.#send = send
		this.#owner =
			host.owner ??
			createOwnerClient({ ...more, ...(clinicId && { clinicId }), clinicKey, api, onEnd })
		const { holds, book, times } = this.#owner.booking
		this.#client = {
			...{ ...client, ...times, holds },
			appointments: { ...client.appointments, book },
		}
		host.addController(this)
	}

	hostConnected(): void {
		this.#stop ??= onSignedOut(this.#host.clinicKey, () => this.#send({ type: 'SIGNED_OUT' }))
	}

	hostDisconnected(): void {
		this.#stop?.()
		this.#stop = undefined
	}

	/** Runs an effect of the owner's steps, or one of the guests' with the session. */
	async perform(world: World, effect: Effect, guests: Guests): Promise<void> {
		switch (effect.do) {
			case 'load':
				return this.#arrive(world)
			case 'sign-in':
				return effect.several ? this.#send({ type: 'SEVERAL' }) : this.#signIn(world)
			case 'mail-code':
				await this.#owner.mailCode(world.state().owner!.email)
				return this.#send({ type: 'CODE_MAILED' })
			case 'enter':
				return this.#enter(world.state().owner!)
			case 'sign-out':
				return this.#signOut()
			default:
				return this.#carry(world, effect, guests)
		}
	}

	/** The clinic, and at the same time whether somebody goes on with a session. */
	async #arrive(world: World): Promise<void> {
		const isNoted = this.#host.owner || notedClinic(this.#host.clinicKey)
		const known = isNoted ? this.#resumed() : undefined
		const soon = Promise.race([known, wait(LATE)])
		const send: World['send'] = async (event) => {
			let found = await soon
			world.send(event)
			// What was begun for pets on record goes on for them, or for a guest's once that is said.
			const { petIds = [], typed, fields } = world.state().entry
			const isTheirs = petIds.some((id) => !isTyped(id))
			if (isTheirs) found ??= await known
			if (found) this.#greet(found)
			else if (isTheirs) this.#send({ type: 'ASK_EMAIL' })
			else if (typed || fields['new-id']) this.#send({ type: 'SEVERAL' })
		}
		await load({ ...world, send })
	}

	/** Of the session that this browser has; nothing can be wrong with it that a guest has to hear of. */
	async #resumed(): Promise<Knowledge | undefined> {
		try {
			if (this.#host.owner || (await this.#owner.resume())) return await this.#learn()
			noteSignedIn(this.#host.clinicKey, '')
		} catch {}
		return undefined
	}

	async #signIn({ state }: World): Promise<void> {
		const known = isSignedIn(state()) ? undefined : await this.#resumed()
		if (known) this.#greet(known)
		else this.#send({ type: 'ASK_EMAIL' })
	}

	async #enter({ email, code, clinic }: NonNullable<State['owner']>): Promise<void> {
		try {
			await this.#owner.signIn({ email, code: code.replace(/\D/g, '') })
		} catch (error) {
			if (statusOf(error) !== 401) throw error
			return this.#send({ type: 'CODE_REFUSED' })
		}
		noteSignedIn(this.#host.clinicKey, clinic.id)
		this.#greet(await this.#learn())
	}

	async #learn(): Promise<Knowledge> {
		const { me, booking, preferences } = this.#owner
		// A page can do without what booking goes by: the server knows it anyway.
		const defaults = preferences.bookingDefaults().catch(() => undefined)
		const all = Promise.all([me(), booking.pets(), booking.past(), defaults])
		const [{ owner }, pets, past, goesBy] = await all
		const { name, email, phone } = owner
		const known = { pets: pets.map(petOf), past: past.map(pastOf), client: goesBy?.client }
		return { name, email, phone: phone ?? '', ...known }
	}

	#greet(known: Knowledge): void {
		this.#send({ type: 'OWNER', known, preset: this.#host.preset })
	}

	async #signOut(): Promise<void> {
		await this.#owner.signOut().catch(() => {})
		noteSignedIn(this.#host.clinicKey, null)
	}

	#end(): void {
		noteSignedIn(this.#host.clinicKey, '')
		this.#send({ type: 'ENDED' })
	}

	async #carry(world: World, effect: Effect, guests: Guests): Promise<void> {
		const state = world.state()
		const own = isOwn(state)
		try {
			if (effect.do === 'book-chain') return await bookChain(world, this.#owner)
			if (isChain(state) && (await chainTimes(world, effect, this.#owner))) return
			const client = withPets(own ? this.#client : world.client, state)
			await guests({ ...world, client }, effect)
			// A pet that was typed is on record from now on.
			if (own && effect.do === 'clear' && state.entry.petIds?.some(isTyped))
				this.#send({ type: 'KNOWN', known: await this.#learn() })
		} catch (error) {
			if (!own || statusOf(error) !== 401) throw error
			this.#end()
			// A booking waits for a look at the form; all else does not need the session.
			if (effect.do !== 'book' && effect.do !== 'book-chain') await guests(world, effect)
		}
	}
}
