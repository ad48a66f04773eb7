import type * as z from 'zod'
import { asksOf } from '../availability/asks.ts'
import type { Clinic, ClinicNow } from '../availability/catalogue.ts'
import type { TypeRules } from '../availability/model.ts'
import { instantText, secondText } from '../availability/presenter.ts'
import { whoMay } from '../availability/question.ts'
import type {
	AppointmentType,
	ClinicProfile,
	FormField,
	PreparationNote,
	triageQuestion,
	Veterinarian,
} from '../contract/clinic.ts'
import { regionOfLocale } from '../contract/languages.ts'
import { type Species, species } from '../contract/primitives.ts'
import { zoneOf } from '../time/zone.ts'
import { openState, weekdays } from './opening.ts'
import type { ClinicRow, ResourceRow, TriageRow, TypeRow } from './queries.ts'

/** What a clinic shows to anyone: no staff contact data, no reasons of absences, no inner rules. */
export function presentClinic(now: ClinicNow): ClinicProfile {
	const { rows, plan } = now.clinic
	const { clinic, triage } = rows
	const zone = zoneOf(plan.zone)
	const types = rows.types.filter((type) => type.is_active && type.booking_mode !== 'staff_only')
	const open = openState(rows, now.now)
	return {
		id: clinic.id,
		slug: clinic.slug,
		name: clinic.name,
		timeZone: clinic.time_zone,
		locale: clinic.locale,
		region: regionOf(clinic),
		currency: clinic.currency,
		phone: clinic.phone ?? '',
		address: clinic.address_lines,
		email: clinic.email ?? '',
		website: clinic.website,
		accent: text(clinic.settings.accent),
		parking: text(clinic.contact.parking),
		access: text(clinic.contact.access),
		hours: weekdays(clinic),
		open: {
			now: open.now,
			changesAt: open.changesAt === null ? null : instantText(zone, open.changesAt),
		},
		outOfHours: presentOutOfHours(clinic),
		paused: now.pausedUntil !== null,
		pausedUntil: now.pausedUntil && secondText(zone, now.pausedUntil),
		privacyUrl: text(clinic.settings.privacyUrl),
		cancellationPolicy: cancellationPolicyOf(clinic),
		species: species.options.filter((one) => types.some((type) => speciesOf(type).includes(one))),
		appointmentTypes: types.map((type) => presentType(now.clinic, type)),
		veterinarians: rows.resources.filter(isShown).map((row) => presentPerson(clinic, row)),
		triage: {
			intro: text(clinic.triage_texts.intro) ?? '',
			none: text(clinic.triage_texts.none) ?? '',
			disclaimer: text(clinic.triage_texts.disclaimer) ?? '',
			questions: triage.map(presentQuestion),
		},
		serverTime: secondText(zone, now.now),
	}
}

function isShown(row: ResourceRow): boolean {
	return (
		(row.kind === 'veterinarian' || row.kind === 'nurse') && row.is_active && row.bookable_online
	)
}

function presentType(clinic: Clinic, row: TypeRow): AppointmentType {
	const rules = clinic.types.get(row.id)?.rules
	return {
		id: row.id,
		slug: row.slug,
		name: row.name,
		description: row.description ?? '',
		group: row.group_name ?? '',
		icon: row.icon ?? 'paw',
		mode: row.booking_mode,
		durationMinutes: row.duration_minutes,
		extraPetMinutes: rules?.extraPetMinutes ?? 0,
		extraProblemMinutes: rules?.extraProblemMinutes ?? 0,
		maxPets: rules?.maxPets ?? 1,
		price: presentPrice(row, clinic.rows.clinic.currency),
		species: speciesOf(row),
		clientType: row.client_type,
		triage: row.triage,
		asks: rules ? asksOf(rules) : [],
		earlierVisit: presentEarlierVisit(rules),
		dayStay: presentDayStay(rules),
		veterinarianIds: rules ? whoMay(clinic, rules) : [],
		minNoticeMinutes: row.min_notice_minutes,
		horizonDays: row.horizon_days,
		cancellationCutoffHours: row.cancellation_cutoff_hours,
		formFields: presentFormFields(row, clinic.rows.types),
		preparation: presentPreparation(row),
	}
}

function presentEarlierVisit(rules: TypeRules | undefined): AppointmentType['earlierVisit'] {
	if (!rules?.earlierVisit) return null
	const { typeIds, minDays, maxDays } = rules.earlierVisit
	return { appointmentTypeIds: typeIds && [...typeIds], minDays, maxDays }
}

/** When an animal of a day procedure is brought, and when it goes home. */
function presentDayStay(rules: TypeRules | undefined): AppointmentType['dayStay'] {
	if (!rules?.admission || !rules.discharge) return null
	const { admission, discharge } = rules
	return {
		bringFrom: admission.from,
		bringUntil: admission.until,
		collectFrom: discharge.from,
		collectUntil: discharge.until,
	}
}

/** The animals a type is for, in the order of the contract. */
function speciesOf(row: TypeRow): Species[] {
	return species.options.filter(
		(one) =>
			(row.species.length === 0 || row.species.includes(one)) &&
			!row.excluded_species.includes(one),
	)
}

/** The form of a type; advice that points to a type the owner can't see falls back to a call. */
export function presentFormFields(row: TypeRow, types: readonly TypeRow[]): FormField[] {
	const known = (id: unknown) =>
		types.find((type) => type.id === id && type.is_active && type.booking_mode !== 'staff_only')
	return (row.form_fields as Partial<FormField>[]).map((field) => {
		const offered = known(field.advice?.appointmentTypeId)
		return {
			id: String(field.id),
			label: String(field.label),
			type: field.type ?? 'text',
			required: field.required === true,
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
						suggest: offered ? field.advice.suggest : 'call',
						appointmentTypeId: offered?.id ?? null,
					}
				: null,
		}
	})
}

/** All notes; which of them are about an animal is told with its visit. */
function presentPreparation(row: TypeRow): PreparationNote[] {
	return row.preparation.map((note) =>
		typeof note === 'string'
			? { text: note, species: null }
			: { text: String(note.text), species: (note.species as Species[] | undefined) ?? null },
	)
}

export function presentMoney(amount: number | string, currency: string) {
	return { amount: Number(amount).toFixed(2), currency }
}

function presentPrice(row: TypeRow, currency: string): AppointmentType['price'] {
	if (row.price_kind === 'none') return null
	const amount = row.base_price === null ? null : presentMoney(row.base_price, currency)
	return { kind: row.price_kind, amount, note: row.price_note }
}

function presentPerson(clinic: ClinicRow, row: ResourceRow): Veterinarian {
	return {
		id: row.id,
		name: row.name,
		shortName: shortNameOf(clinic, row),
		initials: row.initials ?? row.name.slice(0, 1),
		title: row.title ?? '',
		role: row.kind === 'nurse' ? 'nurse' : 'veterinarian',
		photoUrl: row.photo_url,
		species: row.species.length > 0 ? (row.species as Species[]) : [...species.options],
		languages: row.languages,
	}
}

/** As said in a sentence: what the clinic wrote down, else the name. */
export function shortNameOf(
	clinic: Pick<ClinicRow, 'settings'>,
	row: Pick<ResourceRow, 'id' | 'name'>,
): string {
	const names = (clinic.settings.shortNames ?? {}) as Record<string, unknown>
	return text(names[row.id]) ?? row.name
}

function presentQuestion(row: TriageRow): z.infer<typeof triageQuestion> {
	return {
		id: row.id,
		text: row.text,
		level: row.level,
		emphasis: row.emphasis,
		species: row.species === null ? null : [row.species as Species],
	}
}

export function presentOutOfHours({ out_of_hours: other }: ClinicRow): ClinicProfile['outOfHours'] {
	if (!other) return null
	const { address, travelMinutes } = other
	return {
		name: text(other.name) ?? '',
		phone: text(other.phone) ?? '',
		address: Array.isArray(address) ? address.map(String) : [],
		hours: text(other.hours) ?? '',
		travelMinutes: typeof travelMinutes === 'number' ? travelMinutes : null,
	}
}

/** For national phone numbers: as set, else the locale's. */
export function regionOf(clinic: Pick<ClinicRow, 'settings' | 'locale'>): string {
	return text(clinic.settings.region) ?? regionOfLocale(clinic.locale) ?? 'GB'
}

/** The countries, ISO 3166, to whose phones the clinic lets text messages go. */
export function textCountriesOf(clinic: Pick<ClinicRow, 'settings' | 'locale'>): string[] {
	const { textCountries } = clinic.settings
	return Array.isArray(textCountries) ? textCountries.map(String) : [regionOf(clinic)]
}

export function cancellationPolicyOf(clinic: ClinicRow): string {
	return text(clinic.settings.cancellationPolicy) ?? ''
}

export function text(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null
}
