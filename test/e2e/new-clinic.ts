import { randomBytes } from 'node:crypto'
import Koa from 'koa'
import { type Listening, listen } from '../../api/http/listen.ts'
import type { ClinicCreated, StaffClient } from '../../sdk/staff.ts'
import type { Product } from './product.ts'

const HOUR_MS = 3_600_000
const NINE = 9

/** For the environment of the product; opens the operator's calls. */
export const operatorKey = randomBytes(32).toString('base64url')

/** Where it is between nine and ten in the morning now, so that no test depends on the hour. */
export function morningZone(now = Date.now()): string {
	const ahead = NINE - new Date(now).getUTCHours()
	const offset = ahead < -12 ? ahead + 24 : ahead
	// The database of zones counts them westwards.
	return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`
}

/** The local day, so many days from today. */
export const dayIn = (timeZone: string, days: number): string =>
	new Date(Date.now() + days * 24 * HOUR_MS).toLocaleDateString('sv', { timeZone })

export const admin = { name: 'Jo Ash', email: 'jo@dayfield.example' }

/** Makes a clinic as whoever runs the server does: nobody works there yet but its admin. */
export async function makeClinic({ api }: Product): Promise<ClinicCreated> {
	const response = await fetch(`${api}/api/platform/clinics`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'vetslot-operator': operatorKey },
		body: JSON.stringify({
			...{ slug: 'dayfield', name: 'Dayfield Vets', timeZone: morningZone() },
			...{ currency: 'GBP', locale: 'en-GB', phone: '020 7946 0199', admin },
		}),
	})
	if (response.status !== 201) throw new Error(await response.text())
	return (await response.json()) as ClinicCreated
}

/** The clinic's own website with the booking on it, another site than the API to a browser. */
export async function openWebsite(
	{ api }: Product,
	{ publishableKey }: ClinicCreated,
): Promise<Listening & { url: string }> {
	const site = new Koa().use((ctx) => {
		ctx.type = 'html'
		ctx.body = `<!doctype html><html lang="en-GB"><title>Dayfield Vets</title>
			<meta name="viewport" content="width=device-width">
			<script type="module" src="${api}/widget/v1/vetslot.js"></script>
			<vetslot-booking clinic-key="${publishableKey}"><a href="tel:+442079460199">Call us</a></vetslot-booking>`
	})
	const listening = await listen(site, { host: 'localhost', port: 0 })
	return { ...listening, url: `http://localhost:${listening.port}` }
}

/** Two vets without hours, and a website that may book. */
export async function settle(
	staff: StaffClient,
	website: string,
): Promise<{ nora: string; theo: string }> {
	const { keys } = await staff.keys.list()
	await Promise.all(keys.map(({ id }) => staff.keys.change(id, { allowedOrigins: [website] })))
	const nora = await staff.resources.create({ kind: 'veterinarian', name: 'Nora Vale' })
	const theo = await staff.resources.create({ kind: 'veterinarian', name: 'Theo Brook' })
	return { nora: nora.resource.id, theo: theo.resource.id }
}
