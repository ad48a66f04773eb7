// Makes clinics, and lists them, beside a running server or without one.
//   npm run clinic -- create --slug oakfield --name "Oakfield Vets" --time-zone Europe/London \
//     --currency GBP --locale en-GB --phone "020 7946 0142" --admin-email jo@oakfield.example --admin-name "Jo Ash"
//   npm run clinic -- list
import { parseArgs } from 'node:util'
import { type NewClinicBody, newClinicBody } from './contract/platform.ts'
import { withDatabase } from './database/beside-server.ts'
import { connect } from './database/connect.ts'
import { notificationQueue, openQueue } from './notifications/queue.ts'
import { listClinics } from './platform/clinics.ts'
import { createClinic } from './platform/create-clinic.ts'

const USAGE = `npm run clinic -- create --slug <name in addresses> --name <name>
  --time-zone   such as Europe/London
  --currency    such as GBP
  --locale      such as en-GB
  --phone       whom owners call in an emergency
  --admin-email, --admin-name  who runs the place; they are mailed a link to choose a password
npm run clinic -- list`

const FIELDS: Record<string, string> = {
	slug: 'slug',
	name: 'name',
	timeZone: 'time-zone',
	currency: 'currency',
	locale: 'locale',
	phone: 'phone',
	'admin.email': 'admin-email',
	'admin.name': 'admin-name',
}

try {
	const [command, ...rest] = process.argv.slice(2)
	if (command === 'create') await create(bodyOf(rest))
	else if (command === 'list' && rest.length === 0) await list()
	else throw new Error(USAGE)
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
	process.exitCode = 1
}

function bodyOf(args: string[]): NewClinicBody {
	const option = { type: 'string' } as const
	const options = Object.fromEntries(Object.values(FIELDS).map((name) => [name, option]))
	const { values } = parseArgs({ args, options })
	const given = (name: string) => values[name] as string | undefined
	const { data, error } = newClinicBody.safeParse({
		slug: given('slug'),
		name: given('name'),
		timeZone: given('time-zone'),
		currency: given('currency'),
		locale: given('locale'),
		phone: given('phone'),
		admin: { name: given('admin-name'), email: given('admin-email') },
	})
	if (data) return data
	const lines = error.issues.map(({ path, message }) => `--${FIELDS[path.join('.')]}: ${message}`)
	throw new Error(`${lines.join('\n')}\n\n${USAGE}`)
}

async function create(body: NewClinicBody): Promise<void> {
	const { PUBLIC_URL = 'http://127.0.0.1:8080' } = process.env
	const made = await withDatabase(process.env, async (url) => {
		const db = connect({ url, name: 'vetslot-clinic', poolSize: 1 })
		const boss = await openQueue({ url, works: false, poolSize: 1, onError: () => {} })
		try {
			const queueNotification = notificationQueue(boss)
			const publicUrl = () => PUBLIC_URL.replace(/\/+$/, '')
			return await createClinic({ db, queueNotification, publicUrl }, body)
		} finally {
			await boss.stop({ graceful: false })
			await db.destroy()
		}
	})
	process.stdout.write(`${body.name} is there. ${body.admin.email} is mailed a link.
Booking page  ${made.bookingUrl}
Console       ${made.consoleUrl}
Key for pages ${made.publishableKey}
`)
}

async function list(): Promise<void> {
	await withDatabase(process.env, async (url) => {
		const db = connect({ url, name: 'vetslot-clinic', poolSize: 1 })
		try {
			for (let after: string | undefined; ; ) {
				const { clinics, next } = await listClinics(db, after)
				for (const { slug, name, id } of clinics) process.stdout.write(`${slug}\t${name}\t${id}\n`)
				if (next === null) return
				after = next
			}
		} finally {
			await db.destroy()
		}
	})
}
