import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { openingsOf } from '../../../api/availability/openings.ts'
import { findSlots } from '../../../api/availability/slots.ts'
import { minutesOf, toDay } from '../../../api/time/date.ts'
import { occurrences } from '../../../api/time/recurrence.ts'
import { minuteOf, zoneOf } from '../../../api/time/zone.ts'
import { override, plan, question, schedule, type, vet } from './clinic.ts'

const read = (name: string) =>
	JSON.parse(readFileSync(new URL(`../../tables/${name}`, import.meta.url), 'utf8'))

/** Everything the engine says about the tables, as one text. */
function answers(): string {
	const instants = read('wall-to-instant.json').rows.map(([zone, wall]: [string, string]) =>
		zoneOf(zone).toInstant(toDay(wall.slice(0, 10)), minutesOf(wall.slice(11))),
	)
	const days = read('rrule-clinic.json').cases.map((row: { rrule: string; dtstart: string }) =>
		occurrences(
			row.rrule,
			row.dtstart.slice(0, 10),
			minutesOf(row.dtstart.slice(11)),
			8000,
			12_000,
		),
	)
	const slots = ['slots-workload-1-host.json', 'slots-workload-8-hosts.json'].map((name) => {
		const work = read(name)
		const ids = work.hosts.map((_: unknown, i: number) => `host ${i}`)
		const given = plan({
			zone: work.tz,
			resources: ids.map((id: string) => vet(id)),
			schedules: ids.map((id: string) =>
				schedule(id, {
					rule: 'FREQ=MONTHLY;BYDAY=1SU,2MO,-1WE,3SA',
					breaks: [{ start: '02:10', end: '02:40' }],
					startTime: '01:30',
					endTime: '04:00',
				}),
			),
			overrides: [override({ rule: 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', anchorDate: '2020-03-29' })],
		})
		const zone = zoneOf(work.tz)
		const [from, to] = [work.from, work.to].map((iso) => zone.dateAt(minuteOf(Date.parse(iso))))
		const asked = question({
			plan: given,
			from: from!,
			to: to!,
			now: 0,
			type: type({ horizonDays: 40_000 }),
		})
		return [findSlots(asked), openingsOf(given, ids[0], from!, to!)]
	})
	return JSON.stringify([instants, days, slots])
}

const hash = () => createHash('sha256').update(answers()).digest('hex')

if (process.argv.includes('--hash')) {
	process.stdout.write(`${hash()} ${new Date(2027, 6, 1).getTimezoneOffset()}`)
} else {
	const test = suite('process time zone')
	const run = promisify(execFile)
	const ZONES = ['UTC', 'America/New_York', 'Europe/Chisinau', 'Pacific/Apia']
	const runIn = (TZ: string, file: string, ...rest: string[]) =>
		run(process.execPath, [file, ...rest], { env: { ...process.env, TZ } })

	test('changes no answer', async () => {
		const seen = new Set<string>()
		for (const TZ of ZONES) {
			const { stdout } = await runIn(TZ, fileURLToPath(import.meta.url), '--hash')
			const [digest, offset] = stdout.split(' ')
			assert.is(digest, hash(), TZ)
			seen.add(offset!)
		}
		assert.is(seen.size, 4, 'each process really ran in its own zone')
	})

	test('leaves every row of the slot tables right', async () => {
		for (const TZ of ZONES) {
			for (const name of ['openings', 'slots']) {
				await runIn(TZ, fileURLToPath(new URL(`./${name}.test.ts`, import.meta.url)))
			}
		}
	})

	test.run()
}
