import type { ChangeServices } from '../../api/appointments/book.ts'
import { cancelUnanswered } from '../../api/appointments/unanswered.ts'
import { Catalogue } from '../../api/availability/catalogue.ts'
import { newId } from '../../api/database/ids.ts'
import { Notification } from '../../api/database/models/notification.ts'
import { purge } from '../../api/database/purge.ts'
import type { Blow } from './plan.ts'
import type { World } from './world.ts'

/** What happens to processes, connections and clock. */
export async function strike(world: World, blow: Blow): Promise<void> {
	world.count(blow.kind)
	switch (blow.kind) {
		case 'tick':
			return tickQuietly(world, blow.seconds)
		case 'purge':
			return void (await purge(world.database.server))
		case 'unanswered':
			return void (await cancelUnanswered(world.database.server, services))
		case 'kill server':
			return world.replace('server', blow.which)
		case 'kill worker':
			return world.replace('worker', blow.which)
		case 'cut worker':
			return world.workerWire.arm(
				blow.which < 5 ? 'local_messages' : 'update notifications',
				blow.which % 2 ? 'after' : 'before',
			)
	}
}

/** Its rows have no job: the scanner has to find them. */
const services: ChangeServices = {
	catalogue: new Catalogue(),
	queueNotification: async (trx, input) => {
		const id = newId()
		await Notification.query(trx).insert({
			id,
			channel: 'email',
			variables: {},
			maxAttempts: 8,
			...input,
		})
		return id
	},
}

const CLAIMED = `select id from notifications where status = 'claimed' and id <> all($1::uuid[])`
const orphans = new WeakMap<World, string[]>()

/**
 * Two minutes are longer than any try takes. On this clock they may pass within one, so it waits
 * until none is under way; what stays claimed has lost its worker.
 */
async function tickQuietly(world: World, seconds: number): Promise<void> {
	let known = orphans.get(world) ?? []
	for (let i = 0; seconds > 110; i++) {
		const { rows } = await world.admin.query<{ id: string }>(CLAIMED, [known])
		if (rows.length === 0) break
		if (i === 20) {
			known = [...known, ...rows.map((row) => row.id)]
			orphans.set(world, known)
		}
		await new Promise((resolve) => setTimeout(resolve, 50))
	}
	await world.tick(seconds * 1000)
}
