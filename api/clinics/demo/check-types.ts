import type { DemoData, Report } from './check.ts'
import type { DemoClinic, DemoType } from './schema.ts'

/** Appointment types: everything they point to exists, and somebody can do them. */
export function checkTypes(data: DemoData, report: Report): void {
	for (const [index, type] of data.clinic.appointmentTypes.entries()) {
		const at: Report = (path, message) => report(`appointmentTypes[${index}].${path}`, message)
		checkReferences(type, data, at)
		checkTypeRules(type, data.clinic, at)
		checkPrice(type, at)
		checkDoable(type, data.clinic, at)
	}
	checkDefault(data.clinic, report)
}

function checkReferences(type: DemoType, { clinic, fields }: DemoData, at: Report): void {
	const roomTypes = new Set(clinic.rooms.map((room) => room.type))
	const equipment = new Set(clinic.equipment.map((item) => item.id))
	const known = new Set(fields.map((field) => field.id))
	for (const [i, room] of type.roomTypes.entries()) {
		if (!roomTypes.has(room)) at(`roomTypes[${i}]`, `No room of type "${room}"`)
	}
	for (const [i, item] of type.equipment.entries()) {
		if (!equipment.has(item)) at(`equipment[${i}]`, `No equipment "${item}"`)
	}
	const caps = new Set(clinic.caps.map((cap) => cap.id))
	for (const [i, { resource }] of (type.rules.caps ?? []).entries()) {
		if (!caps.has(resource)) at(`rules.caps[${i}].resource`, `No cap "${resource}"`)
	}
	const served = { person: null, room: roomTypes, equipment }
	for (const [i, { need, wanted }] of (type.rules.parts ?? []).entries()) {
		const known = served[need]
		const none = known !== null && !wanted.some((name) => known.has(name))
		if (none) at(`rules.parts[${i}].wanted`, `No ${need} of these: ${wanted.join(', ')}`)
	}
	for (const [i, field] of type.intakeFields.entries()) {
		if (!known.has(field)) at(`intakeFields[${i}]`, `No form field "${field}"`)
		if (type.intakeFields.indexOf(field) !== i) at(`intakeFields[${i}]`, 'Is asked twice')
	}
}

function checkTypeRules(type: DemoType, clinic: DemoClinic, at: Report): void {
	const types = new Set([...clinic.appointmentTypes.map((other) => other.id), 'any_surgery'])
	const { requiresPrior, leadsTo = [], offerSeries = [], ...rules } = type.rules
	const named: [string, string | undefined][] = [
		['rules.requiresPrior.type', requiresPrior?.type],
		...leadsTo.map((id, i): [string, string] => [`rules.leadsTo[${i}]`, id]),
		...offerSeries.map((step, i): [string, string | undefined] => [
			`rules.offerSeries[${i}].type`,
			step.type,
		]),
	]
	for (const [path, id] of named) {
		if (id !== undefined && !types.has(id)) at(path, `No appointment type "${id}"`)
	}
	if (rules.extraPetMin !== undefined && rules.maxPets === undefined) {
		at('rules.maxPets', 'Is missing where further pets lengthen the visit')
	}
	const skilled = clinic.staff.some((person) =>
		person.skills.includes(rules.exoticNeedsSkill ?? ''),
	)
	if (rules.exoticNeedsSkill !== undefined && !skilled) {
		at('rules.exoticNeedsSkill', `Nobody has the skill "${rules.exoticNeedsSkill}"`)
	}
	const longest = (rules.horizonDays ?? clinic.policies.bookingHorizonDays.default) * 1440
	if ((rules.minNoticeMinutes ?? 0) >= longest) {
		at('rules.minNoticeMinutes', 'Is longer than the booking horizon: nothing could be booked')
	}
}

function checkPrice({ price }: DemoType, at: Report): void {
	if (!price) return
	const { kind, amount, note } = price
	const named = kind === 'fixed' || kind === 'from' || kind === 'package'
	if (named && amount === null) at('price.amount', `A price of kind "${kind}" has an amount`)
	if (kind === 'free' && amount !== null && amount !== 0) at('price.amount', 'Free is not 0')
	if (!named && kind !== 'free') {
		if (amount !== null) at('price.amount', `A price of kind "${kind}" has no single amount`)
		if (note === undefined) at('price.note', `A price of kind "${kind}" needs words`)
	}
}

/** For each species there is somebody with the role and the skills who sees it. */
function checkDoable(type: DemoType, clinic: DemoClinic, at: Report): void {
	for (const [i, skill] of type.requiredSkills.entries()) {
		const known = clinic.staff.some((person) => person.skills.includes(skill))
		if (!known) at(`requiredSkills[${i}]`, `Nobody has the skill "${skill}"`)
	}
	for (const [i, animal] of type.species.entries()) {
		const able = clinic.staff.some(
			(person) =>
				person.bookableOnline &&
				type.roles.includes(person.role) &&
				person.species.includes(animal) &&
				type.requiredSkills.every((skill) => person.skills.includes(skill)),
		)
		if (!able) at(`species[${i}]`, `Nobody who may do this visit sees a ${animal}`)
	}
}

function checkDefault(clinic: DemoClinic, report: Report): void {
	const type = clinic.appointmentTypes.find((candidate) => candidate.id === clinic.defaultType)
	if (!type) report('defaultType', `No appointment type "${clinic.defaultType}"`)
	else if (type.mode !== 'instant' || type.triage !== 'none') {
		report('defaultType', 'Must be bookable at once and without triage')
	}
}
