import * as assert from 'uvu/assert'
import { readFeed } from '../../../api/calendars/read-feed.ts'
import { startApi, type TestApi } from '../api.ts'
import { type Desk, dayIn, told } from '../hours/desk.ts'
import { type ForeignServer, foreignServer } from './foreign-server.ts'

export const PATH = '/api/clinic/feeds'
export const REACH = { loopback: true }
/** Far enough away to be free. */
export const day = dayIn(5)

/** A server of ours, one with other diaries, and what is done with both. */
export class Feeds {
	readonly api: TestApi
	readonly server: ForeignServer
	#count = 0

	private constructor(api: TestApi, server: ForeignServer) {
		this.api = api
		this.server = server
	}

	static async open(): Promise<Feeds> {
		return new Feeds(await startApi(), await foreignServer())
	}

	async close(): Promise<void> {
		await this.server.close()
		await this.api.close()
	}

	/** A feed of the first vet, with an address of its own. */
	async add(desk: Desk, text: string) {
		const path = `/${this.#count++}/secret-address.ics`
		this.server.answer(path, text)
		const body = {
			resourceId: desk.clinic.vets[0],
			label: 'Private diary',
			address: `${this.server.origin}${path}`,
		}
		const made = await desk.ask('POST', PATH, { body })
		assert.is(told(made), '201')
		return { path, id: made.body.feed.id as string }
	}

	read({ clinic }: Desk, id: string) {
		return readFeed(this.api.services, REACH, { clinicId: clinic.id, id })
	}

	/** Reads it as if its time had come. */
	async refresh(desk: Desk, id: string) {
		await this.change(desk, id, { next_fetch_at: new Date(0) })
		return this.read(desk, id)
	}

	async show(desk: Desk, id: string) {
		const { feeds } = (await desk.ask('GET', PATH)).body
		return feeds.find((one: { id: string }) => one.id === id)
	}

	change(desk: Desk, id: string, columns: object) {
		return desk.clinic.run((trx) =>
			trx('calendar_feeds').where({ clinic_id: desk.clinic.id, id }).update(columns),
		)
	}

	async startsOf({ clinic }: Desk) {
		const where = `/api/customer/clinics/${clinic.id}/availability?date=${day}&appointmentTypeId=${clinic.types.check}`
		const { days } = (await this.api.call(clinic, 'GET', where)).body
		return days[0].veterinarians.flatMap((vet: { starts: string[] }) =>
			vet.starts.map((start) => new Date(start).toISOString()),
		)
	}

	async conflictsOf(desk: Desk) {
		return (await desk.ask('GET', '/api/clinic/conflicts')).body.conflicts
	}
}
