import { Agent, request } from 'node:http'
import { SITE } from '../factories.ts'
import type { Fault, Step } from './plan.ts'
import type { Call } from './told.ts'
import type { World } from './world.ts'

export interface Answer {
	status: number
	// biome-ignore lint/suspicious/noExplicitAny: answers of every kind are looked into
	body: any
}

/** What a client knows in the end. */
export interface Outcome extends Answer {
	/** An earlier try went unanswered, so that a refusal says little. */
	unsure: boolean
}

/** The reply was not waited for, or never came. */
export class NoReply extends Error {}

const TRIES = 40
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** One try. */
export function callOnce(url: string, call: Call, patience?: number): Promise<Answer> {
	const { clinic, method, path, body, manage, hold, intent } = call
	const address = new URL(path, url)
	const key = call.asStaff ? clinic.secret : clinic.key
	const text = body === undefined ? '' : JSON.stringify(body)
	const headers = {
		'Vetslot-Key': key,
		...(call.asStaff ? {} : { Origin: SITE }),
		...(intent ? { 'Idempotency-Key': intent } : {}),
		...(manage ? { 'Vetslot-Manage': manage } : {}),
		...(hold ? { 'Vetslot-Hold': hold } : {}),
		...(text ? { 'Content-Type': 'application/json' } : {}),
		'Content-Length': String(Buffer.byteLength(text)),
	}
	return new Promise((resolve, reject) => {
		const fail = (error: Error) => reject(new NoReply(error.message))
		const sent = request(address, { method, headers, agent }, (reply) => {
			let got = ''
			reply.setEncoding('utf8').on('data', (chunk) => (got += chunk))
			reply.on('error', fail)
			reply.on('end', () => {
				if (!reply.complete) return fail(new Error('cut short'))
				const json = /json/.test(reply.headers['content-type'] ?? '')
				resolve({ status: reply.statusCode ?? 0, body: json ? JSON.parse(got) : got })
			})
		})
		sent.on('error', fail)
		sent.setTimeout(20_000, () => sent.destroy(new Error('no answer in 20 s')))
		sent.end(text)
		if (patience !== undefined) setTimeout(() => sent.destroy(), patience)
	})
}

/** Calls, with the step's fault on the first try, and again until there is a clear answer. */
export async function callUntilClear(world: World, call: Call, step: Step): Promise<Outcome> {
	let unsure = false
	const { intent } = call
	const isNew = intent !== undefined && !world.told.intents.has(intent)
	if (isNew) world.told.intents.set(intent, 'open')
	for (let i = 0; i < TRIES; i++) {
		const fault = i === 0 && call.intent ? step.fault : 'none'
		const answer = await tryOnce(world, call, step, fault, i)
		const clear = answer !== null && isClear(answer)
		if (clear) {
			if (isNew) {
				const refusal = unsure ? 'maybe' : 'refused'
				world.told.intents.set(intent, answer.status < 300 ? 'done' : refusal)
			}
			return { ...answer, unsure }
		}
		unsure ||= answer === null || answer.status >= 500
		await new Promise((resolve) => setTimeout(resolve, Math.min(400, 15 * (i + 1))))
	}
	world.find('answered', `${call.method} ${call.path} (${step.name}) got no clear answer`)
	return { status: 0, body: null, unsure: true }
}

async function tryOnce(world: World, call: Call, step: Step, fault: Fault, i: number) {
	const url = world.serverFor(step, i)
	const cut = fault === 'cut before' ? 'before' : fault === 'cut after' ? 'after' : null
	if (cut && call.intent) world.wire.arm(call.intent, cut)
	try {
		if (fault === 'twice') return await callTwice(world, call, url, step)
		return await ask(world, call, url, fault === 'drop' ? step.patience : undefined)
	} catch (error) {
		if (error instanceof NoReply) return null
		throw error
	} finally {
		if (call.intent) world.wire.disarm(call.intent)
	}
}

/** One try, whose answer is looked at whatever comes of it. */
async function ask(world: World, call: Call, url: string, patience?: number): Promise<Answer> {
	const answer = await callOnce(url, call, patience)
	world.watch(call, answer)
	return answer
}

/** The same intent at two servers in the same moment: a client that is all too eager. */
async function callTwice(world: World, call: Call, url: string, step: Step) {
	const both = await Promise.allSettled([
		ask(world, call, url),
		ask(world, call, world.serverFor(step, 1)),
	])
	const answers = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
	return answers.find((one) => one.status < 300) ?? null
}

const AGAIN = new Set(['in_progress', 'conflict'])

function isClear({ status, body }: Answer): boolean {
	// A fault has been noted by now; asking again would only note it again.
	if (status === 503) return false
	return !(status === 409 && AGAIN.has(body?.code))
}
