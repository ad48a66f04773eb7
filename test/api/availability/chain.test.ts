import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { CHAIN_GAP, endOf, findChains, fitChain } from '../../../api/availability/chain.ts'
import type { Question, TypeRules } from '../../../api/availability/model.ts'
import { at, clock, plan, question, room, schedule, type, vet } from './clinic.ts'

const test = suite('visits one after the other, with what lies between them')

const on = (time: string) => at(`2027-06-07 ${time}`)
/** Two vets from nine to twelve. */
const both = (more: Partial<Parameters<typeof plan>[0]> = {}) =>
	plan({
		resources: [vet('ann'), vet('ben')],
		schedules: [schedule('ann'), schedule('ben')],
		...more,
	})
const ask = (rules: Partial<TypeRules>, more: Partial<Question> = {}) =>
	question({ type: type({ stepMinutes: 10, ...rules }), ...more })
const link = (asked: Question, time: string) => ({ question: asked, start: on(time) })

/** Who takes which visit when; or the visit that can't be, and why. */
function fit(...links: ReturnType<typeof link>[]): string[] {
	const chain = fitChain(links)
	if ('fits' in chain) return chain.fits.map((one) => `${clock([one.startsAt])} ${one.vetId}`)
	return [`${chain.failed}`, ...chain.reasons.map(({ code }) => code)]
}
/** When the visits of the chain that begins at a time start. */
function offered(first: string, ...questions: [Question, ...Question[]]): string {
	const chains = findChains(questions).flatMap((day) => day.chains)
	const found = chains.find(([one]) => one?.startsAt === on(first))
	return clock((found ?? []).map(({ startsAt }) => startsAt))
}

test('waits for the buffer of the visit before', () => {
	const one = ask({ bufferAfter: 10 })
	assert.equal(fit(link(one, '09:00'), link(one, '09:30')), ['1', 'vet_busy'])
	assert.equal(fit(link(one, '09:00'), link(one, '09:40')), ['09:00 ann', '09:40 ann'])
	assert.is(offered('09:00', one, one), '09:00 09:40')
})

test('waits for the buffer that the next visit wants before it', () => {
	const [one, two] = [ask({}), ask({ bufferBefore: 20 })]
	assert.equal(fit(link(one, '10:00'), link(two, '10:30')), ['1', 'vet_busy'])
	assert.is(offered('10:00', one, two), '10:00 10:50')
})

test('gives the next visit to somebody else when that saves a wait', () => {
	const one = ask({ bufferAfter: 10 }, { plan: both() })
	assert.equal(fit(link(one, '09:00'), link(one, '09:30')), ['09:00 ann', '09:30 ben'])
})

test('gives the first visit to another vet where only one may have the next', () => {
	const first = ask({ bufferAfter: 10 }, { plan: both() })
	const next = ask({}, { plan: both(), vetId: 'ann' })
	assert.equal(fit(link(first, '09:00'), link(next, '09:30')), ['09:00 ben', '09:30 ann'])
})

test('two vets with one room wait until it is free', () => {
	const resources = [vet('ann'), vet('ben'), room('table', 'surgery')]
	const schedules = [schedule('ann'), schedule('ben'), schedule('table')]
	const shared = both({ resources, schedules })
	const rules = { roomTypes: ['surgery'], bufferAfter: 20 }
	const [one, two] = ['ann', 'ben'].map((vetId) => ask(rules, { plan: shared, vetId })) as [
		Question,
		Question,
	]
	assert.equal(fit(link(one, '09:00'), link(two, '09:30')), ['1', 'room_not_free'])
	assert.equal(fit(link(one, '09:00'), link(two, '09:50')), ['09:00 ann', '09:50 ben'])
	assert.is(offered('09:00', one, two), '09:00 09:50')
})

test('a visit is in the way of all after it, not of the next alone', () => {
	const resources = [vet('ann'), vet('ben')]
	const long = ask({ bufferAfter: 60 }, { plan: both({ resources }), vetId: 'ann' })
	const [other, again] = [
		ask({}, { plan: both({ resources }), vetId: 'ben' }),
		ask({}, { plan: both({ resources }), vetId: 'ann' }),
	]
	const [one, two] = [link(long, '09:00'), link(other, '09:30')]
	assert.equal(fit(one, two, link(again, '10:00')), ['2', 'vet_busy'])
	assert.equal(fit(one, two, link(again, '10:30')), ['09:00 ann', '09:30 ben', '10:30 ann'])
})

test('takes only what it may, such as what is locked', () => {
	const one = ask({}, { plan: both() })
	const links = [link(one, '09:00'), link(one, '09:30')]
	const chain = fitChain(links, ({ vetId }) => vetId === 'ben')
	assert.equal('fits' in chain && chain.fits.map(({ vetId }) => vetId), ['ben', 'ben'])
	assert.not('fits' in fitChain(links, () => false))
})

test('offers no longer wait than half an hour', () => {
	const [one, near, far] = [0, CHAIN_GAP, CHAIN_GAP + 10].map((bufferBefore) =>
		ask({ bufferBefore }),
	) as [Question, Question, Question]
	assert.is(endOf(link(one, '09:00')), on('09:30'))
	assert.is(offered('09:00', one, near), '09:00 10:00')
	assert.is(offered('09:00', one, far), '')
})

test('gives up after some tries where everybody is in everybody’s way', () => {
	const names = Array.from({ length: 9 }, (_, i) => `vet${i}`)
	const crowd = both({
		resources: names.map((name) => vet(name)),
		schedules: names.map((name) => schedule(name)),
	})
	const one = ask({}, { plan: crowd })
	let tries = 0
	const links = ['09:00', '09:30', '10:00', '10:30'].map((time) => link(one, time))
	const last = on('10:30')
	const chain = fitChain(links, ({ startsAt }) => {
		tries++
		return startsAt !== last
	})
	assert.not('fits' in chain)
	assert.ok(tries < 1000, `${tries} looks`)
})

test.run()
