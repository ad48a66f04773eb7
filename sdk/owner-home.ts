import type { OwnDue, OwnerVisits, OwnPets } from './generated/types.ts'
import type { Owning } from './owner.ts'
import type { CallOptions } from './request.ts'

/** More upcoming visits than that are a list of their own. */
const MOST_VISITS = 20

/** What an owner sees first. */
export interface OwnerHome {
	/** The next one first. */
	visits: OwnerVisits['appointments']
	pets: OwnPets['pets']
	/** What is overdue first. */
	due: OwnDue['due']
}

/** The next visits, the pets, and what falls due to them, all at once. */
export async function readHome(call: Owning, more?: CallOptions): Promise<OwnerHome> {
	const get = <T>(to: string, query?: object) =>
		call<T>({ ...more, method: 'GET', to: [to], ...(query && { query }) })
	const [{ appointments: visits }, { pets }, { due }] = await Promise.all([
		get<OwnerVisits>('appointments', { when: 'upcoming', limit: MOST_VISITS }),
		get<OwnPets>('pets', { status: 'active' }),
		get<OwnDue>('due'),
	])
	return { visits, pets, due }
}
