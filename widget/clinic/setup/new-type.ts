import type { ClinicType, CreateTypeBody } from '@vetslot/sdk/staff'

/** A type being edited; `id` is null until it is saved. */
export type EditedType = Omit<ClinicType, 'id' | 'slug' | 'sortOrder'> & {
	id: string | null
	sortOrder: number | null
}

/** A visit of fifteen minutes with a vet, for every animal. */
export const newType: EditedType = {
	id: null,
	name: '',
	description: '',
	group: '',
	icon: 'paw',
	color: null,
	sortOrder: null,
	active: true,
	isDefault: false,
	mode: 'instant',
	triage: 'none',
	durationMinutes: 15,
	extraPetMinutes: 0,
	extraProblemMinutes: 0,
	newClientMinutes: 0,
	ageMinutes: [],
	maxPets: 1,
	bufferBeforeMinutes: 0,
	bufferAfterMinutes: 0,
	stepMinutes: 15,
	starts: 'grid',
	minNoticeMinutes: 120,
	horizonDays: 60,
	sameDayOnly: false,
	urgent: false,
	roles: ['veterinarian'],
	namedResourceIds: null,
	requiredSkills: [],
	exotic: null,
	roomTypes: [],
	equipment: [],
	species: [],
	excludedSpecies: [],
	clientType: 'both',
	ageLimits: [],
	weightLimits: [],
	earlierVisit: null,
	caps: [],
	parts: [],
	ownPart: null,
	dayProcedure: null,
	suppressMessages: false,
	inEmergency: null,
	cancellationCutoffHours: 24,
	price: { kind: 'none', amount: null, note: null },
	preparation: [],
	formFields: [],
}

/** What is sent: the whole type. */
export function typeBody(type: EditedType): CreateTypeBody {
	const { id: _, sortOrder, slug: __, ...body } = type as EditedType & { slug?: string }
	return { ...body, ...(sortOrder === null ? {} : { sortOrder }) } as CreateTypeBody
}
