/** What of a type its schema can't know: everything it points to belongs to the clinic. */
import type { Clinic } from '../../availability/catalogue.ts'
import type { TypeBody } from '../../contract/clinic-types.ts'
import type { Issue } from '../../contract/problem.ts'
import { invalidRequest } from '../../http/problem.ts'
import type { ResourceRow, TypeRow } from '../queries.ts'

type Say = (path: string, code: string, message: string) => void

/** @throws Problem `invalid_request`, naming each field that points to nothing */
export function checkType(clinic: Clinic, body: TypeBody, old?: TypeRow): void {
	const issues: Issue[] = []
	const say: Say = (path, code, message) => issues.push({ path, in: 'body', code, message })
	checkNames(clinic, body, old, say)
	checkPeople(clinic.rows.resources, body, say)
	checkPlaces(clinic.rows.resources, body, say)
	checkParts(clinic.rows.resources, body, say)
	checkOtherTypes(clinic, body, say)
	if (issues.length > 0) throw invalidRequest(issues)
}

function checkNames(clinic: Clinic, body: TypeBody, old: TypeRow | undefined, say: Say): void {
	const { slug } = body
	if (old && slug !== undefined && slug !== old.slug) {
		say('slug', 'fixed', 'This name stays, since others point to it')
	}
	const taken = !old && clinic.rows.types.some((type) => type.slug === slug)
	if (taken) say('slug', 'taken', 'Another type has this name')
	if (old?.is_default && !body.isDefault) {
		say('isDefault', 'default_needed', 'Make another type the default first')
	}
}

const isPerson = ({ kind }: ResourceRow) => kind === 'veterinarian' || kind === 'nurse'

function checkPeople(resources: readonly ResourceRow[], body: TypeBody, say: Say): void {
	const people = resources.filter(isPerson)
	for (const [i, id] of (body.namedResourceIds ?? []).entries()) {
		if (people.some((one) => one.id === id.toLowerCase())) continue
		say(`namedResourceIds.${i}`, 'resource_not_found', 'Nobody here has this id')
	}
	const checkSkill = (path: string, skill: string) => {
		if (people.some(({ skills }) => skills.includes(skill))) return
		say(path, 'unknown_skill', `Nobody here has the skill "${skill}"`)
	}
	for (const [i, skill] of body.requiredSkills.entries()) checkSkill(`requiredSkills.${i}`, skill)
	if (body.exotic) checkSkill('exotic.skill', body.exotic.skill)
	for (const [i, { skills }] of body.parts.entries()) {
		for (const [j, skill] of skills.entries()) checkSkill(`parts.${i}.skills.${j}`, skill)
	}
}

function checkPlaces(resources: readonly ResourceRow[], body: TypeBody, say: Say): void {
	for (const [i, name] of body.roomTypes.entries()) {
		if (!resources.some((one) => one.kind === 'room' && isCalled(one, name))) {
			say(`roomTypes.${i}`, 'resource_not_found', `There is no room of the kind "${name}"`)
		}
	}
	for (const [i, name] of body.equipment.entries()) {
		if (!resources.some((one) => one.kind === 'equipment' && isCalled(one, name))) {
			say(`equipment.${i}`, 'resource_not_found', `There is no equipment "${name}"`)
		}
	}
	for (const [i, { resourceId }] of body.caps.entries()) {
		if (resources.some(({ kind, id }) => kind === 'cap' && id === resourceId.toLowerCase()))
			continue
		say(`caps.${i}.resourceId`, 'resource_not_found', 'There are no places of this id')
	}
}

/** Rooms go by their type, equipment by its code, and everything by its id. */
function isCalled(row: ResourceRow, name: string): boolean {
	const category = row.kind === 'room' ? row.room_type : row.code
	return row.id === name.toLowerCase() || category === name
}

function checkParts(resources: readonly ResourceRow[], body: TypeBody, say: Say): void {
	for (const [i, { need, wanted }] of body.parts.entries()) {
		const fits = (row: ResourceRow) => (need === 'person' ? isPerson(row) : row.kind === need)
		const named = (row: ResourceRow, name: string) =>
			isCalled(row, name) || row.code === name || (isPerson(row) && row.kind === name)
		for (const [j, name] of wanted.entries()) {
			if (resources.some((row) => fits(row) && named(row, name))) continue
			say(`parts.${i}.wanted.${j}`, 'resource_not_found', `There is no ${need} "${name}"`)
		}
	}
}

function checkOtherTypes(clinic: Clinic, body: TypeBody, say: Say): void {
	const message = 'The clinic has no such appointment type'
	for (const [i, id] of (body.earlierVisit?.appointmentTypeIds ?? []).entries()) {
		if (clinic.types.has(id.toLowerCase())) continue
		say(`earlierVisit.appointmentTypeIds.${i}`, 'appointment_type_not_found', message)
	}
	for (const [i, { advice }] of body.formFields.entries()) {
		const id = advice?.suggest === 'offer' ? advice.appointmentTypeId : null
		const path = `formFields.${i}.advice.appointmentTypeId`
		if (advice?.suggest === 'offer' && id === null) say(path, 'required', 'Say what is offered')
		if (id !== null && !clinic.types.has(id.toLowerCase())) {
			say(path, 'appointment_type_not_found', message)
		}
	}
}
