import { readFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { clinicRows } from '../../../api/clinics/demo/clinic-rows.ts'
import { demoClinics, readDemoData } from '../../../api/clinics/demo/read.ts'
import { formField, price } from '../../../api/contract/clinic.ts'
import { issuesAfter, type Loose, rawData } from './factory.ts'

const data = suite('demo data')

type Damage = (data: { clinic: Loose; fields: Loose; triage: Loose }) => void

// What is broken, where it must be named, and a word of the reason.
const REFUSED: [what: string, damage: Damage, path: string, reason: RegExp][] = [
	['an unknown zone', (d) => (d.clinic.timeZone = 'Europe/Atlantis'), 'timeZone', /zone/i],
	['a missing part', (d) => delete d.clinic.currency, 'currency', /invalid/i],
	['an unknown part', (d) => (d.clinic.colour = 'red'), 'colour', /unrecognized/i],
	[
		'a rule by the second',
		(d) => (d.clinic.staff[0].schedule[0].rrule = 'FREQ=SECONDLY'),
		'staff[0].schedule[0].rrule',
		/SECONDLY/,
	],
	[
		'a rule with a huge count',
		(d) => (d.clinic.breaks[0].rrule = 'FREQ=DAILY;COUNT=1000000000'),
		'breaks[0].rrule',
		/COUNT/,
	],
	[
		'a rule that never moves',
		(d) => (d.clinic.urgentHolds[0].rrule = 'FREQ=DAILY;INTERVAL=0'),
		'urgentHolds[0].rrule',
		/INTERVAL/,
	],
	[
		'a rule that never happens',
		(d) => (d.clinic.meetings[0].rrule = 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
		'meetings[0].rrule',
		/./,
	],
	[
		'an impossible date',
		(d) => (d.clinic.staff[1].schedule[0].anchorDate = '2027-02-30'),
		'staff[1].schedule[0].anchorDate',
		/./,
	],
	[
		'a closure that no year has',
		(d) => (d.clinic.closures[0] = { name: 'Never', month: 2, day: 30 }),
		'closures[0].day',
		/not a date/,
	],
	[
		'an end before its start',
		(d) => (d.clinic.staff[0].schedule[0].end = '08:30'),
		'staff[0].schedule[0].end',
		/not after/,
	],
	[
		'opening hours that end before they begin',
		(d) => (d.clinic.hours.mon = ['19:00', '08:15']),
		'hours.mon.end',
		/not after/,
	],
	[
		'a time that is none',
		(d) => (d.clinic.breaks[0].start = '25:00'),
		'breaks[0].start',
		/time like/,
	],
	[
		'work while the clinic is closed',
		(d) => (d.clinic.staff[0].schedule[0].rrule = 'FREQ=WEEKLY;BYDAY=SU'),
		'staff[0].schedule[0]',
		/closed/,
	],
	[
		'work after closing time',
		(d) => (d.clinic.staff[0].schedule[1].end = '20:00'),
		'staff[0].schedule[1]',
		/outside the opening hours/,
	],
	[
		'one person in two places',
		(d) => (d.clinic.staff[0].schedule[1].start = '11:00'),
		'staff[0].schedule[1]',
		/Overlaps staff\[0\].schedule\[0\]/,
	],
	[
		'two people in one room',
		(d) => (d.clinic.staff[1].schedule[2].room = 'c1'),
		'staff[1].schedule[2]',
		/taken by staff\[0\]/,
	],
	[
		'an unknown room',
		(d) => (d.clinic.staff[0].schedule[0].room = 'c9'),
		'staff[0].schedule[0].room',
		/c9/,
	],
	[
		'a kind of room nobody has',
		(d) => (d.clinic.appointmentTypes[0].roomTypes = ['cellar']),
		'appointmentTypes[0].roomTypes[0]',
		/cellar/,
	],
	[
		'unknown equipment',
		(d) => (d.clinic.appointmentTypes[3].equipment = ['mri']),
		'appointmentTypes[3].equipment[0]',
		/mri/,
	],
	[
		'a skill nobody has',
		(d) => (d.clinic.appointmentTypes[3].requiredSkills = ['juggling']),
		'appointmentTypes[3].requiredSkills[0]',
		/juggling/,
	],
	[
		'an animal that nobody sees',
		(d) => (d.clinic.appointmentTypes[11].species = ['reptile']),
		'appointmentTypes[11].species[0]',
		/reptile/,
	],
	[
		'a form field that is not in the library',
		(d) => d.clinic.appointmentTypes[0].intakeFields.push('shoe_size'),
		'appointmentTypes[0].intakeFields[6]',
		/shoe_size/,
	],
	[
		'a field that belongs after a type nobody knows',
		(d) => (d.fields.find((f: Loose) => f.id === 'well_today').advice.type = 'spa_day'),
		`formFields[${rawData().fields.findIndex((f: Loose) => f.id === 'well_today')}].advice.type`,
		/spa_day/,
	],
	[
		'a choice without options',
		(d) => delete d.fields[1].options,
		'formFields[1].options',
		/options/,
	],
	[
		'a fixed price without an amount',
		(d) => (d.clinic.appointmentTypes[0].price = { kind: 'fixed', amount: null }),
		'appointmentTypes[0].price.amount',
		/has an amount/,
	],
	[
		'an estimate without words',
		(d) => (d.clinic.appointmentTypes[0].price = { kind: 'estimate', amount: null }),
		'appointmentTypes[0].price.note',
		/words/,
	],
	[
		'a prior visit of an unknown type',
		(d) => (d.clinic.appointmentTypes[5].rules.requiresPrior.type = 'primary_0'),
		'appointmentTypes[5].rules.requiresPrior.type',
		/primary_0/,
	],
	[
		'a notice longer than the horizon',
		(d) => (d.clinic.appointmentTypes[0].rules.minNoticeMinutes = 21 * 1440),
		'appointmentTypes[0].rules.minNoticeMinutes',
		/horizon/,
	],
	[
		'two types of one name',
		(d) => (d.clinic.appointmentTypes[1].id = 'sick_visit'),
		'appointmentTypes[1].id',
		/twice/,
	],
	['two people of one name', (d) => (d.clinic.staff[4].id = 'v1'), 'staff[4].id', /twice/],
	[
		'a question asked twice',
		(d) => d.triage.questions.push(d.triage.questions[0]),
		`triage.questions[${rawData().triage.questions.length}].id`,
		/twice/,
	],
	[
		'a red sign that only asks for a slot',
		(d) => (d.triage.questions[0].action = 'same_day_slot_or_call'),
		'triage.questions[0].action',
		/red/,
	],
	[
		'time kept by someone who is not at work',
		(d) => (d.clinic.urgentHolds[0].times[0] = '13:00'),
		'urgentHolds[0].times[0]',
		/not at work/,
	],
	[
		'time kept by a stranger',
		(d) => (d.clinic.urgentHolds[0].staff = 'v9'),
		'urgentHolds[0].staff',
		/v9/,
	],
	[
		'a default that asks for triage',
		(d) => (d.clinic.defaultType = 'sick_visit'),
		'defaultType',
		/triage/,
	],
]

for (const [what, damage, path, reason] of REFUSED) {
	data(`refuses ${what} and says where`, () => {
		const before = performance.now()
		const issues = issuesAfter(damage)
		const found = issues.find((issue) => issue.path === path)
		assert.ok(found, `${path} is not among ${issues.map((issue) => issue.path).join(', ')}`)
		assert.match(found.message, reason)
		// Generous for a busy machine; a rule that is expanded without bounds takes minutes.
		assert.ok(performance.now() - before < 2000)
	})
}

data('names all faults at once', () => {
	const issues = issuesAfter(({ clinic }) => {
		clinic.timeZone = 'Mars/Olympus'
		clinic.staff[0].schedule[0].room = 'c9'
		clinic.defaultType = 'nothing'
	})
	const paths = issues.map((issue) => issue.path)
	assert.ok(
		['timeZone', 'staff[0].schedule[0].room', 'defaultType'].every((p) => paths.includes(p)),
	)
})

data('accepts both clinics as they are', () => {
	for (const slug of ['wrenfold', 'quillmere']) {
		assert.is(readDemoData(rawData(slug)).clinic.slug, slug)
	}
})

data('describes every type, with fields and prices in the form of the contract', () => {
	for (const demo of demoClinics()) {
		const types = clinicRows(demo).appointment_types ?? []
		assert.is(types.length, 20)
		for (const type of types) {
			assert.ok(String(type.description).length > 10, `${type.slug} is not described`)
			for (const field of type.form_fields as unknown[]) formField.parse(field)
			if (type.price_kind === 'none') continue
			const amount =
				type.base_price === null
					? null
					: { amount: Number(type.base_price).toFixed(2), currency: demo.clinic.currency }
			price.parse({ kind: type.price_kind, amount, note: type.price_note })
		}
	}
})

data('leaves to staff every type whose rules nobody enforces yet', () => {
	const modes = demoClinics().map((demo) =>
		Object.fromEntries(
			(clinicRows(demo).appointment_types ?? []).map((t) => [t.slug, t.booking_mode]),
		),
	)
	const staffOnly = modes.map((each) =>
		Object.keys(each)
			.filter((slug) => each[slug] === 'staff_only')
			.sort()
			.join(' '),
	)
	assert.equal(staffOnly, ['dental_day', 'dental_day lab_draw'])
	for (const each of modes) {
		assert.is(each.end_of_life, 'callback')
		assert.is(each.travel_doc, 'request')
		assert.is(each.neuter_day, 'request')
		assert.is(each.recheck, 'instant')
		assert.is(each.urgent_same_day, 'triage_only')
		assert.is(each.sick_visit, 'instant')
	}
})

data('asks each species a triage with red signs first', () => {
	const { questions } = rawData().triage
	for (const species of ['dog', 'cat', 'rabbit', 'guinea_pig', 'bird', 'reptile']) {
		const asked = questions.filter((q: Loose) => q.species === null || q.species === species)
		const sorted = asked.toSorted((a: Loose, b: Loose) => a.sort - b.sort)
		const lastRed = sorted.findLastIndex((q: Loose) => q.level === 'red')
		const firstAmber = sorted.findIndex((q: Loose) => q.level === 'amber')
		assert.ok(firstAmber > lastRed && asked.length >= 16, species)
	}
})

data('is what the clinics tell on their websites', () => {
	const pages = { wrenfold: 'index.html', quillmere: 'quillmere.html' }
	for (const { clinic } of demoClinics()) {
		const name = pages[clinic.slug as keyof typeof pages]
		const page = readFileSync(
			new URL(`../../../examples/clinic-site/${name}`, import.meta.url),
			'utf8',
		)
		assert.ok(page.includes(`clinic-key="${clinic.demoKey}"`))
		assert.ok(page.includes(`tel:${clinic.phone.replaceAll(' ', '')}`))
		for (const line of clinic.address) assert.ok(page.includes(line), line)
		for (const person of clinic.staff.filter((p) => p.role === 'veterinarian')) {
			assert.ok(page.includes(person.name), person.name)
		}
	}
})

data.run()
