import type { FormField } from '../../contract/clinic.ts'
import type { BookingMode } from '../../contract/primitives.ts'
import type { DemoData } from './check.ts'
import type { Ids } from './clinic-rows.ts'
import type { Row } from './insert.ts'
import type { DemoClinic, DemoType, FormFieldLibrary } from './schema.ts'

const DEFAULT_NOTICE = 60
const URGENT_NOTICE = 15

const GROUP_COLORS: Record<string, string> = {
	'Not well': '#c2513f',
	'New here': '#2f7d6b',
	Vaccination: '#3c74b8',
	'Check-ups': '#5b8c3e',
	'Follow-up': '#8a6bb1',
	Nurse: '#2e8c9a',
	Technician: '#2e8c9a',
	Surgery: '#8c5a3c',
	Exotics: '#6f8f2f',
}
const OTHER_COLOR = '#6b7280'

/** All appointment types, those of one group beside each other. */
export function typeRows(data: DemoData, ids: Ids): Row[] {
	const { appointmentTypes } = data.clinic
	const groups = [...new Set(appointmentTypes.map((type) => type.group))]
	return appointmentTypes.map((type, i) => ({
		clinic_id: ids.clinic,
		id: ids.type(type.id),
		slug: type.id,
		name: type.name,
		description: type.description,
		group_name: type.group,
		sort_order: groups.indexOf(type.group) * 100 + i,
		icon: type.icon,
		color_code: GROUP_COLORS[type.group] ?? OTHER_COLOR,
		...timing(type, data.clinic),
		...cost(type),
		...eligibility(type, data.clinic),
		is_default: type.id === data.clinic.defaultType,
		form_fields: type.intakeFields.map((field) => formField(field, data.fields, ids)),
		preparation: type.preparation,
		rules: storedRules(type, data.clinic),
	}))
}

/**
 * How a type can be booked for now. A type whose rule nobody enforces yet (an order) must not be
 * offered to owners; its own mode waits in the rules.
 */
function modeOf(type: DemoType): BookingMode {
	return 'requiresOrder' in type.rules ? 'staff_only' : type.mode
}

// Rabbits and guinea pigs are left to what each vet says to see.
const EXOTIC = ['bird', 'reptile', 'other']

function storedRules(type: DemoType, clinic: DemoClinic): Row {
	const { minNoticeMinutes: _, horizonDays: __, ...rules } = type.rules
	const { extraPetMin, extraProblemMin, exoticNeedsSkill, requiresPrior, ...told } = rules
	const { minAgeWeeks, maxAgeWeeks, minAgeMonths, minAgeYears, ...rest } = told
	const ageLimits = ageLimitsOf({ minAgeWeeks, maxAgeWeeks, minAgeMonths, minAgeYears })
	const shared = type.equipment.filter((id) => isShared(id, clinic))
	return {
		...rest,
		...(extraPetMin ? { extraPetMinutes: extraPetMin } : {}),
		...(extraProblemMin ? { extraProblemMinutes: extraProblemMin } : {}),
		...(exoticNeedsSkill ? { exoticSkill: exoticNeedsSkill, exoticSpecies: EXOTIC } : {}),
		...(ageLimits.length > 0 ? { ageLimits } : {}),
		...(requiresPrior ? { requiresPrior: priorOf(requiresPrior, clinic) } : {}),
		...(modeOf(type) === type.mode ? {} : { intendedMode: type.mode }),
		...inEmergency(type),
		...(type.deposit ? { deposit: type.deposit } : {}),
		...(shared.length > 0 ? { sharedEquipment: shared } : {}),
	}
}

/** Healthy animals are asked first to come later; a medicine or an operation never is. */
function inEmergency(type: DemoType): Row {
	const healthy = ['Vaccination', 'Check-ups', 'Nurse', 'Technician']
	if (type.id === 'med_review' || type.mode === 'callback' || isSurgical(type))
		return { inEmergency: 'never' }
	return healthy.includes(type.group) ? { inEmergency: 'first' } : {}
}

type DemoAges = Pick<
	DemoType['rules'],
	'minAgeWeeks' | 'maxAgeWeeks' | 'minAgeMonths' | 'minAgeYears'
>

/** Limits for all animals of a type, and for those that have their own. */
function ageLimitsOf({ minAgeWeeks, maxAgeWeeks, minAgeMonths, minAgeYears }: DemoAges): Row[] {
	const weeks = { minWeeks: minAgeWeeks, maxWeeks: maxAgeWeeks }
	const months = [
		...Object.entries(minAgeMonths ?? {}),
		...Object.entries(minAgeYears ?? {}).map(([animal, years]) => [animal, years * 12] as const),
	]
	return [
		...(minAgeWeeks === undefined && maxAgeWeeks === undefined ? [] : [weeks]),
		...months.map(([animal, minMonths]) => ({ species: [animal], minMonths })),
	]
}

function priorOf(prior: NonNullable<DemoType['rules']['requiresPrior']>, clinic: DemoClinic): Row {
	const { type, minDays, maxDays } = prior
	const surgeries = clinic.appointmentTypes.filter((one) => isSurgical(one)).map(({ id }) => id)
	const types = type === 'any_surgery' ? surgeries : type === undefined ? null : [type]
	return { types, minDays: minDays ?? 0, maxDays }
}

function isSurgical(type: DemoType): boolean {
	return type.requiredSkills.includes('surgery')
}

function timing(type: DemoType, clinic: DemoClinic): Row {
	const { durationMinutes, rules } = type
	const { policies } = clinic
	const urgent = type.mode === 'triage_only'
	const surgical = isSurgical(type)
	return {
		booking_mode: modeOf(type),
		duration_minutes: durationMinutes,
		buffer_before_minutes: type.bufferBeforeMinutes,
		buffer_after_minutes: type.bufferAfterMinutes,
		// A finer grid than the visit's length would leave gaps that nothing fits into.
		step_minutes: durationMinutes <= 20 ? durationMinutes : durationMinutes / 2,
		min_notice_minutes: rules.minNoticeMinutes ?? (urgent ? URGENT_NOTICE : DEFAULT_NOTICE),
		horizon_days: urgent ? 1 : (rules.horizonDays ?? policies.bookingHorizonDays.default),
		cancellation_cutoff_hours: surgical
			? policies.surgeryCancelFreeHours
			: policies.cancelFreeHours,
	}
}

function cost({ price }: DemoType): Row {
	if (!price) return { price_kind: 'none', base_price: null, price_note: null }
	return { price_kind: price.kind, base_price: price.amount, price_note: price.note ?? null }
}

function eligibility(type: DemoType, clinic: DemoClinic): Row {
	return {
		roles: type.roles,
		required_skills: type.requiredSkills,
		room_types: type.roomTypes,
		equipment: type.equipment.filter((id) => !isShared(id, clinic)),
		species: type.species,
		client_type: type.clientType,
		triage: type.triage,
	}
}

function isShared(id: string, clinic: DemoClinic): boolean {
	return clinic.equipment.some((item) => item.id === id && item.shared)
}

function formField(id: string, library: FormFieldLibrary, ids: Ids): FormField {
	const field = library.find((candidate) => candidate.id === id)
	if (!field) throw new TypeError(`No form field "${id}"`)
	return {
		id,
		label: field.label,
		type: field.type,
		required: field.required,
		options: field.options ?? null,
		maxLength: field.maxLength ?? null,
		min: field.min ?? null,
		max: field.max ?? null,
		pattern: field.pattern ?? null,
		species: field.species ?? null,
		sex: field.sex ?? null,
		advice: field.advice
			? {
					when: field.advice.when,
					suggest: field.advice.suggest,
					appointmentTypeId: field.advice.type === null ? null : ids.type(field.advice.type),
				}
			: null,
	}
}
