import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { HoursView } from '../../../widget/clinic/hours/hours-view.ts'
import { start } from '../../../widget/clinic/hours/watch-calendars.ts'
import { pageViolations } from '../axe.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import {
	all,
	type Fake,
	fakeDesk,
	press,
	schedule,
	settle,
	show,
	stranding,
	text,
	type,
} from './hours-desk.ts'

const open = async (fake: Fake, part: string) => show(new HoursView(), fake, [part])
const sent = ({ asked }: Fake, name: string) => asked.filter(([call]) => call === name)

describe('the view of hours', () => {
	let fake: Fake
	beforeEach(() => {
		fake = fakeDesk()
	})
	afterEach(async () => {
		document.body.replaceChildren()
		await emulateMedia({ colorScheme: 'light' })
	})

	const scenes: Record<string, [part: string, ...presses: string[]]> = {
		'working hours': ['schedules'],
		'the editor of hours': ['schedules', 'Add hours for Dr Nils Lind', 'Add a break'],
		'an end of hours': ['schedules', 'End: Dr Nils Lind'],
		exceptions: ['exceptions'],
		'the editor of exceptions': ['exceptions', 'Add an exception', 'Again and again', 'Some hours'],
		holidays: ['holidays'],
		'holidays to be closed on': ['holidays', 'Close on these days'],
		'other diaries': ['calendars'],
		'a new calendar': ['calendars', 'Add a calendar'],
	}
	for (const [name, [part, ...presses]] of Object.entries(scenes))
		for (const [mode, width] of [
			['light', 1280],
			['dark', 375],
		] as const)
			it(`${name} has no accessibility violation, ${mode} at ${width} px`, async () => {
				await setViewport({ width, height: 900 })
				await emulateMedia({ reducedMotion: 'reduce', colorScheme: mode })
				await open(fake, part)
				for (const one of presses) {
					press(one)
					await settle()
				}
				assert.equal(await pageViolations(), [])
			})

	it('says hours in words, and of a rule without words its next days', async () => {
		await open(fake, 'schedules')
		assert.match(text(), /Every second Tuesday, 08:00–13:00/)
		assert.match(text(), /Mornings · break 10:00–10:15 · 2 visits at once · starts every 15 min/)
		assert.match(text(), /Custom rule: 28 Mar 2027/)
		assert.match(text(), /No hours yet\. Online booking offers no time with Ada Brook/)
	})

	it('shows reception the hours and no way to change them', async () => {
		fake = fakeDesk(['receptionist'])
		await open(fake, 'schedules')
		assert.throws(() => press('Add hours'))
		assert.match(text(), /Changing it is for Administrator and Vet/)
		await open(fake, 'exceptions')
		press('Add an exception')
	})

	it('shows the next dates while hours are being written, with what the clocks do', async () => {
		await open(fake, 'schedules')
		press('Add hours for Dr Nils Lind')
		await settle()
		assert.equal(all('[id^=day-]:checked').length, 0, 'no day by itself')
		all<HTMLInputElement>('#day-7')[0]?.click()
		await settle(400)
		assert.match(text(), /01:30 does not exist on 28 March 2027/)
		type('rrule', 'nth')
		await settle(400)
		const [, query] = sent(fake, 'planning.ruleDates').at(-1) as [string, { rrule: string }]
		assert.match(query.rrule, /^FREQ=MONTHLY;BYDAY=/)
	})

	it('sends new hours once they are whole, and names what is missing', async () => {
		await open(fake, 'schedules')
		press('Add hours for Dr Nils Lind')
		await settle()
		type('startTime', '')
		press('Save')
		await settle()
		assert.equal(sent(fake, 'schedules.create'), [])
		assert.match(text(), /Please choose at least one day/)
		assert.match(text(), /Please enter a time/)
		type('startTime', '08:30')
		all<HTMLInputElement>('#day-2')[0]?.click()
		await settle()
		all<HTMLInputElement>('#day-4')[0]?.click()
		press('Add a break')
		await settle()
		press('Save')
		await settle()
		const [[, body]] = sent(fake, 'schedules.create') as [[string, Record<string, unknown>]]
		assert.equal(
			[body.resourceId, body.rrule, body.startTime],
			['v1', 'FREQ=WEEKLY;BYDAY=TU,TH', '08:30'],
		)
		assert.equal(body.breaks, [{ start: '12:30', end: '13:30' }])
		assert.equal(fake.told.at(-1), 'Hours saved')
		assert.equal(all('vetslot-clinic-schedule-dialog').length, 0)
	})

	it('changes hours and keeps what it does not show, and rules that it has no words for', async () => {
		await open(fake, 'schedules')
		const [first, second] = all('button[aria-label^="Edit"]')
		first?.click()
		await settle()
		type('endTime', '12:00')
		press('Save')
		await settle()
		const [[, id, body]] = sent(fake, 'schedules.replace') as [
			[string, string, Record<string, unknown>],
		]
		assert.equal(
			[id, body.rrule, body.anchorDate],
			['s1', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2027-01-05'],
		)
		assert.equal([body.endTime, body.keepBack], ['12:00', [{ at: '07:00', share: 0.2 }]])
		second?.click()
		await settle()
		assert.match(text(), /stays as it is until you choose another/)
		press('Save')
		await settle()
		const [, , kept] = sent(fake, 'schedules.replace').at(-1) as [string, string, { rrule: string }]
		assert.equal(kept.rrule, 'FREQ=YEARLY')
	})

	it('leaves hours in which nothing can be booked as they are', async () => {
		const operating = { ...schedule, appointmentTypeIds: [] }
		fake.answers['schedules.list'] = () => ({ schedules: [operating] })
		await open(fake, 'schedules')
		assert.match(text(), /not for booking/)
		press('Edit')
		await settle()
		press('Save')
		await settle()
		const [, , body] = sent(fake, 'schedules.replace').at(-1) as [string, string, object]
		assert.equal((body as typeof operating).appointmentTypeIds, [])
	})

	it('asks what becomes of each visit that loses its place, and shows where it would go', async () => {
		let tries = 0
		fake.answers['schedules.replace'] = (
			_: never,
			body: { resolutions: unknown[] },
			{ dryRun }: { dryRun: boolean },
		) => {
			if (!dryRun && tries++ === 0) throw stranding('a', 'b')
			const movedTo = { id: 'x', start: '2027-01-06T12:00:00Z', veterinarianId: 'v1' }
			return {
				stranded: [
					{ id: 'a', movedTo },
					{ id: 'b', movedTo: null },
				],
				body,
			}
		}
		await open(fake, 'schedules')
		press('Edit')
		await settle()
		press('Save')
		await settle()
		assert.match(text(), /2 visits lose their place/)
		assert.match(text(), /Pickle \(Ann Otter\)/)
		assert.match(text(), /REFb/)
		assert.equal(await pageViolations(), [])
		press('Save and do this')
		await settle()
		assert.match(text(), /Please choose for each visit/)
		const choose = (id: string, name: string) =>
			all('button[role=radio]', all(`#for-${id}`)[0])
				.find((one) => one.textContent === name)
				?.click()
		choose('a', 'Move')
		await settle()
		choose('b', 'Ask the owner')
		await settle()
		assert.match(text(), /Moves to Wed 6 Jan, 12:00, Dr Lind/)
		press('Save and do this')
		await settle()
		const [, , body] = sent(fake, 'schedules.replace').at(-1) as [
			string,
			string,
			{ resolutions: unknown[] },
		]
		assert.equal(body.resolutions, [
			{ appointmentId: 'a', do: 'move' },
			{ appointmentId: 'b', do: 'message' },
		])
	})

	it('ends hours, and sees to the visits that stood in them', async () => {
		let tries = 0
		fake.answers['schedules.end'] = () => {
			if (tries++ === 0) throw stranding('a')
			return { stranded: [] }
		}
		await open(fake, 'schedules')
		press('End: Dr Nils Lind')
		await settle()
		type('from', '2027-02-01')
		all<HTMLButtonElement>('button[type=submit]')[0]?.click()
		await settle()
		all('button[role=radio]', all('#for-a')[0])
			.find((one) => one.textContent === 'Move')
			?.click()
		await settle()
		press('Save and do this')
		await settle()
		const calls = sent(fake, 'schedules.end')
		assert.equal(calls.at(-1)?.[2], { from: '2027-02-01', allowStranded: true })
		assert.equal(sent(fake, 'planning.resolveStranded').at(-1)?.[1], {
			resolutions: [{ appointmentId: 'a', do: 'move' }],
		})
	})

	it('writes exceptions, once and again and again', async () => {
		await open(fake, 'exceptions')
		assert.match(text(), /Every first Monday of the month, 13:00–14:00/)
		press('Add an exception')
		await settle()
		type('date', '2027-05-04')
		press('Some hours')
		await settle()
		type('startTime', '10:00')
		type('endTime', '11:00')
		press('Save')
		await settle()
		assert.match(text(), /Please choose who/)
		assert.equal(sent(fake, 'overrides.create'), [])
		type('resourceId', 'v1')
		press('Save')
		await settle()
		const [[, body]] = sent(fake, 'overrides.create') as [[string, Record<string, unknown>]]
		assert.equal(body, {
			...{ resourceId: 'v1', type: 'unavailable', date: '2027-05-04', reason: null },
			...{ startTime: '10:00', endTime: '11:00', releaseHoursBefore: null, releaseAt: null },
			resolutions: [],
		})
		const [, second] = all('button[aria-label^="Edit"]')
		second?.click()
		await settle()
		type('type', 'emergency_only')
		await settle()
		type('releaseHoursBefore', '24')
		press('Save')
		await settle()
		const [, id, changed] = sent(fake, 'overrides.replace').at(-1) as [
			string,
			string,
			Record<string, unknown>,
		]
		assert.equal(
			[id, changed.rrule, changed.anchorDate],
			['o2', 'FREQ=MONTHLY;BYDAY=1MO', '2027-01-04'],
		)
		assert.equal([changed.type, changed.releaseHoursBefore], ['emergency_only', 24])
	})

	it('says on the button that the whole clinic is to be closed', async () => {
		await open(fake, 'exceptions')
		press('Add an exception')
		await settle()
		type('date', '2027-05-04')
		type('resourceId', 'all')
		await settle()
		press('Close the whole clinic on Tuesday 4 May')
		await settle()
		const [[, body]] = sent(fake, 'overrides.create') as [[string, Record<string, unknown>]]
		assert.equal([body.resourceId, body.date], [null, '2027-05-04'])
	})

	it('closes on the holidays that are ticked', async () => {
		await open(fake, 'holidays')
		assert.match(text(), /New Year’s Day \(closed already\)/)
		press('Close on these days')
		await settle()
		all<HTMLButtonElement>('button[type=submit]')[0]?.click()
		await settle()
		assert.equal(sent(fake, 'planning.closeHolidays')[0]?.[1], {
			...{ country: 'GB', region: null, resolutions: [] },
			days: [{ date: '2099-03-26', name: 'Good Friday' }],
		})
	})

	it('warns of a stale diary, and hands clashes to reception', async () => {
		await open(fake, 'calendars')
		assert.match(
			text(),
			/Not read for an hour New events may be missing. Check bookings with Dr Nils Lind by hand/,
		)
		assert.match(text(), /The calendar is no longer there/)
		assert.match(text(), /Tue 5 Jan, 10:00, Dr Lind: also Private diary, 09:30–11:00/)
		press('Open the visit REFa')
		assert.equal(fake.told.at(-1), 'visit a')
		press('Leave it: visit REFa')
		await settle()
		assert.equal(sent(fake, 'calendars.dismissConflict')[0]?.[1], {
			...{ feedId: 'f1', appointmentId: 'a' },
			...{ start: '2027-01-05T09:30:00Z', end: '2027-01-05T11:00:00Z' },
		})
		press('Read now')
		await settle()
		assert.equal(sent(fake, 'calendars.refreshFeed')[0]?.[1], 'f1')
	})

	it('counts beside its name what reception has to look at', async () => {
		await open(fake, 'calendars')
		const stop = start(fake.desk)
		await settle()
		assert.equal(fake.told.at(-1), 'hours 2')
		stop()
	})

	it('takes an address once and never shows it', async () => {
		await open(fake, 'calendars')
		press('Add a calendar')
		await settle()
		press('Save')
		await settle()
		assert.match(text(), /Please enter the calendar’s address/)
		type('label', 'Mine')
		type('address', 'webcal://x.example/secret')
		press('Save')
		await settle()
		assert.equal(sent(fake, 'calendars.createFeed')[0]?.[1], {
			...{ label: 'Mine', address: 'webcal://x.example/secret', resourceId: 'v1' },
		})
		press('Edit')
		await settle()
		assert.equal(all<HTMLInputElement>('#address')[0]?.value, '')
		assert.match(text(), /keep the address at calendar\.example/)
	})
})
