import { WEEKDAYS } from './calendar.ts'
import type { DemoData } from './check.ts'
import type { Row, Rows } from './insert.ts'
import type { DemoClinic, DemoPerson } from './schema.ts'
import { demoId } from './seed.ts'
import { typeRows } from './type-rows.ts'

/** Names of a clinic's rows, from which their ids follow. */
export function idsOf(slug: string) {
	const id = (kind: string) => (name: string) => demoId(`${slug}/${kind}/${name}`)
	return {
		clinic: demoId(`${slug}/clinic`),
		staff: id('staff'),
		room: id('room'),
		equipment: id('equipment'),
		cap: id('cap'),
		type: id('type'),
		schedule: id('schedule'),
		override: id('override'),
		question: id('question'),
		client: id('client'),
		pet: id('pet'),
		record: id('record'),
	}
}
export type Ids = ReturnType<typeof idsOf>

/** The clinic, its people, rooms, equipment, appointment types and triage: what has no date. */
export function clinicRows(data: DemoData): Rows {
	const { clinic, triage } = data
	const ids = idsOf(clinic.slug)
	const clinic_id = ids.clinic
	return {
		clinics: [{ id: clinic_id, ...profile(data) }],
		users: clinic.staff.map((person, i) => ({
			clinic_id,
			id: ids.staff(person.id),
			name: person.name,
			title: person.title,
			// Whoever is named first runs the place.
			roles: i === 0 ? [person.role, 'admin'] : [person.role],
		})),
		resources: resources(clinic, ids),
		appointment_types: typeRows(data, ids),
		triage_questions: triage.questions.map((question) => ({
			clinic_id,
			id: ids.question(`${question.species ?? 'all'}/${question.id}`),
			code: question.id,
			species: question.species,
			text: clinic.wording[question.id] ?? question.text,
			level: question.level,
			action: question.action,
			emphasis: question.emphasis ?? null,
			sort_order: question.sort,
		})),
	}
}

function profile({ clinic, triage }: DemoData): Row {
	const { outOfHours, urgentHolds } = clinic
	return {
		slug: clinic.slug,
		name: clinic.name,
		time_zone: clinic.timeZone,
		locale: clinic.locale,
		currency: clinic.currency,
		units: clinic.units,
		prices_include_tax: clinic.pricesIncludeTax,
		about: clinic.about,
		phone: e164(clinic.phone),
		sms: e164(clinic.sms),
		email: clinic.email,
		website: clinic.website,
		address_lines: clinic.address,
		contact: clinic.contact,
		opening_hours: Object.fromEntries(WEEKDAYS.map((day) => [day, clinic.hours[day]])),
		out_of_hours: { ...outOfHours, phone: e164(outOfHours.phone) },
		policies: { ...clinic.policies, urgentRelease: urgentHolds[0]?.release ?? [] },
		triage_texts: triage.texts,
		settings: {
			region: clinic.region,
			accent: clinic.accent,
			privacyUrl: clinic.privacyUrl,
			cancellationPolicy: clinic.cancellationPolicy,
			shortNames: Object.fromEntries(
				clinic.staff.map((person) => [idsOf(clinic.slug).staff(person.id), person.shortName]),
			),
		},
	}
}

/** `+44 20 7946 0142` as `+442079460142`. */
export function e164(phone: string): string {
	return phone.replaceAll(' ', '')
}

const COLORS = ['#2f7d6b', '#4b6cb7', '#b0663a', '#7a5aa6', '#3f8f4f', '#a34b6d', '#5f7a8c']

function resources(clinic: DemoClinic, ids: Ids): Row[] {
	const people = clinic.staff.map((person, i) => personResource(person, i, ids))
	const rooms = clinic.rooms.map((room, i) => ({
		...blank(ids, 100 + i),
		id: ids.room(room.id),
		kind: 'room',
		code: `room-${room.id}`,
		name: room.name,
		room_type: room.type,
		capacity: room.capacity,
		species: room.species ?? [],
	}))
	const equipment = clinic.equipment.map((item, i) => ({
		...blank(ids, 200 + i),
		id: ids.equipment(item.id),
		kind: 'equipment',
		code: item.id,
		name: item.name,
		capacity: item.count,
	}))
	const caps = clinic.caps.map((cap, i) => ({
		...blank(ids, 300 + i),
		id: ids.cap(cap.id),
		kind: 'cap',
		code: cap.id,
		name: cap.name,
		capacity: cap.places,
	}))
	return [...people, ...rooms, ...equipment, ...caps]
}

function personResource(person: DemoPerson, index: number, ids: Ids): Row {
	return {
		...blank(ids, index),
		id: ids.staff(person.id),
		kind: person.role,
		code: `staff-${person.id}`,
		name: person.name,
		title: person.title,
		initials: initials(person.name),
		color: COLORS[index % COLORS.length],
		skills: person.skills,
		species: person.species,
		languages: person.languages,
		bookable_online: person.bookableOnline,
		capacity: Math.max(...person.schedule.map((shift) => shift.lanes ?? 1)),
	}
}

// A row given to the database has every column: what is left out would be null, not the default.
function blank(ids: Ids, sort: number): Row {
	return {
		clinic_id: ids.clinic,
		capacity: 1,
		skills: [],
		species: [],
		languages: [],
		bookable_online: true,
		sort_order: sort,
	}
}

function initials(name: string): string {
	const words = name.replace(/^Dr\.? /, '').split(' ')
	return `${words.at(0)?.[0] ?? ''}${words.at(-1)?.[0] ?? ''}`
}
