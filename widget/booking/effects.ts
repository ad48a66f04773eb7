import { type VetslotClient, VetslotError } from '@vetslot/sdk'
import type { OwnerClient } from '@vetslot/sdk/owner'
import type { LitElement } from 'lit'
import { arrived, fetchLater } from './code.ts'
import type { BookingEvent } from './happenings.ts'
import type { Preset } from './owner/happenings.ts'
import { type Effect, hopeless, type State } from './state.ts'
import { recall, seemsSignedIn } from './storage.ts'

/** The element, as far as effects need it. */
export interface Host extends LitElement {
	/** The publishable key, which names the clinic in storage. */
	clinicKey: string
	/** Set by a page on which somebody has signed in already. */
	owner: OwnerClient | undefined
	preset: Preset | undefined
}

/** What effects may touch: the client, this visitor's tab, and the machine. */
export interface World {
	client: VetslotClient
	host: Host
	state: () => State
	send: (event: BookingEvent) => void
	locale: () => string
	/** The later steps' code is there. */
	onCode: () => void
}

const isProblem = (error: unknown): error is VetslotError =>
	error instanceof Error && error.name === 'VetslotError'

/** Runs one effect and tells the machine how it ended. Never throws for a failed call. */
export async function run(world: World, effect: Effect): Promise<void> {
	const from = world.state().step
	try {
		await perform(world, effect)
	} catch (error) {
		if (!isProblem(error)) throw error
		// Visitors are shown the clinic's phone; whoever built the page has to hear of it as well.
		// biome-ignore lint/suspicious/noConsole: the one place where that person looks
		if (hopeless.has(error.code)) console.warn(`vetslot-booking: ${error.message}`)
		const event = failed(world.state(), effect, error, from)
		if (event) world.send(event)
	}
}

async function perform(world: World, effect: Effect): Promise<void> {
	const { owner, clinicKey } = world.host
	if (effect.do === 'load' && !owner && !seemsSignedIn(clinicKey)) return load(world)
	const later = arrived() ?? (await fetchLater().catch(notLoaded))
	world.onCode()
	if (effect.do !== 'code') await later.perform(world, effect)
}

/** To the visitor it is the same whether code or answers don't come. */
function notLoaded(cause: unknown): never {
	throw new VetslotError({ code: 'network_error', message: 'The next steps did not load', cause })
}

/** Milliseconds that the server's clock is ahead of this device's. */
export const aheadOf = (serverTime: string): number => Date.parse(serverTime) - Date.now()

export async function load({ client, host, send }: World): Promise<void> {
	const clinic = await client.clinic()
	const ahead = aheadOf(clinic.serverTime)
	send({ type: 'CONFIG_OK', clinic, ahead, saved: recall(host.clinicKey) })
}

/** What a failed call means for the flow; nothing, for calls that nobody waits for. */
function failed(
	state: State,
	effect: Effect,
	error: VetslotError,
	from: State['step'],
): BookingEvent | undefined {
	const { code, requestId, retryAfter: wait } = error
	// A hold that can't be released runs out, and a refresh comes again.
	if (effect.do === 'release' || effect.do === 'next' || code === 'aborted') return undefined
	if (effect.do === 'times' && effect.quiet) return undefined
	if (code === 'clinic_paused') return { type: 'PAUSED' }
	const event = arrived()?.meaningOf(state, effect, error, from)
	if (event || (effect.do === 'recheck' && (arrived() || from === 'triage'))) return event
	return { type: 'FAIL', failure: { code, requestId, from, effect, wait } }
}
