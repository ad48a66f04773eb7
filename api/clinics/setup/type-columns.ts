/** An appointment type between what its clinic writes and how it is stored. */
import type * as z from 'zod'
import { rulesOf } from '../../availability/rules.ts'
import { type ClinicType, icon, type TypeBody } from '../../contract/clinic-types.ts'
import type { FormFieldBody } from '../../contract/type-form.ts'
import {
	ageLimit,
	ageMinutes,
	exotic,
	inEmergency,
	ownPart,
	part,
	weightLimit,
} from '../../contract/type-rules.ts'
import { presentFormFields } from '../presenter.ts'
import type { ClinicRows, TypeRow } from '../queries.ts'

export type TypeColumns = Omit<TypeRow, 'id' | 'slug'> & {
	color_code: string | null
	sort_order?: number
}

/** The columns of a body; rules that this form does not know stay as they were. */
export function typeColumns(body: TypeBody, old?: TypeRow): TypeColumns {
	const { price } = body
	return {
		name: body.name,
		description: body.description,
		group_name: body.group,
		icon: body.icon,
		color_code: body.color,
		...(body.sortOrder === undefined ? {} : { sort_order: body.sortOrder }),
		is_active: body.active,
		is_default: body.isDefault,
		booking_mode: body.mode,
		triage: body.triage,
		...timing(body),
		price_kind: price.kind,
		base_price: price.amount === null ? null : Number(price.amount),
		price_note: price.note,
		roles: body.roles,
		named_resource_ids: lowerCase(body.namedResourceIds),
		required_skills: body.requiredSkills,
		room_types: body.roomTypes,
		equipment: body.equipment,
		species: body.species,
		excluded_species: body.excludedSpecies,
		client_type: body.clientType,
		form_fields: body.formFields.map((field) => ({
			...field,
			advice: field.advice && {
				...field.advice,
				appointmentTypeId: field.advice.appointmentTypeId?.toLowerCase() ?? null,
			},
		})),
		preparation: body.preparation,
		rules: { ...old?.rules, ...storedRules(body) },
	}
}

function timing(body: TypeBody) {
	return {
		duration_minutes: body.durationMinutes,
		buffer_before_minutes: body.bufferBeforeMinutes,
		buffer_after_minutes: body.bufferAfterMinutes,
		step_minutes: body.stepMinutes,
		min_notice_minutes: body.minNoticeMinutes,
		horizon_days: body.horizonDays,
		cancellation_cutoff_hours: body.cancellationCutoffHours,
	}
}

/** As `stored-rules.ts` and `stored-needs.ts` read it. */
function storedRules(body: TypeBody): Record<string, unknown> {
	const { earlierVisit: prior, dayProcedure, exotic } = body
	return {
		extraPetMinutes: body.extraPetMinutes,
		extraProblemMinutes: body.extraProblemMinutes,
		newClientMinutes: body.newClientMinutes,
		ageMinutes: body.ageMinutes,
		maxPets: body.maxPets,
		starts: body.starts,
		sameDayOnly: body.sameDayOnly,
		urgent: body.urgent,
		exoticSkill: exotic?.skill ?? null,
		exoticSpecies: exotic?.species ?? null,
		ageLimits: body.ageLimits,
		weightLimits: body.weightLimits,
		requiresPrior: prior && {
			types: lowerCase(prior.appointmentTypeIds),
			minDays: prior.minDays,
			maxDays: prior.maxDays,
		},
		caps: body.caps.map(({ resourceId, ...use }) => ({
			resource: resourceId.toLowerCase(),
			...use,
		})),
		parts: body.parts,
		ownPart: body.ownPart,
		admission: dayProcedure?.admission ?? null,
		discharge: dayProcedure?.discharge ?? null,
		suppressMessages: body.suppressMessages,
		inEmergency: body.inEmergency,
	}
}

const lowerCase = (ids: readonly string[] | null) => ids?.map((id) => id.toLowerCase()) ?? null

/** A stored type as its clinic edits it: what the engine can't read is not shown. */
export function presentClinicType(
	row: TypeRow & { color_code?: string | null; sort_order?: number },
	rows: ClinicRows,
): ClinicType {
	const priced = ['fixed', 'from', 'package'].includes(row.price_kind)
	return {
		id: row.id,
		slug: row.slug,
		name: row.name,
		description: row.description ?? '',
		group: row.group_name ?? '',
		icon: icon.safeParse(row.icon).data ?? 'paw',
		color: row.color_code ?? null,
		sortOrder: row.sort_order ?? 0,
		active: row.is_active,
		isDefault: row.is_default,
		mode: row.booking_mode,
		triage: row.triage,
		cancellationCutoffHours: row.cancellation_cutoff_hours,
		price: {
			kind: row.price_kind,
			amount: priced && row.base_price !== null ? Number(row.base_price).toFixed(2) : null,
			note: row.price_note,
		},
		...presentRules(row, rows),
		preparation: row.preparation.map(presentNote),
		formFields: presentFields(row, rows),
	}
}

function presentRules(row: TypeRow, rows: ClinicRows) {
	const read = rulesOf(row, rows)
	const { rules } = row
	return {
		durationMinutes: row.duration_minutes,
		extraPetMinutes: read.extraPetMinutes,
		extraProblemMinutes: read.extraProblemMinutes,
		newClientMinutes: read.newClientMinutes,
		ageMinutes: entriesOf(ageMinutes, rules.ageMinutes),
		maxPets: read.maxPets ?? 1,
		bufferBeforeMinutes: row.buffer_before_minutes,
		bufferAfterMinutes: row.buffer_after_minutes,
		stepMinutes: row.step_minutes,
		starts: read.starts,
		minNoticeMinutes: row.min_notice_minutes,
		horizonDays: row.horizon_days,
		sameDayOnly: read.sameDayOnly,
		urgent: rules.urgent === true,
		roles: row.roles.filter((role) => role === 'veterinarian' || role === 'nurse'),
		namedResourceIds: row.named_resource_ids,
		requiredSkills: row.required_skills,
		exotic: entryOf(exotic, { skill: rules.exoticSkill, species: rules.exoticSpecies }),
		roomTypes: row.room_types,
		equipment: row.equipment,
		species: row.species as ClinicType['species'],
		excludedSpecies: row.excluded_species as ClinicType['species'],
		clientType: row.client_type,
		ageLimits: entriesOf(ageLimit, rules.ageLimits),
		weightLimits: entriesOf(weightLimit, rules.weightLimits),
		suppressMessages: rules.suppressMessages === true,
		inEmergency: inEmergency.safeParse(rules.inEmergency).data ?? null,
		...presentNeeds(row, rows),
	}
}

function presentNeeds(row: TypeRow, rows: ClinicRows) {
	const { earlierVisit, caps, admission, discharge } = rulesOf(row, rows)
	return {
		earlierVisit: earlierVisit && {
			appointmentTypeIds: earlierVisit.typeIds && [...earlierVisit.typeIds],
			minDays: earlierVisit.minDays,
			maxDays: earlierVisit.maxDays,
		},
		caps: caps.map(({ points, ...use }) => ({
			...use,
			points: typeof points === 'number' ? points : points.map(presentPoints),
		})),
		parts: entriesOf(part, row.rules.parts),
		ownPart: row.rules.ownPart ? entryOf(ownPart, row.rules.ownPart) : null,
		dayProcedure: admission && discharge && { admission, discharge },
	}
}

type CapTable = Exclude<ClinicType['caps'][number]['points'], number>

function presentPoints(entry: {
	species?: readonly string[]
	sex?: string
	fromGrams?: number
	points: number
}): CapTable[number] {
	return {
		species: entry.species ? ([...entry.species] as CapTable[number]['species']) : null,
		sex: entry.sex === 'male' || entry.sex === 'female' ? entry.sex : null,
		fromGrams: entry.fromGrams ?? null,
		points: entry.points,
	}
}

function presentNote(note: unknown): ClinicType['preparation'][number] {
	const { text, species, fromWeeks, underWeeks } = (
		typeof note === 'string' ? { text: note } : note
	) as Partial<ClinicType['preparation'][number]>
	return {
		text: String(text),
		species: species ?? null,
		fromWeeks: fromWeeks ?? null,
		underWeeks: underWeeks ?? null,
	}
}

/** As for owners, but with the advice as it was written. */
function presentFields(row: TypeRow, rows: ClinicRows): ClinicType['formFields'] {
	const written = row.form_fields as Partial<FormFieldBody>[]
	return presentFormFields(row, rows.types).map((field, i) => ({
		...field,
		advice: written[i]?.advice ?? null,
	}))
}

/** The fields of a stored entry that its schema knows, if they can be read. */
function entryOf<S extends z.ZodObject>(schema: S, entry: unknown): z.output<S> | null {
	if (typeof entry !== 'object' || entry === null) return null
	const known = Object.entries(entry).filter(([key]) => key in schema.shape)
	return schema.safeParse(Object.fromEntries(known)).data ?? null
}

function entriesOf<S extends z.ZodObject>(schema: S, entries: unknown): z.output<S>[] {
	if (!Array.isArray(entries)) return []
	return entries.map((entry) => entryOf(schema, entry)).filter((entry) => entry !== null)
}
