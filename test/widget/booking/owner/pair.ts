import { ok, type Request, vets } from '../../fixture.ts'
import { until, type Visitor } from '../harness.ts'
import { email, Household, ownerAt } from './household.ts'

export const at = (time: string) => `2026-11-05T${time}:00+00:00`
const chain = (first: string, second: string, end: string) => ({
	...{ start: at(first), end: at(end) },
	visits: [
		{ start: at(first), end: at(second), veterinarianId: vets.lind },
		{ start: at(second), end: at(end), veterinarianId: vets.lind },
	],
})
const chains = [chain('10:40', '11:00', '11:10'), chain('14:00', '14:20', '14:30')]

/** A clinic at which both pets can be seen on Thursday at two times. */
export function both(): Household {
	const server = new Household()
	server.on('/availability/several', ({ query }) => {
		const isIn =
			(query.get('from') ?? '') <= '2026-11-05' && (query.get('to') ?? '') >= '2026-11-05'
		const days = isIn ? [{ date: '2026-11-05', chains }] : []
		return ok({ timeZone: 'Europe/London', days })
	})
	server.on('/book-several', ({ body }) => ok(bookedBoth(server, body), 201))
	return server
}

function bookedBoth(server: Household, { visits }: Request['body']) {
	const names = new Map(server.pets.map((pet) => [pet.id, pet]))
	const owner = { name: 'Sam Rivera', email }
	const appointments = (visits as { pets: { id: string }[] }[]).map((visit) =>
		server.booking({ ...visit, owner, pets: visit.pets.map((one) => names.get(one.id) ?? one) }),
	)
	return { appointments }
}

/** At the times of both. */
export async function toChainTimes(server = both(), attributes = {}): Promise<Visitor> {
	const v = await ownerAt(server, attributes)
	await v.press('Biscuit')
	await v.press('Mo')
	await v.press('One after another')
	await v.at('What does Biscuit need?')
	await v.press(/^Booster/)
	await v.at('What does Mo need?')
	await v.press(/^Weight clinic/)
	await v.at('When suits you?')
	await until('times', () => v.root.querySelector('.time'))
	return v
}

/** At the review of both, on Thursday from 10:40. */
export async function toChainReview(server = both(), attributes = {}): Promise<Visitor> {
	const v = await toChainTimes(server, attributes)
	await v.press(/^10:40/)
	await until('both', () => /10:40 for Biscuit, 11:00 for Mo/.test(v.text('.foot')))
	await v.press('Continue')
	await v.at('Does this look right?')
	return v
}
