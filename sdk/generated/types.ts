// Made from the OpenAPI document by generate.ts; `npm run generate` writes it anew.

export type AppointmentStatus =
	| 'pending'
	| 'confirmed'
	| 'reminded'
	| 'checked_in'
	| 'in_progress'
	| 'completed'
	| 'cancelled'
	| 'no_show'
	| 'rescheduled'
export type Species = 'dog' | 'cat' | 'rabbit' | 'guinea_pig' | 'bird' | 'reptile' | 'other'
export type BookingMode = 'instant' | 'request' | 'triage_only' | 'callback' | 'staff_only'
export type _Schema0 =
	| string
	| number
	| boolean
	| null
	| _Schema0[]
	| {
			[k: string]: _Schema0
	  }
export type MatchStatus = 'unconfirmed' | 'confirmed'
export type EmailLink =
	| {
			purpose: 'verify'
			/**
			 * As whoever asked gave it
			 */
			name: string
			email: string
			/**
			 * Its last three digits, as whoever asked gave it
			 */
			phoneEnding: string | null
			/**
			 * Whether a password was chosen, to be given again
			 */
			hasPassword: boolean
			/**
			 * An instant, ISO 8601 with offset
			 */
			askedAt: string
			device: string
			/**
			 * An instant, ISO 8601 with offset
			 */
			expiresAt: string
	  }
	| {
			/**
			 * At which of the two it was sent
			 */
			purpose: 'old_email' | 'new_email'
			/**
			 * Only by the link that was sent there
			 */
			oldEmail: string | null
			newEmail: string
			/**
			 * By this link
			 */
			isConfirmed: boolean
			/**
			 * An instant, ISO 8601 with offset
			 */
			askedAt: string
			/**
			 * An instant, ISO 8601 with offset
			 */
			expiresAt: string
	  }
export type EmergencySeverity = 'life_threatening' | 'urgent'
/**
 * What the rows of a file are
 */
export type ImportKind = 'clients' | 'pets' | 'records'
/**
 * Whether its owners may see it
 */
export type Visibility = 'shared' | 'internal'
export type PrescriptionStatus = 'requested' | 'approved' | 'ready' | 'declined' | 'withdrawn'
/**
 * What went wrong, for programs. Stable.
 */
export type ProblemCode =
	| 'invalid_request'
	| 'malformed_json'
	| 'request_aborted'
	| 'not_found'
	| 'method_not_allowed'
	| 'body_too_large'
	| 'unsupported_media_type'
	| 'key_missing'
	| 'key_unknown'
	| 'credentials_disagree'
	| 'manage_token_missing'
	| 'manage_token_invalid'
	| 'manage_token_expired'
	| 'visit_in_account'
	| 'sign_in_required'
	| 'sign_in_refused'
	| 'second_factor_required'
	| 'session_ended'
	| 'fresh_sign_in_required'
	| 'link_ended'
	| 'passkey_elsewhere'
	| 'passkey_refused'
	| 'account_locked'
	| 'forbidden'
	| 'key_not_for_clinic'
	| 'origin_not_allowed'
	| 'origin_required'
	| 'in_progress'
	| 'idempotency_mismatch'
	| 'rate_limited'
	| 'clinic_not_found'
	| 'appointment_type_not_found'
	| 'veterinarian_not_found'
	| 'appointment_not_found'
	| 'client_not_found'
	| 'pet_not_found'
	| 'emergency_not_found'
	| 'schedule_not_found'
	| 'override_not_found'
	| 'feed_not_found'
	| 'feed_limit_reached'
	| 'resource_not_found'
	| 'staff_not_found'
	| 'session_not_found'
	| 'passkey_not_found'
	| 'key_not_found'
	| 'hold_not_found'
	| 'invitation_not_found'
	| 'owner_not_found'
	| 'pet_limit_reached'
	| 'set_by_clinic'
	| 'alert_not_found'
	| 'record_not_found'
	| 'file_not_found'
	| 'file_refused'
	| 'file_limit_reached'
	| 'storage_full'
	| 'match_not_found'
	| 'match_settled'
	| 'no_visit_ahead'
	| 'legal_hold'
	| 'callback_not_found'
	| 'callback_taken'
	| 'prescription_request_not_found'
	| 'prescription_asked'
	| 'checkup_needed'
	| 'request_settled'
	| 'question_not_found'
	| 'clinic_paused'
	| 'not_bookable_online'
	| 'slot_taken'
	| 'slot_not_offered'
	| 'hold_expired'
	| 'hold_limit_reached'
	| 'hold_mismatch'
	| 'appointment_moved'
	| 'cutoff_passed'
	| 'check_in_closed'
	| 'transition_refused'
	| 'visits_stranded'
	| 'last_admin'
	| 'import_refused'
	| 'conflict'
	| 'time_zone_in_use'
	| 'slug_taken'
	| 'internal_error'
	| 'sms_unavailable'
	| 'overloaded'
	| 'unavailable'
export type RecordContent =
	| {
			kind: 'visit'
			summary: string
			advice?: undefined | string
	  }
	| {
			kind: 'vaccination'
			product: string
			batch: string
			/**
			 * A day in the clinic's zone
			 */
			expiresOn?: undefined | string
			site?: undefined | string
			/**
			 * The product's, to the next dose
			 */
			intervalDays?: undefined | number
			/**
			 * Instead of the interval
			 */
			nextDueOn?: undefined | string
	  }
	| {
			kind: 'prescription'
			product: string
			dose: string
			quantity: string
			repeats?: undefined | number
			/**
			 * A day in the clinic's zone
			 */
			reviewOn?: undefined | string
	  }
	| {
			kind: 'lab_result'
			test: string
			status: 'ordered' | 'partial' | 'final'
			result?: undefined | string
	  }
	| {
			kind: 'weight'
			value: number
			unit: 'g' | 'kg' | 'lb'
			/**
			 * Right, although it looks unlikely
			 */
			confirmed?: undefined | boolean
	  }
	| {
			kind: 'allergy'
			substance: string
			reaction?: undefined | string
	  }
	| {
			kind: 'document'
			title: string
			fileName: string
			contentType?: undefined | string
			bytes?: undefined | number
			note?: undefined | string
	  }
export type VisitAction =
	| 'confirm'
	| 'decline'
	| 'cancel'
	| 'move'
	| 'check_in'
	| 'start'
	| 'complete'
	| 'no_show'
	| 'undo'
	| 'edit'

export interface AccessOnly {
	/**
	 * For the header Authorization, as `Bearer …`
	 */
	accessToken: string
	/**
	 * Seconds that the access token lives
	 */
	expiresIn: number
}
export interface ApiKey {
	/**
	 * A UUID
	 */
	id: string
	kind: 'publishable' | 'secret'
	label: string
	/**
	 * Of a publishable key, which is public; null for secret ones, and for old ones
	 */
	text: string | null
	allowedOrigins: string[]
	native: boolean
	scopes: string[]
	/**
	 * An instant, ISO 8601 with offset
	 */
	createdAt: string
}
export interface ApiKeys {
	keys: ApiKey[]
}
export interface Appointment {
	/**
	 * A UUID
	 */
	id: string
	reference: string
	status: AppointmentStatus
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	durationMinutes: number
	timeZone: string
	appointmentType: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		icon: string
	}
	veterinarian: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		shortName: string
		title: string
	}
	pets: {
		name: string
		species: Species
	}[]
	owner: {
		name: string
		email: string
	}
	price: Money | null
	preparation: PreparationNote[]
	clinic: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		phone: string
		address: string[]
	}
	canMove: boolean
	canCancel: boolean
	/**
	 * Until then a move or cancellation is free; later only a cancellation
	 */
	freeUntil: string
	cancellationPolicy: string
	cancelledLate: boolean
	/**
	 * While pending: when the clinic answers at the latest
	 */
	answerBy: string | null
	rescheduleCount: number
	/**
	 * The start that was agreed, when the clinic has put the visit off
	 */
	delayedFrom: string | null
	/**
	 * When its owner said that they will come
	 */
	attendanceConfirmedAt: string | null
	visit: VisitOutput
	/**
	 * An instant, ISO 8601 with offset
	 */
	serverTime: string
}
export interface Money {
	amount: string
	currency: string
}
export interface PreparationNote {
	text: string
	species: Species[] | null
}
export interface VisitOutput {
	/**
	 * The animal; leave it out only where one species has rules
	 */
	species?: undefined | 'dog' | 'cat' | 'rabbit' | 'guinea_pig' | 'bird' | 'reptile' | 'other'
	/**
	 * Whether the clinic knows the owner
	 */
	client?: undefined | 'new' | 'existing'
	sex?: undefined | 'male' | 'female'
	/**
	 * Day of the earlier visit that the type asks for, by the owner's word
	 */
	lastVisit?: undefined | string
	pets: number
	problems: number
	/**
	 * Completed months today
	 */
	ageMonths?: undefined | number
	/**
	 * Completed weeks, for the young; wins
	 */
	ageWeeks?: undefined | number
	weightGrams?: undefined | number
	/**
	 * An amber sign was ticked: opens same-day times
	 */
	amber: boolean
}
export interface AppointmentType {
	/**
	 * A UUID
	 */
	id: string
	slug: string
	name: string
	description: string
	group: string
	/**
	 * A name out of our icon set
	 */
	icon: string
	mode: BookingMode
	durationMinutes: number
	extraPetMinutes: number
	extraProblemMinutes: number
	maxPets: number
	price: Price | null
	species: Species[]
	clientType: 'new' | 'existing' | 'both'
	triage: 'none' | 'required' | 'amber_required'
	/**
	 * What must be known before times can be shown
	 */
	asks: ('client' | 'problems' | 'age' | 'weight' | 'sex' | 'lastVisit')[]
	/**
	 * Of which visit `lastVisit` is asked
	 */
	earlierVisit: EarlierVisit | null
	/**
	 * The animal is left with the clinic for the day
	 */
	dayStay: DayStay | null
	/**
	 * Who does this visit, in display order
	 *
	 * Items: A UUID
	 */
	veterinarianIds: string[]
	minNoticeMinutes: number
	horizonDays: number
	cancellationCutoffHours: number
	formFields: FormField[]
	preparation: PreparationNote[]
}
export interface Price {
	kind: 'fixed' | 'from' | 'free' | 'range' | 'estimate' | 'package'
	amount: Money | null
	note: string | null
}
export interface EarlierVisit {
	/**
	 * null: any visit to a vet
	 */
	appointmentTypeIds: string[] | null
	minDays: number
	maxDays: number
}
export interface DayStay {
	bringFrom: string
	bringUntil: string
	collectFrom: string
	collectUntil: string
}
export interface FormField {
	id: string
	label: string
	type: 'text' | 'longtext' | 'choice' | 'multi' | 'number' | 'date' | 'yesno' | 'consent' | 'phone'
	required: boolean
	options: string[] | null
	maxLength: number | null
	min: number | null
	max: number | null
	pattern: string | null
	/**
	 * Asked for these animals only; null is all
	 */
	species: Species[] | null
	sex: ('male' | 'female')[] | null
	/**
	 * What to suggest when the answer speaks against this visit
	 */
	advice: {
		/**
		 * yes, no, an option, or `under:N` for a number
		 */
		when: string
		suggest: 'call' | 'offer'
		appointmentTypeId: string | null
	} | null
}
export interface AuditEntries {
	entries: AuditEntry[]
	nextCursor: string | null
}
export interface AuditEntry {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	at: string
	actor: {
		kind: 'owner' | 'staff' | 'key' | 'system'
		id: string | null
		/**
		 * Of a member of staff
		 */
		name: string | null
	}
	action: string
	subjectId: string | null
	/**
	 * When it is a member of staff
	 */
	subjectName: string | null
	/**
	 * Ids, numbers and names of fields
	 */
	data: {
		[k: string]: _Schema0
	}
}
export interface Authenticator {
	/**
	 * For a QR code: `otpauth://totp/…`
	 */
	uri: string
	/**
	 * The same to be typed, in Base32
	 */
	secret: string
}
export interface Availability {
	/**
	 * A UUID
	 */
	clinicId: string
	timeZone: string
	/**
	 * A UUID
	 */
	appointmentTypeId: string
	/**
	 * What is shown to the owner, without buffers
	 */
	durationMinutes: number
	/**
	 * A day in the clinic's zone
	 */
	from: string
	/**
	 * A day in the clinic's zone
	 */
	to: string
	/**
	 * A day in the clinic's zone
	 */
	lastBookableDay: string
	/**
	 * The next instant at which the clock alone changes this
	 */
	validUntil: string | null
	/**
	 * While online booking is paused: when it goes on by itself
	 */
	pausedUntil: string | null
	days: AvailabilityDay[]
}
export interface AvailabilityDay {
	/**
	 * A day in the clinic's zone
	 */
	date: string
	/**
	 * Why a day has no times, for people
	 */
	status: 'free' | 'full' | 'closed' | 'too_soon' | 'too_far' | 'not_this_vet'
	veterinarians: {
		/**
		 * A UUID
		 */
		id: string
		/**
		 * Rising
		 *
		 * Items: An instant, ISO 8601 with offset
		 */
		starts: string[]
	}[]
}
export interface BookedAppointment {
	/**
	 * A UUID
	 */
	id: string
	reference: string
	status: AppointmentStatus
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	durationMinutes: number
	timeZone: string
	appointmentType: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		icon: string
	}
	veterinarian: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		shortName: string
		title: string
	}
	pets: {
		name: string
		species: Species
	}[]
	owner: {
		name: string
		email: string
	}
	price: Money | null
	preparation: PreparationNote[]
	clinic: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		phone: string
		address: string[]
	}
	canMove: boolean
	canCancel: boolean
	/**
	 * Until then a move or cancellation is free; later only a cancellation
	 */
	freeUntil: string
	cancellationPolicy: string
	cancelledLate: boolean
	/**
	 * While pending: when the clinic answers at the latest
	 */
	answerBy: string | null
	rescheduleCount: number
	/**
	 * The start that was agreed, when the clinic has put the visit off
	 */
	delayedFrom: string | null
	/**
	 * When its owner said that they will come
	 */
	attendanceConfirmedAt: string | null
	visit: VisitOutput
	/**
	 * An instant, ISO 8601 with offset
	 */
	serverTime: string
	/**
	 * Opens this visit only; also in the mail
	 */
	manageToken: string
	manageUrl: string
	/**
	 * Where a guest makes an account that keeps the visit; null for who has one
	 */
	accountUrl: string | null
}
export interface BookedSeveral {
	/**
	 * In the order asked for, each with a letter
	 */
	appointments: BookedAppointment[]
}
export interface BookingDefaults {
	/**
	 * As the clinic has it: what booking goes by
	 */
	client: 'new' | 'existing'
	/**
	 * Whom the owner saw last
	 */
	veterinarianId: string | null
	/**
	 * The clinic has no phone number: `owner` has to come along
	 */
	needsPhone: boolean
}
export interface BookingPauses {
	/**
	 * null: the clinic takes bookings online
	 */
	everyone: {
		/**
		 * An instant, ISO 8601 with offset
		 */
		until: string
		reason: string | null
	} | null
	/**
	 * Whose own booking is paused
	 */
	people: {
		/**
		 * An instant, ISO 8601 with offset
		 */
		until: string
		reason: string | null
		/**
		 * A UUID
		 */
		resourceId: string
	}[]
	/**
	 * An instant, ISO 8601 with offset
	 */
	serverTime: string
}
export interface BookingPreferences {
	/**
	 * Whether visits order what is offered next
	 */
	isLearning: boolean
	/**
	 * null: nothing was learned, or it was forgotten
	 */
	learned: LearnedPreferences | null
}
export interface LearnedPreferences {
	/**
	 * How many visits it was learned from
	 */
	visits: number
	/**
	 * The usual one first
	 */
	times: {
		from: string
		to: string
	}[]
	/**
	 * 0 is Monday; the usual one first
	 */
	weekdays: number[]
	/**
	 * Items: A UUID
	 */
	veterinarianIds: string[]
	/**
	 * Items: A UUID
	 */
	appointmentTypeIds: string[]
	/**
	 * How long before a visit it is usually booked
	 */
	leadHours: number | null
	/**
	 * Of a hundred visits
	 */
	cancelled: number
	/**
	 * Of a hundred visits
	 */
	missed: number
	/**
	 * Of a hundred visits
	 */
	moved: number
}
export interface CalendarConflict {
	/**
	 * A UUID
	 */
	feedId: string
	/**
	 * A UUID
	 */
	resourceId: string
	/**
	 * The feed's
	 */
	label: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	appointment: {
		/**
		 * A UUID
		 */
		id: string
		reference: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		end: string
		/**
		 * A UUID
		 */
		veterinarianId: string
		typeId: string | null
	}
}
export interface CalendarConflicts {
	/**
	 * By the start of the visit
	 */
	conflicts: CalendarConflict[]
}
export interface CalendarFeed {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * A UUID
	 */
	resourceId: string
	label: string
	/**
	 * Of the address, which is secret and never shown
	 */
	host: string
	active: boolean
	/**
	 * `waiting`: not read yet; `failing`: the last try failed; `stale`: nothing has come for an hour, so new events may be missing
	 */
	status: 'waiting' | 'fresh' | 'failing' | 'stale' | 'off'
	/**
	 * Why the last try failed
	 */
	error: {
		code: string
		message: string
	} | null
	/**
	 * Events that take time
	 */
	events: number
	/**
	 * Events that could not be read
	 */
	skipped: number
	lastTriedAt: string | null
	lastSuccessAt: string | null
	nextFetchAt: string | null
}
export interface CalendarFeedShown {
	feed: CalendarFeed
}
export interface CalendarFeeds {
	feeds: CalendarFeed[]
}
export interface Callback {
	/**
	 * A UUID
	 */
	id: string
	kind: 'general' | 'end_of_life' | 'request'
	status: 'open' | 'done'
	name: string | null
	phone: string | null
	petName: string | null
	species: Species | null
	note: string | null
	appointmentTypeId: string | null
	client: {
		/**
		 * A UUID
		 */
		id: string
		name: string | null
	} | null
	pet: {
		/**
		 * A UUID
		 */
		id: string
		name: string | null
	} | null
	promisedBy: string | null
	overdue: boolean
	/**
	 * Who calls
	 */
	claimedBy: {
		/**
		 * A UUID
		 */
		id: string
		name: string | null
	} | null
	/**
	 * Calls that nobody answered
	 */
	attempts: number
	lastAttemptAt: string | null
	closedAt: string | null
	outcome: string | null
	/**
	 * An instant, ISO 8601 with offset
	 */
	createdAt: string
}
export interface CallbackPromise {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * null: as soon as somebody is there
	 */
	promisedBy: string | null
	/**
	 * Somebody answers the phone now
	 */
	open: boolean
}
export interface Callbacks {
	/**
	 * Open: the most urgent first; done: the latest; at most 100
	 */
	callbacks: Callback[]
}
export interface Client {
	/**
	 * A UUID
	 */
	id: string
	name: string | null
	email: string | null
	/**
	 * E.164
	 */
	phone: string | null
	matchStatus: MatchStatus
	/**
	 * Those that are theirs now
	 */
	pets: PetBrief[]
	locale: string | null
	/**
	 * Internal
	 */
	notes: string | null
	/**
	 * Several people read the email or use the phone: nobody is matched by them
	 */
	contactIsShared: boolean
	/**
	 * The newest first, at most 50
	 */
	visits: VisitBrief[]
	/**
	 * What counts now, by purpose and channel
	 */
	consents: {
		purpose: 'service' | 'recall' | 'marketing'
		channel: 'email' | 'sms' | 'push' | 'phone' | 'post'
		granted: boolean
		/**
		 * An instant, ISO 8601 with offset
		 */
		at: string
	}[]
	/**
	 * null: may be erased
	 */
	legalHold: {
		/**
		 * An instant, ISO 8601 with offset
		 */
		since: string
		reason: string
	} | null
	/**
	 * When somebody who signs in to it asked for erasure while it was held
	 */
	erasureAskedAt: string | null
	/**
	 * An instant, ISO 8601 with offset
	 */
	createdAt: string
}
export interface PetBrief {
	/**
	 * A UUID
	 */
	id: string
	name: string
	species: Species
	breed: string | null
	status: 'active' | 'deceased' | 'moved'
	/**
	 * Kinds of what to look out for, without the words
	 */
	alerts: ('allergy' | 'aggressive' | 'nervous' | 'medical' | 'mobility' | 'other')[]
}
export interface VisitBrief {
	/**
	 * A UUID
	 */
	id: string
	reference: string
	status: AppointmentStatus
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	appointmentTypeId: string | null
	typeName: string | null
	/**
	 * A UUID
	 */
	veterinarianId: string
	veterinarianName: string
	client: {
		/**
		 * A UUID
		 */
		id: string
		name: string | null
	}
	pets: {
		/**
		 * A UUID
		 */
		id: string
		name: string
	}[]
}
export interface ClientBrief {
	/**
	 * A UUID
	 */
	id: string
	name: string | null
	email: string | null
	/**
	 * E.164
	 */
	phone: string | null
	matchStatus: MatchStatus
	/**
	 * Those that are theirs now
	 */
	pets: PetBrief[]
}
export interface Clients {
	/**
	 * The newest first
	 */
	clients: ClientBrief[]
	/**
	 * null: there are no more
	 */
	nextCursor: string | null
}
export interface ClinicAppointment {
	/**
	 * A UUID
	 */
	id: string
	reference: string
	status: AppointmentStatus
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	appointmentTypeId: string | null
	/**
	 * A UUID
	 */
	veterinarianId: string
	/**
	 * Everyone and everything that it occupies
	 *
	 * Items: A UUID
	 */
	resourceIds: string[]
	client: {
		/**
		 * A UUID
		 */
		id: string
		name: string | null
		email: string | null
		phone: string | null
	}
	pets: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		species: Species
		breed: string | null
	}[]
	visit: VisitOutput
	bookingMethod: 'online' | 'phone' | 'walk_in' | 'admin'
	/**
	 * Made for an emergency that was called in
	 */
	isEmergency: boolean
	/**
	 * Estimated
	 */
	price: Money | null
	finalCost: Money | null
	/**
	 * In a few words, by the clinic
	 */
	reason: string | null
	/**
	 * What the owner wrote
	 */
	notes: string | null
	actualStart: string | null
	actualEnd: string | null
	/**
	 * While pending: when the clinic answers at the latest
	 */
	answerBy: string | null
	rescheduleCount: number
	/**
	 * The start that was agreed, when an emergency has put the visit off
	 */
	delayedFrom: string | null
	/**
	 * When its owner said that they will come
	 */
	attendanceConfirmedAt: string | null
	previousAppointmentId: string | null
	cancelledAt: string | null
	cancelledBy: ('owner' | 'staff' | 'key' | 'system') | null
	cancelledLate: boolean
	cancellationReason: string | null
}
export interface ClinicAppointments {
	/**
	 * By their start
	 */
	appointments: ClinicAppointment[]
	/**
	 * null: there are no more
	 */
	nextCursor: string | null
}
export interface ClinicCreated {
	clinic: PlatformClinic
	/**
	 * A UUID
	 */
	adminId: string
	/**
	 * For pages; the hosted booking page works with it
	 */
	publishableKey: string
	bookingUrl: string
	consoleUrl: string
}
export interface PlatformClinic {
	/**
	 * A UUID
	 */
	id: string
	slug: string
	name: string
	timeZone: string
}
export interface ClinicProfile {
	/**
	 * A UUID
	 */
	id: string
	slug: string
	name: string
	timeZone: string
	locale: string
	/**
	 * For national phone numbers, ISO 3166
	 */
	region: string
	currency: string
	/**
	 * E.164
	 */
	phone: string
	address: string[]
	email: string
	website: string | null
	accent: string | null
	parking: string | null
	access: string | null
	/**
	 * Weekday 0 is Monday; a day that is missing is closed
	 */
	hours: {
		weekday: number
		opens: string
		closes: string
	}[]
	/**
	 * Whether someone answers the phone, and until when that stays so
	 */
	open: {
		now: boolean
		changesAt: string | null
	}
	outOfHours: {
		name: string
		/**
		 * E.164
		 */
		phone: string
		address: string[]
		hours: string
		travelMinutes: number | null
	} | null
	/**
	 * Online booking is switched off for now
	 */
	paused: boolean
	/**
	 * When it is switched on again by itself
	 */
	pausedUntil: string | null
	privacyUrl: string | null
	cancellationPolicy: string
	/**
	 * Animals with at least one visit to book
	 */
	species: Species[]
	appointmentTypes: AppointmentType[]
	veterinarians: Veterinarian[]
	triage: {
		intro: string
		none: string
		disclaimer: string
		questions: TriageQuestion[]
	}
	/**
	 * An instant, ISO 8601 with offset
	 */
	serverTime: string
}
export interface Veterinarian {
	/**
	 * A UUID
	 */
	id: string
	name: string
	/**
	 * As said in a sentence: Dr Lind, Maren
	 */
	shortName: string
	initials: string
	title: string
	role: 'veterinarian' | 'nurse'
	photoUrl: string | null
	species: Species[]
	languages: string[]
}
export interface TriageQuestion {
	/**
	 * A UUID
	 */
	id: string
	text: string
	level: 'red' | 'amber'
	emphasis: string | null
	species: Species[] | null
}
export interface ClinicRequests {
	/**
	 * By answerBy, at most 200
	 */
	requests: ClinicAppointment[]
}
export interface ClinicType {
	/**
	 * A UUID
	 */
	id: string
	slug: string
	name: string
	description: string
	group: string
	icon:
		| 'bandage'
		| 'chip'
		| 'clip'
		| 'door'
		| 'globe'
		| 'heart'
		| 'home'
		| 'paw'
		| 'pet-cat'
		| 'pet-dog'
		| 'pet-other'
		| 'pet-rabbit'
		| 'pill'
		| 'pulse'
		| 'refresh'
		| 'scale'
		| 'scissors'
		| 'shield'
		| 'steth'
		| 'syringe'
		| 'tooth'
	color: string | null
	sortOrder: number
	active: boolean
	/**
	 * What a bare length of time means
	 */
	isDefault: boolean
	mode: 'instant' | 'request' | 'triage_only' | 'callback' | 'staff_only'
	triage: 'none' | 'required' | 'amber_required'
	durationMinutes: number
	extraPetMinutes: number
	extraProblemMinutes: number
	newClientMinutes: number
	/**
	 * @maxItems 12
	 */
	ageMinutes: {
		/**
		 * null: all
		 */
		species: Species[] | null
		fromWeeks: number | null
		fromMonths: number | null
		underWeeks: number | null
		underMonths: number | null
		minutes: number
	}[]
	maxPets: number
	bufferBeforeMinutes: number
	bufferAfterMinutes: number
	stepMinutes: number
	/**
	 * flush: only starts that touch the visits beside them
	 */
	starts: 'grid' | 'flush'
	minNoticeMinutes: number
	horizonDays: number
	sameDayOnly: boolean
	/**
	 * May use emergency time and what is kept back
	 */
	urgent: boolean
	/**
	 * @minItems 1
	 * @maxItems 2
	 */
	roles: ('veterinarian' | 'nurse')[]
	/**
	 * null: anyone
	 */
	namedResourceIds: string[] | null
	/**
	 * @maxItems 10
	 */
	requiredSkills: string[]
	/**
	 * A skill that exotic animals need besides
	 */
	exotic: {
		skill: string
		/**
		 * null: all but dogs and cats
		 */
		species: Species[] | null
	} | null
	/**
	 * One of these; empty: no room
	 *
	 * @maxItems 20
	 */
	roomTypes: string[]
	/**
	 * All of these, by code or id
	 *
	 * @maxItems 20
	 */
	equipment: string[]
	/**
	 * Empty: all
	 *
	 * @maxItems 7
	 */
	species: Species[]
	/**
	 * @maxItems 7
	 */
	excludedSpecies: Species[]
	clientType: 'new' | 'existing' | 'both'
	/**
	 * @maxItems 12
	 */
	ageLimits: {
		/**
		 * null: all
		 */
		species: Species[] | null
		minWeeks: number | null
		minMonths: number | null
		maxWeeks: number | null
		maxMonths: number | null
	}[]
	/**
	 * @maxItems 12
	 */
	weightLimits: {
		/**
		 * null: all
		 */
		species: Species[] | null
		minGrams: number | null
		maxGrams: number | null
	}[]
	earlierVisit: {
		/**
		 * null: any visit to a vet
		 */
		appointmentTypeIds: string[] | null
		minDays: number
		maxDays: number
	} | null
	/**
	 * @maxItems 8
	 */
	caps: {
		/**
		 * A resource of kind cap: its capacity is the places of a day or an hour
		 */
		resourceId: string
		per: 'day' | 'hour'
		/**
		 * How many places: of the visit, or by animal
		 */
		points:
			| number
			| {
					/**
					 * null: all
					 */
					species: Species[] | null
					sex: ('male' | 'female') | null
					/**
					 * From this weight on; of several that fit, the heaviest counts
					 */
					fromGrams: number | null
					points: number
			  }[]
	}[]
	/**
	 * @maxItems 8
	 */
	parts: {
		need: 'person' | 'room' | 'equipment'
		/**
		 * Any one: a kind, room type, code or id
		 *
		 * @minItems 1
		 * @maxItems 20
		 */
		wanted: string[]
		/**
		 * Of a person: all of these
		 *
		 * @maxItems 10
		 */
		skills: string[]
		/**
		 * Minutes after the start, or a wall time of that day
		 */
		from:
			| number
			| {
					beforeEnd: number
			  }
			| {
					/**
					 * A wall time in the clinic's zone
					 */
					at: string
			  }
		/**
		 * null: to the end, or until animals go home
		 */
		until:
			| (
					| number
					| {
							beforeEnd: number
					  }
					| {
							/**
							 * A wall time in the clinic's zone
							 */
							at: string
					  }
			  )
			| null
	}[]
	ownPart: {
		from: number
		until:
			| number
			| {
					beforeEnd: number
			  }
	} | null
	dayProcedure: {
		admission: {
			/**
			 * A wall time in the clinic's zone
			 */
			from: string
			/**
			 * A wall time in the clinic's zone
			 */
			until: string
			everyMinutes: number
		}
		discharge: {
			/**
			 * A wall time in the clinic's zone
			 */
			from: string
			/**
			 * A wall time in the clinic's zone
			 */
			until: string
		}
	} | null
	/**
	 * A farewell: who asks for it is called sooner, and reminded of nothing any more
	 */
	suppressMessages: boolean
	/**
	 * Whether its visits give way to an emergency; null: by what they need
	 */
	inEmergency: ('first' | 'after' | 'never') | null
	cancellationCutoffHours: number
	price: {
		kind: 'fixed' | 'from' | 'package' | 'free' | 'range' | 'estimate' | 'none'
		amount: string | null
		note: string | null
	}
	/**
	 * @maxItems 30
	 */
	preparation: {
		text: string
		/**
		 * null: all
		 */
		species: Species[] | null
		/**
		 * Of age; a note with an age is told only where the age is known
		 */
		fromWeeks: number | null
		underWeeks: number | null
	}[]
	/**
	 * @maxItems 40
	 */
	formFields: FormFieldBodyOutput[]
}
export interface FormFieldBodyOutput {
	/**
	 * Answers are kept under this name; keep it when you change the words
	 */
	id: string
	label: string
	type: 'text' | 'longtext' | 'choice' | 'multi' | 'number' | 'date' | 'yesno' | 'consent' | 'phone'
	required: boolean
	/**
	 * Of a choice, or of several
	 */
	options: string[] | null
	maxLength: number | null
	min: number | null
	max: number | null
	/**
	 * A regular expression: ^…$
	 */
	pattern: string | null
	species: Species[] | null
	sex: ('male' | 'female')[] | null
	advice: {
		/**
		 * yes, no, an option, or `under:N` for a number
		 */
		when: string
		suggest: 'call' | 'offer'
		/**
		 * Of what is offered instead
		 */
		appointmentTypeId: string | null
	} | null
}
export interface ClinicTypes {
	types: ClinicType[]
}
export interface Diary {
	timeZone: string
	/**
	 * A day in the clinic's zone
	 */
	from: string
	/**
	 * A day in the clinic's zone
	 */
	to: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	now: string
	/**
	 * As the stream of changes tells it
	 */
	version: number
	/**
	 * Online booking is switched off for now
	 */
	paused: boolean
	/**
	 * People, rooms and equipment in use, in the clinic's order
	 */
	columns: DiaryColumn[]
	/**
	 * By their start, cancelled ones too
	 */
	visits: DiaryVisit[]
	/**
	 * Being booked online at this moment
	 */
	holds: {
		/**
		 * A UUID
		 */
		resourceId: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		end: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		expiresAt: string
	}[]
}
export interface DiaryColumn {
	/**
	 * A UUID
	 */
	id: string
	name: string
	shortName: string
	initials: string
	kind: 'veterinarian' | 'nurse' | 'room' | 'equipment'
	title: string | null
	capacity: number
	open: {
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		end: string
		/**
		 * emergency: for staff and urgent visits
		 */
		kind: 'normal' | 'emergency'
	}[]
	closed: DiaryClosedTime[]
}
export interface DiaryClosedTime {
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	/**
	 * work: surgery, administration; elsewhere: taken in a diary kept elsewhere
	 */
	kind: 'break' | 'work' | 'unavailable' | 'elsewhere'
	/**
	 * For the staff only
	 */
	label: string | null
	/**
	 * Of what can be taken back: an exception
	 */
	overrideId: string | null
}
export interface DiaryVisit {
	/**
	 * A UUID
	 */
	id: string
	reference: string
	status: AppointmentStatus
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	appointmentTypeId: string | null
	typeName: string | null
	/**
	 * A UUID
	 */
	veterinarianId: string
	/**
	 * null: erased
	 */
	client: string | null
	pets: {
		name: string
		species: Species
	}[]
	reason: string | null
	bookingMethod: 'online' | 'phone' | 'walk_in' | 'admin'
	/**
	 * Made for an emergency that was called in
	 */
	isEmergency: boolean
	/**
	 * Takes more than somebody or something has places for
	 */
	isOverbooked: boolean
	/**
	 * While pending
	 */
	answerBy: string | null
	/**
	 * While checked in
	 */
	arrivedAt: string | null
	/**
	 * By how much the owner says to be late
	 */
	lateMinutes: number | null
	/**
	 * While checked in by the owner, who waits there
	 */
	carPark: {
		/**
		 * Where the car stands
		 */
		note: string | null
	} | null
	/**
	 * Everyone and everything that it occupies, each for its own part
	 */
	places: {
		/**
		 * A UUID
		 */
		id: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		end: string
	}[]
}
export interface EmailConfirmed {
	/**
	 * false: the other address has not confirmed yet, or isTaken
	 */
	isDone: boolean
	/**
	 * Both have confirmed, but the new address got another account meanwhile
	 */
	isTaken: boolean
}
export interface Emergencies {
	/**
	 * Lives first, then the newest; at most 100
	 */
	emergencies: Emergency[]
	/**
	 * An instant, ISO 8601 with offset
	 */
	serverTime: string
}
export interface Emergency {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * A life is at stake, or it has to be seen today
	 */
	severity: 'life_threatening' | 'urgent'
	species: Species
	complaint: string | null
	caller: {
		name: string | null
		phone: string | null
	}
	minutes: number
	/**
	 * An instant, ISO 8601 with offset
	 */
	arrivesAt: string
	status: 'open' | 'assigned' | 'closed'
	/**
	 * Who sees it
	 */
	veterinarianId: string | null
	/**
	 * Its visit as it was made; it may have moved since
	 */
	appointmentId: string | null
	outcome: ('seen' | 'referred' | 'advised' | 'did_not_come' | 'mistake') | null
	/**
	 * An instant, ISO 8601 with offset
	 */
	recordedAt: string
	/**
	 * When it was assigned or closed
	 */
	settledAt: string | null
}
export interface EmergencyApproved {
	emergency: Emergency
	appointment: ClinicAppointment1
	/**
	 * Those put off, as they are now
	 */
	moved: ClinicAppointment[]
}
/**
 * The emergency's own visit
 */
export interface ClinicAppointment1 {
	/**
	 * A UUID
	 */
	id: string
	reference: string
	status: AppointmentStatus
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	appointmentTypeId: string | null
	/**
	 * A UUID
	 */
	veterinarianId: string
	/**
	 * Everyone and everything that it occupies
	 *
	 * Items: A UUID
	 */
	resourceIds: string[]
	client: {
		/**
		 * A UUID
		 */
		id: string
		name: string | null
		email: string | null
		phone: string | null
	}
	pets: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		species: Species
		breed: string | null
	}[]
	visit: VisitOutput
	bookingMethod: 'online' | 'phone' | 'walk_in' | 'admin'
	/**
	 * Made for an emergency that was called in
	 */
	isEmergency: boolean
	/**
	 * Estimated
	 */
	price: Money | null
	finalCost: Money | null
	/**
	 * In a few words, by the clinic
	 */
	reason: string | null
	/**
	 * What the owner wrote
	 */
	notes: string | null
	actualStart: string | null
	actualEnd: string | null
	/**
	 * While pending: when the clinic answers at the latest
	 */
	answerBy: string | null
	rescheduleCount: number
	/**
	 * The start that was agreed, when an emergency has put the visit off
	 */
	delayedFrom: string | null
	/**
	 * When its owner said that they will come
	 */
	attendanceConfirmedAt: string | null
	previousAppointmentId: string | null
	cancelledAt: string | null
	cancelledBy: ('owner' | 'staff' | 'key' | 'system') | null
	cancelledLate: boolean
	cancellationReason: string | null
}
export interface EmergencyPlan {
	emergency: Emergency
	/**
	 * Best first; empty: there is no place today
	 */
	proposals: EmergencyProposal[]
	/**
	 * False: there may be better ones
	 */
	complete: boolean
	/**
	 * An instant, ISO 8601 with offset
	 */
	serverTime: string
}
export interface EmergencyProposal {
	/**
	 * Kept for emergencies, free anyway, or others are put off
	 */
	kind: 'kept_time' | 'gap' | 'rearranged'
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * A UUID
	 */
	veterinarianId: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	/**
	 * Everyone and everything that it would occupy
	 *
	 * Items: A UUID
	 */
	resourceIds: string[]
	/**
	 * From arrival on
	 */
	waitMinutes: number
	/**
	 * Harm; only good for comparing proposals
	 */
	points: number
	moves: PlannedMove[]
	/**
	 * The vets concerned, as their day is
	 */
	before: PlanLine[]
	/**
	 * The same as it would be
	 */
	after: PlanLine[]
	/**
	 * What to send back to carry it out
	 */
	approve: {
		/**
		 * A UUID
		 */
		appointmentTypeId: string
		minutes: number
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * A UUID
		 */
		veterinarianId: string
		/**
		 * @maxItems 12
		 */
		moves: {
			/**
			 * A UUID
			 */
			appointmentId: string
			/**
			 * Where it was when the plan was made
			 */
			from: {
				/**
				 * An instant, ISO 8601 with offset
				 */
				start: string
				/**
				 * A UUID
				 */
				veterinarianId: string
			}
			to: {
				/**
				 * An instant, ISO 8601 with offset
				 */
				start: string
				/**
				 * A UUID
				 */
				veterinarianId: string
			}
		}[]
	}
}
export interface PlannedMove {
	/**
	 * A UUID
	 */
	appointmentId: string
	reference: string
	pets: string[]
	/**
	 * The name of its type
	 */
	visit: string
	client: {
		name: string | null
		phone: string | null
	}
	from: {
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * A UUID
		 */
		veterinarianId: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		end: string
	}
	to: {
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * A UUID
		 */
		veterinarianId: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		end: string
	}
	minutesLater: number
	flexible: boolean
	/**
	 * So soon that they have probably left home
	 */
	setOut: boolean
	/**
	 * False: there is no address, so somebody has to call
	 */
	byMail: boolean
}
export interface PlanLine {
	/**
	 * null: the emergency
	 */
	appointmentId: string | null
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * A UUID
	 */
	veterinarianId: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	pets: string[]
	visit: string
	change: 'none' | 'leaves' | 'comes' | 'emergency'
}
export interface Erasure {
	/**
	 * postponed: the clinic has to keep it for now
	 */
	status: 'erased' | 'postponed'
	/**
	 * account: somebody else signs in to the same client, which therefore stays
	 */
	scope: 'client' | 'account'
	cancelledVisits: number
}
export interface ErasureOutlook {
	/**
	 * account: somebody else signs in to the same client, which therefore stays
	 */
	scope: 'client' | 'account'
	/**
	 * The clinic has to keep it all for now
	 */
	onHold: boolean
	/**
	 * Asked for already; done as soon as nothing holds it
	 */
	askedAt: string | null
	/**
	 * The next one first
	 */
	upcomingVisits: VisitBrief[]
}
export interface Explanation {
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	timeZone: string
	/**
	 * A UUID
	 */
	appointmentTypeId: string
	asker: 'owner' | 'staff'
	/**
	 * Whether anyone can take the start
	 */
	bookable: boolean
	/**
	 * Online booking is switched off for now; staff may book
	 */
	paused: boolean
	/**
	 * Who can take it, in the order of assignment
	 *
	 * Items: A UUID
	 */
	veterinarianIds: string[]
	/**
	 * In the order in which they are applied; what could not be asked is left out
	 */
	rules: {
		code: string
		passed: boolean
		/**
		 * null: the rule concerns no one person
		 */
		veterinarianId: string | null
		message: string
		/**
		 * Instants as text, in the clinic's zone
		 */
		data: {
			[k: string]: string | number | boolean | null | string[]
		}
	}[]
}
export interface ForeignBusy {
	busy: {
		/**
		 * A UUID
		 */
		feedId: string
		/**
		 * A UUID
		 */
		resourceId: string
		/**
		 * The feed's
		 */
		label: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		end: string
	}[]
}
export interface FormFieldBody {
	/**
	 * Answers are kept under this name; keep it when you change the words
	 */
	id: string
	label: string
	type: 'text' | 'longtext' | 'choice' | 'multi' | 'number' | 'date' | 'yesno' | 'consent' | 'phone'
	required?: undefined | boolean
	/**
	 * Of a choice, or of several
	 */
	options?: undefined | string[] | null
	maxLength?: undefined | number | null
	min?: undefined | number | null
	max?: undefined | number | null
	/**
	 * A regular expression: ^…$
	 */
	pattern?: undefined | string | null
	species?: undefined | Species[] | null
	sex?: undefined | ('male' | 'female')[] | null
	advice?: undefined | {
		/**
		 * yes, no, an option, or `under:N` for a number
		 */
		when: string
		suggest: 'call' | 'offer'
		/**
		 * Of what is offered instead
		 */
		appointmentTypeId?: undefined | string | null
	} | null
}
export interface Found {
	clients: ClientBrief[]
	pets: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		species: Species
		breed: string | null
		status: 'active' | 'deceased' | 'moved'
		/**
		 * Kinds of what to look out for, without the words
		 */
		alerts: ('allergy' | 'aggressive' | 'nervous' | 'medical' | 'mobility' | 'other')[]
		owners: {
			/**
			 * A UUID
			 */
			id: string
			name: string | null
		}[]
	}[]
	visits: VisitBrief[]
}
export interface Health {
	status: 'ok'
}
export interface Hold {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * Proof of the hold; keep it, it is shown here only
	 */
	token: string
	/**
	 * A UUID
	 */
	appointmentTypeId: string
	/**
	 * A UUID
	 */
	veterinarianId: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	expiresAt: string
	extensionsLeft: number
	/**
	 * An instant, ISO 8601 with offset
	 */
	serverTime: string
}
export interface HoldEnded {
	/**
	 * The client, who had asked for it while it was held
	 */
	erased: boolean
	/**
	 * Of those who sign in to it, whoever had asked
	 */
	erasedAccounts: number
}
export interface HoldState {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * A UUID
	 */
	appointmentTypeId: string
	/**
	 * A UUID
	 */
	veterinarianId: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	expiresAt: string
	extensionsLeft: number
	/**
	 * An instant, ISO 8601 with offset
	 */
	serverTime: string
}
export interface Holidays {
	/**
	 * null: the clinic does not say where it is
	 */
	country: string | null
	region: string | null
	year: number
	/**
	 * Public holidays, rising
	 */
	days: {
		/**
		 * A day in the clinic's zone
		 */
		date: string
		name: string
		/**
		 * The clinic is closed on that day already
		 */
		closed: boolean
	}[]
	countries: {
		code: string
		name: string
	}[]
	/**
	 * Of the country
	 */
	regions: {
		code: string
		name: string
	}[]
	/**
	 * To be shown beside the days
	 */
	attribution: string
}
export interface HolidaysClosed {
	days: {
		overrideId: string
		/**
		 * A day in the clinic's zone
		 */
		date: string
		name: string | null
	}[]
	/**
	 * Booked visits that lose what they need; they stay until the clinic moves them
	 */
	stranded: StrandedVisit[]
}
export interface StrandedVisit {
	/**
	 * A UUID
	 */
	id: string
	reference: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	/**
	 * A UUID
	 */
	veterinarianId: string
	typeId: string | null
	/**
	 * The rules that the visit fails after the change and passed before it
	 */
	reasons: {
		code: string
		message: string
	}[]
	/**
	 * What is done about it; null: nothing was chosen
	 */
	resolution: ('keep' | 'move' | 'message') | null
	/**
	 * With `move`: the id, time and person that the visit has then
	 */
	movedTo: {
		/**
		 * A UUID
		 */
		id: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * A UUID
		 */
		veterinarianId: string
	} | null
}
export interface ImportProblem {
	/**
	 * As a spreadsheet counts: the header is row 1
	 */
	row: number
	/**
	 * The header; null: the whole row
	 */
	column: string | null
	/**
	 * An error refuses the whole file
	 */
	level: 'error' | 'warning'
	code: string
	message: string
}
export interface ImportReport {
	kind: ImportKind
	dryRun: boolean
	delimiter: ',' | ';' | '\t'
	/**
	 * What each column was taken for; null: left out
	 */
	columns: {
		header: string
		field: string | null
	}[]
	/**
	 * All that a column may be taken for
	 */
	fields: {
		name: string
		required: boolean
	}[]
	/**
	 * Without the header and empty ones
	 */
	rows: number
	created: number
	updated: number
	unchanged: number
	/**
	 * Rows with an error. If there is one, nothing is imported
	 */
	refused: number
	errors: number
	warnings: number
	/**
	 * The first thousand, errors before warnings
	 */
	problems: ImportProblem[]
}
export interface KeyCreated {
	key: ApiKey
	/**
	 * The key itself. A secret one is shown here and never again
	 */
	text: string
}
export interface LetterPreview {
	/**
	 * null: there is no address, so nothing is sent
	 */
	to: string | null
	subject: string
	/**
	 * The link in it opens nothing
	 */
	text: string
}
export interface LinkedAppointment {
	/**
	 * A UUID
	 */
	id: string
	reference: string
	status: AppointmentStatus
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	durationMinutes: number
	timeZone: string
	appointmentType: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		icon: string
	}
	veterinarian: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		shortName: string
		title: string
	}
	pets: {
		name: string
		species: Species
	}[]
	owner: {
		name: string
		email: string
	}
	price: Money | null
	preparation: PreparationNote[]
	clinic: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		phone: string
		address: string[]
	}
	canMove: boolean
	canCancel: boolean
	/**
	 * Until then a move or cancellation is free; later only a cancellation
	 */
	freeUntil: string
	cancellationPolicy: string
	cancelledLate: boolean
	/**
	 * While pending: when the clinic answers at the latest
	 */
	answerBy: string | null
	rescheduleCount: number
	/**
	 * The start that was agreed, when the clinic has put the visit off
	 */
	delayedFrom: string | null
	/**
	 * When its owner said that they will come
	 */
	attendanceConfirmedAt: string | null
	visit: VisitOutput
	/**
	 * An instant, ISO 8601 with offset
	 */
	serverTime: string
	/**
	 * Where a guest makes an account that keeps the visit; null for who has one
	 */
	accountUrl: string | null
}
export interface Match {
	client: ClientBrief
	/**
	 * The next one, or the last
	 */
	visit: VisitBrief | null
	/**
	 * When its owner was asked who they are
	 */
	askedAt: string | null
	/**
	 * With an account: the address, and the phone if any, that were proved to be theirs
	 */
	account: {
		email: string
		phone: string | null
		/**
		 * An instant, ISO 8601 with offset
		 */
		registeredAt: string
	} | null
	/**
	 * The best first, at most 5
	 */
	candidates: {
		client: ClientBrief
		/**
		 * likely: the same email or phone; possible: much alike. Certain needs proof.
		 */
		certainty: 'likely' | 'possible'
		reasons: ('email' | 'phone' | 'name' | 'pet')[]
		/**
		 * The guest's pets beside those they may be; null: none is alike
		 */
		pets: {
			/**
			 * A UUID
			 */
			petId: string
			intoPetId: string | null
			/**
			 * An animal of the same name and kind that was born at another time or has another chip
			 */
			doubt: {
				/**
				 * A UUID
				 */
				petId: string
				because: 'birth' | 'microchip'
			} | null
		}[]
	}[]
}
export interface MatchSettled {
	/**
	 * The guest's row; with it the match can be taken back
	 */
	id: string
	client: ClientBrief
}
export interface Matches {
	/**
	 * The next visit first, at most 100
	 */
	matches: Match[]
}
export interface MedicalHistory {
	/**
	 * Where it lives on, when the one that was asked for was another row
	 */
	petId: string
	/**
	 * By the day, the newest first
	 */
	entries: {
		/**
		 * Of the record, or of a visit of which nothing else is written
		 */
		id: string
		/**
		 * A day in the clinic's zone
		 */
		on: string
		title: string
		nextDueOn: string | null
		veterinarian: string | null
		appointmentId: string | null
		/**
		 * The day of the newest correction
		 */
		correctedOn: string | null
		detail:
			| {
					kind: 'visit'
					type: string | null
					summary: string | null
					advice: string | null
			  }
			| {
					kind: 'vaccination'
					product: string | null
					batch: string | null
					expiresOn: string | null
					site: string | null
			  }
			| {
					kind: 'prescription'
					product: string | null
					dose: string | null
					quantity: string | null
					/**
					 * How often it can be had again
					 */
					repeats: number | null
			  }
			| {
					kind: 'lab_result'
					test: string | null
					status: string | null
					result: string | null
			  }
			| {
					kind: 'weight'
					kilograms: number | null
			  }
			| {
					kind: 'allergy'
					substance: string | null
					reaction: string | null
			  }
			| {
					kind: 'document'
					title: string | null
					fileName: string | null
					note: string | null
					/**
					 * To download it; null: it lies at the clinic
					 */
					fileId: string | null
			  }
	}[]
	nextCursor: string | null
}
export interface MedicalRecord {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * A UUID
	 */
	petId: string
	appointmentId: string | null
	kind: 'visit' | 'vaccination' | 'prescription' | 'lab_result' | 'weight' | 'allergy' | 'document'
	version: number
	title: string
	/**
	 * A day in the clinic's zone
	 */
	occurredOn: string
	nextDueOn: string | null
	/**
	 * As RecordContent; older rows may lack fields
	 */
	content: {
		[k: string]: unknown
	}
	visibility: Visibility
	/**
	 * It does not belong here, and counts for nothing
	 */
	withdrawn: boolean
	/**
	 * Of a lab result: owners may see it from then on
	 */
	releasedAt: string | null
	/**
	 * null: not a person
	 */
	author: {
		/**
		 * A UUID
		 */
		id: string
		name: string
	} | null
	/**
	 * An instant, ISO 8601 with offset
	 */
	writtenAt: string
	/**
	 * Why this version was written; null: the first
	 */
	reason: string | null
	/**
	 * Earlier versions, the newest first
	 */
	history: {
		version: number
		title: string
		/**
		 * A day in the clinic's zone
		 */
		occurredOn: string
		nextDueOn: string | null
		/**
		 * As RecordContent; older rows may lack fields
		 */
		content: {
			[k: string]: unknown
		}
		visibility: Visibility
		/**
		 * It does not belong here, and counts for nothing
		 */
		withdrawn: boolean
		/**
		 * Of a lab result: owners may see it from then on
		 */
		releasedAt: string | null
		/**
		 * null: not a person
		 */
		author: {
			/**
			 * A UUID
			 */
			id: string
			name: string
		} | null
		/**
		 * An instant, ISO 8601 with offset
		 */
		writtenAt: string
		/**
		 * Why this version was written; null: the first
		 */
		reason: string | null
	}[]
}
export interface MedicalRecords {
	/**
	 * By the day, the newest first
	 */
	records: MedicalRecord[]
	nextCursor: string | null
}
export interface NearestTimes {
	/**
	 * Closest to the wished start first
	 */
	times: OfferedTime[]
}
export interface OfferedTime {
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * A UUID
	 */
	veterinarianId: string
}
export interface NextFree {
	first: OfferedTime | null
	veterinarians: {
		/**
		 * A UUID
		 */
		id: string
		start: string | null
	}[]
	durationMinutes: number
	/**
	 * A day in the clinic's zone
	 */
	lastBookableDay: string
}
export interface NotificationSettings {
	settings: {
		/**
		 * Confirmations and changes of visits. By email always
		 */
		service: {
			email: boolean
			sms: boolean
			push: boolean
		}
		/**
		 * Of visits ahead
		 */
		reminders: {
			email: boolean
			sms: boolean
			push: boolean
		}
		/**
		 * What is due for a pet
		 */
		recalls: {
			email: boolean
			sms: boolean
			push: boolean
		}
		/**
		 * After a visit, and results
		 */
		followUps: {
			email: boolean
			sms: boolean
			push: boolean
		}
		/**
		 * News and offers; off until somebody asks for it
		 */
		marketing: {
			email: boolean
			sms: boolean
			push: boolean
		}
	}
	/**
	 * The channels by which this clinic writes
	 */
	available: ('email' | 'sms' | 'push')[]
	fixed: {
		kind: 'service' | 'reminders' | 'recalls' | 'followUps' | 'marketing'
		channel: 'email' | 'sms' | 'push'
		why: string
	}[]
	/**
	 * What somebody agrees to by asking for news and offers
	 */
	marketingWording: string
}
export interface Override {
	/**
	 * A UUID
	 */
	id: string
	resourceId: string | null
	type: 'unavailable' | 'custom_hours' | 'emergency_only'
	date: string | null
	rrule: string | null
	anchorDate: string | null
	effectiveUntil: string | null
	startTime: string | null
	endTime: string | null
	releaseHoursBefore: number | null
	releaseAt: string | null
	reason: string | null
}
export interface OverrideChanged {
	override: Override
	/**
	 * Booked visits that lose what they need; they stay until the clinic moves them
	 */
	stranded: StrandedVisit[]
}
export interface OverrideRemoved {
	/**
	 * Booked visits that lose what they need; they stay until the clinic moves them
	 */
	stranded: StrandedVisit[]
}
export interface Overrides {
	overrides: {
		/**
		 * A UUID
		 */
		id: string
		resourceId: string | null
		type: 'unavailable' | 'custom_hours' | 'emergency_only'
		date: string | null
		rrule: string | null
		anchorDate: string | null
		effectiveUntil: string | null
		startTime: string | null
		endTime: string | null
		releaseHoursBefore: number | null
		releaseAt: string | null
		reason: string | null
		/**
		 * Its days within the range, rising
		 *
		 * Items: A day in the clinic's zone
		 */
		dates: string[]
	}[]
}
export interface OwnDue {
	/**
	 * The soonest first, so what is overdue comes before the rest
	 */
	due: {
		/**
		 * A UUID
		 */
		petId: string
		petName: string
		species: Species
		kind: 'vaccination' | 'prescription' | 'visit'
		title: string
		/**
		 * A day in the clinic's zone
		 */
		dueOn: string
		/**
		 * Until then; negative: overdue by so many
		 */
		days: number
		overdue: boolean
		/**
		 * What to book for it
		 */
		appointmentType: {
			/**
			 * A UUID
			 */
			id: string
			name: string
		} | null
	}[]
}
export interface OwnFile {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * A UUID
	 */
	petId: string
	kind: 'photo' | 'document'
	name: string
	contentType: 'image/webp' | 'image/jpeg' | 'application/pdf'
	bytes: number
	/**
	 * An instant, ISO 8601 with offset
	 */
	createdAt: string
	/**
	 * The clinic's words for it, or else its name
	 */
	title: string
	/**
	 * owner: somebody else who has this pet
	 */
	from: 'you' | 'owner' | 'clinic'
}
export interface OwnFiles {
	/**
	 * The newest first
	 */
	files: OwnFile[]
	nextCursor: string | null
}
export interface OwnLateness {
	minutes: number
	/**
	 * An instant, ISO 8601 with offset
	 */
	expectedAt: string
	/**
	 * fits: within what the clinic waits for; may_wait: it may have to see others first or to find another time; come: an ill animal is fitted in. No promise
	 */
	outlook: 'fits' | 'may_wait' | 'come'
}
export interface OwnPet {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * Send it along with a change
	 */
	version: string
	name: string
	species: Species
	breed: string | null
	sex: 'female' | 'male' | 'unknown'
	neutered: boolean | null
	bornOn: string | null
	birthEstimated: boolean
	color: string | null
	microchip: string | null
	weight: {
		kilograms: number
		/**
		 * null: nobody wrote down when
		 */
		on: string | null
	} | null
	photoFileId: string | null
	insurance: {
		company: string | null
		policyNumber: string | null
		expiresOn: string | null
	} | null
	status: 'active' | 'deceased' | 'moved'
	deceasedOn: string | null
	/**
	 * false: an owner says so, and can take it back until the clinic confirms it
	 */
	statusConfirmed: boolean
	/**
	 * What only the clinic changes
	 */
	setByClinic: ('species' | 'sex' | 'bornOn' | 'microchip' | 'weightKg')[]
	/**
	 * Whether the clinic writes to you about it
	 */
	primary: boolean
	/**
	 * Whether it has further owners
	 */
	shared: boolean
	/**
	 * What its owners say, and what the clinic shares
	 */
	alerts: {
		/**
		 * A UUID
		 */
		id: string
		kind: 'allergy' | 'aggressive' | 'nervous' | 'medical' | 'mobility' | 'other'
		note: string | null
		statedBy: 'owner' | 'clinic'
	}[]
	/**
	 * An instant, ISO 8601 with offset
	 */
	createdAt: string
}
export interface OwnPets {
	pets: OwnPet[]
	nextCursor: string | null
}
export interface OwnPrescriptionRequest {
	/**
	 * A UUID
	 */
	id: string
	recordId: string | null
	medicine: string
	quantity: string | null
	notes: string | null
	status: PrescriptionStatus
	/**
	 * An instant, ISO 8601 with offset
	 */
	askedAt: string
	answeredAt: string | null
	/**
	 * Why it was declined
	 */
	reason: string | null
	handover: ('collect' | 'sent') | null
	readyAt: string | null
	withdrawnAt: string | null
	/**
	 * A UUID
	 */
	petId: string
	petName: string
	/**
	 * false: somebody else who has this pet asked
	 */
	mine: boolean
}
export interface OwnPrescriptionRequests {
	/**
	 * The newest first
	 */
	requests: OwnPrescriptionRequest[]
	nextCursor: string | null
}
export interface OwnSession {
	/**
	 * A UUID
	 */
	id: string
	device: string
	/**
	 * Of the network it was last used from
	 */
	address: string | null
	/**
	 * An instant, ISO 8601 with offset
	 */
	beganAt: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	lastUsedAt: string
	/**
	 * The session that asks
	 */
	isThis: boolean
}
export interface OwnSessions {
	sessions: OwnSession[]
}
export interface Owner {
	/**
	 * A UUID
	 */
	id: string
	name: string
	email: string
	isEmailVerified: boolean
	phone: string | null
	isPhoneVerified: boolean
	hasPassword: boolean
	/**
	 * In what to write to them; null: the clinic's
	 */
	locale: string | null
}
export interface OwnerAccount {
	name: string
	email: string
	/**
	 * Waits until both addresses have confirmed
	 */
	newEmail: string | null
	/**
	 * E.164
	 */
	phone: string | null
	isPhoneVerified: boolean
	/**
	 * Waits for the code that was sent to it
	 */
	newPhone: string | null
	locale: string | null
	hasPassword: boolean
	/**
	 * Signed in within ten minutes: no password is asked for
	 */
	isFresh: boolean
	/**
	 * Whether text messages can be sent
	 */
	canText: boolean
	/**
	 * How many there are
	 */
	passkeys: number
}
export interface OwnerMe {
	owner: Owner
	clinic: {
		/**
		 * A UUID
		 */
		id: string
		slug: string
		name: string
		timeZone: string
		locale: string
		currency: string
		phone: string | null
		accent: string | null
	}
}
export interface OwnerPasswordLink {
	name: string
	email: string
}
export interface OwnerPasswordSet {
	email: string
}
export interface OwnerRemoved {
	/**
	 * A UUID
	 */
	petId: string
	/**
	 * Who no longer has it
	 */
	ownerId: string
}
export interface OwnerSession {
	/**
	 * For the header Authorization, as `Bearer …`
	 */
	accessToken: string
	/**
	 * Seconds that the access token lives
	 */
	expiresIn: number
	/**
	 * Outside of browsers; in a browser it is a cookie that no script can read
	 */
	refreshToken: string | null
	/**
	 * A UUID
	 */
	sessionId: string
	owner: Owner
	clinic: {
		/**
		 * A UUID
		 */
		id: string
		slug: string
		name: string
		timeZone: string
		locale: string
		currency: string
		phone: string | null
		accent: string | null
	}
}
export interface OwnerVisit {
	/**
	 * A UUID
	 */
	id: string
	reference: string
	status: AppointmentStatus
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
	durationMinutes: number
	timeZone: string
	appointmentType: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		icon: string
	}
	veterinarian: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		shortName: string
		title: string
	}
	pets: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		species: Species
	}[]
	owner: {
		name: string
		email: string
	}
	price: Money | null
	preparation: PreparationNote[]
	clinic: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		phone: string
		address: string[]
	}
	canMove: boolean
	canCancel: boolean
	/**
	 * Until then a move or cancellation is free; later only a cancellation
	 */
	freeUntil: string
	cancellationPolicy: string
	cancelledLate: boolean
	/**
	 * While pending: when the clinic answers at the latest
	 */
	answerBy: string | null
	rescheduleCount: number
	/**
	 * The start that was agreed, when the clinic has put the visit off
	 */
	delayedFrom: string | null
	/**
	 * When its owner said that they will come
	 */
	attendanceConfirmedAt: string | null
	visit: VisitOutput
	/**
	 * An instant, ISO 8601 with offset
	 */
	serverTime: string
	/**
	 * Somebody else has booked it for an animal that is shared; only they can change it
	 */
	isShared: boolean
	/**
	 * What the owner wrote for the clinic
	 */
	notes: string | null
	/**
	 * What the clinic wrote for the owner
	 */
	clinicNotes: string | null
	directions: {
		address: string[]
		parking: string | null
		access: string | null
	}
	form: {
		/**
		 * How many questions there are
		 */
		fields: number
		/**
		 * How many that have to be answered are not
		 */
		missing: number
		canAnswer: boolean
	}
	/**
	 * What the owner has said about being late
	 */
	lateness: OwnLateness | null
	canSayLate: boolean
	/**
	 * From the car park; null where the clinic does not do that, and once it is done
	 */
	checkIn: {
		/**
		 * An instant, ISO 8601 with offset
		 */
		opensAt: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		closesAt: string
		isOpen: boolean
	} | null
}
export interface OwnerVisits {
	appointments: OwnerVisit[]
	/**
	 * null: there are no more
	 */
	nextCursor: string | null
}
export interface Passkey {
	/**
	 * A UUID
	 */
	id: string
	name: string
	/**
	 * Kept by a password manager or a cloud, not by one device
	 */
	isBackedUp: boolean
	/**
	 * An instant, ISO 8601 with offset
	 */
	addedAt: string
	lastUsedAt: string | null
}
export interface PasskeyCreation {
	rp: {
		id: string
		name: string
	}
	user: {
		id: string
		name: string
		displayName: string
	}
	challenge: string
	pubKeyCredParams: {
		type: 'public-key'
		alg: number
	}[]
	/**
	 * Milliseconds
	 */
	timeout: number
	/**
	 * Those that the account has
	 */
	excludeCredentials: {
		type: 'public-key'
		id: string
		transports: string[]
	}[]
	authenticatorSelection: {
		residentKey: 'required'
		requireResidentKey: true
		userVerification: 'required'
	}
	attestation: 'none'
}
export interface PasskeyRequest {
	challenge: string
	/**
	 * Milliseconds
	 */
	timeout: number
	rpId: string
	userVerification: 'required'
}
export interface Passkeys {
	passkeys: Passkey[]
}
export interface PasswordLink {
	purpose: 'invitation' | 'reset'
	name: string
	email: string
	clinic: {
		slug: string
		name: string
	}
	/**
	 * An instant, ISO 8601 with offset
	 */
	expiresAt: string
}
export interface PasswordSet {
	clinic: string
	email: string
}
export interface Pet {
	/**
	 * A UUID
	 */
	id: string
	name: string
	species: Species
	breed: string | null
	sex: 'female' | 'male' | 'unknown'
	neutered: boolean | null
	bornOn: string | null
	birthEstimated: boolean
	color: string | null
	microchip: string | null
	insurer: string | null
	insuranceNumber: string | null
	insuranceExpiresOn: string | null
	/**
	 * Internal
	 */
	notes: string | null
	status: 'active' | 'deceased' | 'moved'
	deceasedOn: string | null
	/**
	 * What an owner says has become of it, until the clinic confirms it
	 */
	report: {
		kind: 'deceased' | 'moved'
		on: string | null
		/**
		 * An instant, ISO 8601 with offset
		 */
		at: string
	} | null
	/**
	 * Nobody is reminded of anything about it
	 */
	silenced: boolean
	matchStatus: 'unconfirmed' | 'confirmed'
	weightKg: number | null
	owners: {
		/**
		 * A UUID
		 */
		id: string
		name: string | null
		phone: string | null
		email: string | null
		primary: boolean
		/**
		 * Theirs until that day; null: still
		 */
		until: string | null
	}[]
	alerts: StandingAlert[]
	/**
	 * What comes next, from its records
	 */
	due: {
		title: string
		/**
		 * A day in the clinic's zone
		 */
		on: string
		overdue: boolean
	}[]
	/**
	 * The newest first, at most 50
	 */
	visits: VisitBrief[]
	/**
	 * An instant, ISO 8601 with offset
	 */
	createdAt: string
}
export interface StandingAlert {
	/**
	 * A UUID
	 */
	id: string
	kind: 'allergy' | 'aggressive' | 'nervous' | 'medical' | 'mobility' | 'other'
	note: string | null
	visibility: Visibility
	/**
	 * The allergy that it warns of
	 */
	recordId: string | null
	statedBy: 'owner' | 'clinic'
	/**
	 * An instant, ISO 8601 with offset
	 */
	createdAt: string
}
export interface PetAlert {
	/**
	 * allergy, vaccine_due, handling …
	 */
	kind: string
	text: string
	/**
	 * Of a vaccine: when it was due
	 */
	since: string | null
}
export interface PetFile {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * A UUID
	 */
	petId: string
	kind: 'photo' | 'document'
	name: string
	contentType: 'image/webp' | 'image/jpeg' | 'application/pdf'
	bytes: number
	/**
	 * An instant, ISO 8601 with offset
	 */
	createdAt: string
	/**
	 * What the record calls it, or else its name
	 */
	title: string
	/**
	 * The document of the medical record that it belongs to
	 */
	recordId: string | null
	/**
	 * Whether its owners may see it
	 */
	visibility: 'shared' | 'internal'
	uploadedBy: {
		kind: 'owner' | 'staff' | 'key' | 'system'
		id: string | null
		name: string | null
	}
}
export interface PetFiles {
	/**
	 * The newest first
	 */
	files: PetFile[]
	nextCursor: string | null
}
export interface PetInvitation {
	clinic: {
		slug: string
		name: string
	}
	pet: {
		name: string
		species: Species
	}
	/**
	 * Who invites
	 */
	from: string | null
	/**
	 * An instant, ISO 8601 with offset
	 */
	expiresAt: string
}
export interface PetSharing {
	/**
	 * A UUID
	 */
	petId: string
	/**
	 * The first is whom the clinic writes to
	 */
	owners: {
		/**
		 * A UUID
		 */
		id: string
		name: string | null
		/**
		 * Whom the clinic writes to; they invite and remove
		 */
		primary: boolean
		you: boolean
		/**
		 * Has it so long
		 */
		since: string
	}[]
	/**
	 * Those that nobody has accepted, for the first owner only
	 */
	invitations: {
		/**
		 * A UUID
		 */
		id: string
		/**
		 * null: it was erased
		 */
		email: string | null
		/**
		 * An instant, ISO 8601 with offset
		 */
		sentAt: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		expiresAt: string
		expired: boolean
	}[]
}
export interface PetWeights {
	/**
	 * A UUID
	 */
	petId: string
	/**
	 * The oldest first; of one day the last word
	 */
	weights: {
		/**
		 * A day in the clinic's zone
		 */
		on: string
		kilograms: number
	}[]
}
export interface PlatformClinics {
	/**
	 * By their names in addresses
	 */
	clinics: PlatformClinic[]
	/**
	 * For `after`; null: there are no more
	 */
	next: string | null
}
export interface PlatformKey {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * Shown here and never again
	 */
	text: string
}
export interface PrescriptionRequest {
	/**
	 * A UUID
	 */
	id: string
	recordId: string | null
	medicine: string
	quantity: string | null
	notes: string | null
	status: PrescriptionStatus
	/**
	 * An instant, ISO 8601 with offset
	 */
	askedAt: string
	answeredAt: string | null
	/**
	 * Why it was declined
	 */
	reason: string | null
	handover: ('collect' | 'sent') | null
	readyAt: string | null
	withdrawnAt: string | null
	pet: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		species: Species
	}
	client: {
		/**
		 * A UUID
		 */
		id: string
		name: string | null
	}
	prescription: {
		dose: string | null
		quantity: string | null
		/**
		 * A day in the clinic's zone
		 */
		prescribedOn: string
		/**
		 * Beside this one
		 */
		repeatsLeft: number
		reviewOn: string | null
		reviewPassed: boolean
		withdrawn: boolean
	} | null
	/**
	 * Nobody has answered for two days
	 */
	overdue: boolean
	answeredBy: {
		/**
		 * A UUID
		 */
		id: string
		name: string
	} | null
}
export interface PrescriptionRequests {
	/**
	 * Open ones the oldest first, else the newest
	 */
	requests: PrescriptionRequest[]
	nextCursor: string | null
}
export interface Problem {
	/**
	 * Names the kind of problem; the same for the same code
	 */
	type: string
	title: string
	status: number
	/**
	 * What happened this time, for people
	 */
	detail: string
	code: ProblemCode
	/**
	 * Name this when you ask for help
	 */
	requestId: string
	/**
	 * Every bad field; empty when none is
	 */
	issues: ProblemIssue[]
	/**
	 * With appointment_moved: the id under which the appointment lives on; with visit_in_account: the path of the portal where its owner finds it
	 */
	movedTo?: undefined | string
	/**
	 * With visits_stranded: the visits that the change would strand
	 */
	stranded?: undefined | StrandedVisit[]
	report?: undefined | ImportReport1
}
export interface ProblemIssue {
	/**
	 * Dotted path of the field, empty for the whole part
	 */
	path: string
	in: 'body' | 'query' | 'params' | 'header'
	/**
	 * What is wrong, for programs
	 */
	code: string
	/**
	 * What is wrong, for people
	 */
	message: string
}
/**
 * With import_refused: what is wrong with the file, row by row
 */
export interface ImportReport1 {
	kind: ImportKind
	dryRun: boolean
	delimiter: ',' | ';' | '\t'
	/**
	 * What each column was taken for; null: left out
	 */
	columns: {
		header: string
		field: string | null
	}[]
	/**
	 * All that a column may be taken for
	 */
	fields: {
		name: string
		required: boolean
	}[]
	/**
	 * Without the header and empty ones
	 */
	rows: number
	created: number
	updated: number
	unchanged: number
	/**
	 * Rows with an error. If there is one, nothing is imported
	 */
	refused: number
	errors: number
	warnings: number
	/**
	 * The first thousand, errors before warnings
	 */
	problems: ImportProblem[]
}
export interface PublicKey {
	kty: 'OKP'
	crv: 'Ed25519'
	x: string
	/**
	 * Whom its tokens are for, and their month
	 */
	kid: string
	alg: 'EdDSA'
	use: 'sig'
}
export interface PublicKeys {
	keys: PublicKey[]
}
export interface Queues {
	requests: number
	matches: number
	callbacks: number
	callbacksOverdue: number
	prescriptions: number
}
export interface RebookSuggestion {
	/**
	 * The visit that would be had again
	 */
	appointmentId: string
	/**
	 * When that was
	 */
	was: string
	appointmentType: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		icon: string
	}
	/**
	 * The same as last time; null: no more, or not within the next weeks
	 */
	veterinarian: {
		/**
		 * A UUID
		 */
		id: string
		shortName: string
	} | null
	pets: {
		/**
		 * A UUID
		 */
		id: string
		name: string
		species: Species
	}[]
	price: Money | null
	visit: VisitOutput1
	/**
	 * What is asked before it can be booked; else two taps will do
	 */
	needs: ('triage' | 'answers')[]
	/**
	 * At most three, by what is usual; rising
	 */
	starts: {
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * A UUID
		 */
		veterinarianId: string
	}[]
}
/**
 * Goes with the booking as it is
 */
export interface VisitOutput1 {
	/**
	 * The animal; leave it out only where one species has rules
	 */
	species?: undefined | 'dog' | 'cat' | 'rabbit' | 'guinea_pig' | 'bird' | 'reptile' | 'other'
	/**
	 * Whether the clinic knows the owner
	 */
	client?: undefined | 'new' | 'existing'
	sex?: undefined | 'male' | 'female'
	/**
	 * Day of the earlier visit that the type asks for, by the owner's word
	 */
	lastVisit?: undefined | string
	pets: number
	problems: number
	/**
	 * Completed months today
	 */
	ageMonths?: undefined | number
	/**
	 * Completed weeks, for the young; wins
	 */
	ageWeeks?: undefined | number
	weightGrams?: undefined | number
	/**
	 * An amber sign was ticked: opens same-day times
	 */
	amber: boolean
}
export interface RebookSuggestions {
	timeZone: string
	suggestions: RebookSuggestion[]
}
export interface RecordsWritten {
	records: MedicalRecord[]
}
export interface RecoveryCodes {
	/**
	 * Each is good once, in place of the app’s code
	 */
	recoveryCodes: string[]
}
export interface RepeatPrescription {
	/**
	 * A UUID
	 */
	recordId: string
	product: string
	dose: string | null
	quantity: string | null
	/**
	 * A day in the clinic's zone
	 */
	prescribedOn: string
	repeatsLeft: number
	/**
	 * By then a vet wants to see the animal again
	 */
	reviewOn: string | null
	/**
	 * asked: there is an open request; checkup_needed: a visit comes first
	 */
	state: 'orderable' | 'asked' | 'checkup_needed'
}
export interface RepeatPrescriptions {
	/**
	 * The newest of each product
	 */
	prescriptions: RepeatPrescription[]
}
export interface Resource {
	/**
	 * A UUID
	 */
	id: string
	kind: 'veterinarian' | 'nurse' | 'room' | 'equipment' | 'cap'
	code: string | null
	name: string
	/**
	 * As said in a sentence: Dr Lind, Maren
	 */
	shortName: string
	title: string | null
	roomType: string | null
	/**
	 * Visits at once
	 */
	capacity: number
	skills: string[]
	/**
	 * Empty: all
	 */
	species: string[]
	languages: string[]
	color: string | null
	sortOrder: number
	bookableOnline: boolean
	active: boolean
}
export interface ResourceChanged {
	resource: Resource
	/**
	 * Booked visits that lose what they need; they stay until the clinic moves them
	 */
	stranded: StrandedVisit[]
}
export interface Resources {
	resources: Resource[]
}
export interface RuleDates {
	timeZone: string
	dates: {
		/**
		 * A day in the clinic's zone
		 */
		date: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		end: string
		/**
		 * What the clocks do to the times on that day
		 */
		notes: {
			code: 'skipped' | 'twice'
			/**
			 * As in: 01:30 does not exist on 28 March 2027
			 */
			message: string
		}[]
	}[]
	/**
	 * Whether the rule goes on after these
	 */
	more: boolean
}
export interface RuleOverride {
	/**
	 * Kept with the visit, for the clinic
	 */
	reason: string
	/**
	 * Also beside another visit: at most two more than there are places for
	 */
	overbook?: undefined | boolean
}
export interface RunningLate {
	/**
	 * In the order in which they are told: who has not set out comes first
	 */
	visits: {
		/**
		 * A UUID
		 */
		id: string
		reference: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		expectedStart: string
		/**
		 * How long this one waits: gaps make up for some of it
		 */
		minutes: number
		owner: string | null
		pets: string[]
		/**
		 * By the clock: whoever starts in less than 45 minutes may be on the way
		 */
		whereabouts: 'not_travelling' | 'maybe_travelling' | 'here'
		told: 'now' | 'earlier' | 'no' | 'no_address'
	}[]
}
export interface Schedule {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * A UUID
	 */
	resourceId: string
	kind: string
	label: string | null
	rrule: string
	/**
	 * A day in the clinic's zone
	 */
	anchorDate: string
	/**
	 * A wall time in the clinic's zone
	 */
	startTime: string
	/**
	 * A wall time in the clinic's zone
	 */
	endTime: string
	/**
	 * A day in the clinic's zone
	 */
	effectiveFrom: string
	effectiveUntil: string | null
	stepMinutes: number | null
	bufferMinutes: number
	lanes: number
	breaks: {
		start: string
		end: string
		description: string | null
		rrule: string | null
		anchorDate: string | null
	}[]
	appointmentTypeIds: string[] | null
	keepBack: (
		| {
				hoursBefore: number
				share: number
		  }
		| {
				/**
				 * A wall time in the clinic's zone
				 */
				at: string
				share: number
		  }
	)[]
}
export interface ScheduleChanged {
	schedule: Schedule
	/**
	 * Booked visits that lose what they need; they stay until the clinic moves them
	 */
	stranded: StrandedVisit[]
}
export interface ScheduleEnded {
	/**
	 * null: it is gone
	 */
	schedule: Schedule | null
	/**
	 * Booked visits that lose what they need; they stay until the clinic moves them
	 */
	stranded: StrandedVisit[]
}
export interface Schedules {
	schedules: Schedule[]
}
export interface SessionsEnded {
	ended: number
}
export interface SetupProfile {
	name: string
	about: string | null
	phone: string | null
	sms: string | null
	email: string | null
	website: string | null
	privacyUrl: string | null
	/**
	 * @maxItems 8
	 */
	address: string[]
	parking: string | null
	access: string | null
	/**
	 * When someone answers the phone. Weekday 0 is Monday; a day that is missing is closed
	 *
	 * @maxItems 7
	 */
	hours: {
		weekday: number
		/**
		 * A wall time in the clinic's zone
		 */
		opens: string
		/**
		 * A wall time in the clinic's zone
		 */
		closes: string
	}[]
	/**
	 * Whom owners call while the clinic is closed
	 */
	outOfHours: {
		name: string
		/**
		 * As people of the region write it; kept as E.164
		 */
		phone: string
		/**
		 * @maxItems 8
		 */
		address: string[]
		hours: string
		travelMinutes: number | null
	} | null
	cancellationPolicy: string
	/**
	 * Owners may check in from the car park
	 */
	carParkCheckIn: boolean
	/**
	 * For how long it waits for somebody who is late; others come first then
	 */
	lateCutOffMinutes: number
	/**
	 * When what was told by phone is forgotten. Records and visits stay
	 */
	retention: {
		/**
		 * After a call is done: who rang, and what they said
		 */
		callbackDays: number
		/**
		 * After an emergency is settled: who rang
		 */
		emergencyDays: number
	}
	/**
	 * The brand's colour; all others follow from it
	 */
	accent: string | null
	locale: string
	/**
	 * For national phone numbers, ISO 3166
	 */
	region: string
	/**
	 * To whose phones text messages may go; the region alone unless told otherwise
	 *
	 * @minItems 1
	 * @maxItems 20
	 */
	textCountries: string[]
	currency: string
	/**
	 * Changes only while no visits are booked
	 */
	timeZone: string
	units: 'metric' | 'imperial'
	pricesIncludeTax: boolean
}
export interface SeveralTimes {
	timeZone: string
	/**
	 * Those that have a time
	 */
	days: {
		/**
		 * A day in the clinic's zone
		 */
		date: string
		/**
		 * By their start; of each the one that is over soonest
		 */
		chains: {
			/**
			 * An instant, ISO 8601 with offset
			 */
			start: string
			/**
			 * An instant, ISO 8601 with offset
			 */
			end: string
			visits: {
				/**
				 * An instant, ISO 8601 with offset
				 */
				start: string
				/**
				 * An instant, ISO 8601 with offset
				 */
				end: string
				/**
				 * A UUID
				 */
				veterinarianId: string
			}[]
		}[]
	}[]
}
export interface StaffAvailability {
	timeZone: string
	/**
	 * A UUID
	 */
	appointmentTypeId: string
	durationMinutes: number
	/**
	 * A day in the clinic's zone
	 */
	from: string
	/**
	 * A day in the clinic's zone
	 */
	to: string
	/**
	 * Days with a free time, rising
	 */
	days: {
		/**
		 * A day in the clinic's zone
		 */
		date: string
		veterinarians: {
			/**
			 * A UUID
			 */
			id: string
			/**
			 * Items: An instant, ISO 8601 with offset
			 */
			starts: string[]
		}[]
	}[]
}
export interface StaffMe {
	user: StaffUser
	clinic: {
		/**
		 * A UUID
		 */
		id: string
		slug: string
		name: string
		timeZone: string
		locale: string
		currency: string
		phone: string | null
		accent: string | null
	}
}
export interface StaffUser {
	/**
	 * A UUID
	 */
	id: string
	name: string
	email: string | null
	title: string | null
	roles: ('admin' | 'veterinarian' | 'nurse' | 'receptionist')[]
	isActive: boolean
	hasPassword: boolean
	hasSecondFactor: boolean
	invitedAt: string | null
	lastLoginAt: string | null
}
export interface StaffMember {
	/**
	 * A UUID
	 */
	id: string
	name: string
	email: string | null
	title: string | null
	roles: ('admin' | 'veterinarian' | 'nurse' | 'receptionist')[]
	isActive: boolean
	/**
	 * Has a column in the calendar
	 */
	isSchedulable: boolean
	/**
	 * How and when they sign in: for administrators, and of oneself; else null
	 */
	signIn: {
		hasPassword: boolean
		hasSecondFactor: boolean
		invitedAt: string | null
		lastLoginAt: string | null
	} | null
}
export interface StaffMembers {
	staff: StaffMember[]
}
export interface StaffSession {
	/**
	 * For the header Authorization, as `Bearer …`
	 */
	accessToken: string
	/**
	 * Seconds that the access token lives
	 */
	expiresIn: number
	/**
	 * Outside of browsers; in a browser it is a cookie that no script can read
	 */
	refreshToken: string | null
	/**
	 * A UUID
	 */
	sessionId: string
	user: StaffUser
	clinic: {
		/**
		 * A UUID
		 */
		id: string
		slug: string
		name: string
		timeZone: string
		locale: string
		currency: string
		phone: string | null
		accent: string | null
	}
}
export interface StaffTriageQuestion {
	/**
	 * A UUID
	 */
	id: string
	text: string
	/**
	 * red: phone now, nothing is booked; amber: times that are kept for today
	 */
	level: 'red' | 'amber'
	/**
	 * null: all animals
	 */
	species: Species | null
	emphasis: string | null
	active: boolean
	/**
	 * Owners are asked this
	 */
	published: boolean
	/**
	 * The vet who approved these words; null: no vet has
	 */
	approved: {
		by: string | null
		/**
		 * An instant, ISO 8601 with offset
		 */
		at: string
	} | null
	/**
	 * What it is to be once a vet approves
	 */
	draft: {
		text: string
		/**
		 * red: phone now, nothing is booked; amber: times that are kept for today
		 */
		level: 'red' | 'amber'
		/**
		 * null: all animals
		 */
		species: Species | null
		emphasis: string | null
	} | null
}
export interface StrandedResolution {
	/**
	 * A UUID
	 */
	appointmentId: string
	do: 'keep' | 'move' | 'message'
}
export interface StrandedResolved {
	visits: {
		/**
		 * A UUID
		 */
		id: string
		reference: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		end: string
		/**
		 * A UUID
		 */
		veterinarianId: string
		typeId: string | null
		/**
		 * What is done about it; null: nothing was chosen
		 */
		resolution: ('keep' | 'move' | 'message') | null
		/**
		 * With `move`: the id, time and person that the visit has then
		 */
		movedTo: {
			/**
			 * A UUID
			 */
			id: string
			/**
			 * An instant, ISO 8601 with offset
			 */
			start: string
			/**
			 * A UUID
			 */
			veterinarianId: string
		} | null
	}[]
}
export interface SwappedAppointments {
	a: ClinicAppointment
	b: ClinicAppointment
}
export interface TriageQuestions {
	/**
	 * In the order of asking
	 */
	questions: StaffTriageQuestion[]
}
export interface TypeChanged {
	type: ClinicType
	/**
	 * Booked visits that lose what they need; they stay until the clinic moves them
	 */
	stranded: StrandedVisit[]
}
export interface Visit {
	/**
	 * The animal; leave it out only where one species has rules
	 */
	species?: undefined | 'dog' | 'cat' | 'rabbit' | 'guinea_pig' | 'bird' | 'reptile' | 'other'
	/**
	 * Whether the clinic knows the owner
	 */
	client?: undefined | 'new' | 'existing'
	sex?: undefined | 'male' | 'female'
	/**
	 * Day of the earlier visit that the type asks for, by the owner's word
	 */
	lastVisit?: undefined | string
	pets?: undefined | number
	problems?: undefined | number
	/**
	 * Completed months today
	 */
	ageMonths?: undefined | number
	/**
	 * Completed weeks, for the young; wins
	 */
	ageWeeks?: undefined | number
	weightGrams?: undefined | number
	/**
	 * An amber sign was ticked: opens same-day times
	 */
	amber?: undefined | boolean
}
export interface VisitAnswers {
	/**
	 * What is asked about these animals
	 */
	fields: FormField[]
	answers: {
		fieldId: string
		value: string | number | boolean | string[]
	}[]
	/**
	 * Fields that have to be answered and are not
	 */
	missing: string[]
	canAnswer: boolean
	/**
	 * An instant, ISO 8601 with offset
	 */
	until: string
}
export interface VisitDetails {
	appointment: ClinicAppointment
	typeName: string | null
	pets: VisitPet[]
	/**
	 * The oldest first
	 */
	events: VisitEvent[]
	/**
	 * In the form's order
	 */
	answers: {
		fieldId: string
		label: string
		type: string
		value: string | number | boolean | string[]
	}[]
	/**
	 * null: it was not asked
	 */
	triage: {
		signs: string[]
		/**
		 * An instant, ISO 8601 with offset
		 */
		answeredAt: string
	} | null
	notes: VisitNotes
	/**
	 * Who or what takes the visit beside more than there are places for
	 *
	 * Items: A UUID
	 */
	overbookedResourceIds: string[]
	/**
	 * What the owner was told, the newest first
	 */
	messages: {
		kind: string
		status: 'pending' | 'claimed' | 'sent' | 'failed' | 'cancelled'
		/**
		 * When it was sent, or is to be
		 */
		at: string
	}[]
	/**
	 * What may be done next
	 */
	actions: VisitAction[]
	/**
	 * What `undo` would take back
	 */
	undoes: {
		from: AppointmentStatus
		to: AppointmentStatus
	} | null
}
export interface VisitPet {
	/**
	 * A UUID
	 */
	id: string
	name: string
	species: Species
	breed: string | null
	sex: 'female' | 'male' | 'unknown'
	isNeutered: boolean | null
	birthDate: string | null
	weightKg: number | null
	microchip: string | null
	status: 'active' | 'deceased' | 'moved'
	alerts: PetAlert[]
	/**
	 * The newest first, at most ten
	 */
	earlierVisits: {
		/**
		 * A UUID
		 */
		id: string
		reference: string
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		status: AppointmentStatus
		typeName: string | null
		/**
		 * A UUID
		 */
		veterinarianId: string
		reason: string | null
	}[]
}
export interface VisitEvent {
	/**
	 * A UUID
	 */
	id: string
	/**
	 * An earlier one for what came before a move
	 */
	appointmentId: string
	/**
	 * status, details, placed, late
	 */
	kind: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	at: string
	actor: {
		kind: 'owner' | 'staff' | 'key' | 'system'
		id: string | null
		/**
		 * Of staff
		 */
		name: string | null
	}
	from: AppointmentStatus | null
	to: AppointmentStatus | null
	reason: string | null
	data: {
		[k: string]: string | number | boolean | null | string[]
	}
}
export interface VisitNotes {
	internal: string | null
	/**
	 * The owner may read it
	 */
	shared: string | null
	/**
	 * Of all that can be edited; goes with an edit
	 */
	version: string
}
export interface VisitPlan {
	/**
	 * As asked, with the override that was given
	 */
	possible: boolean
	/**
	 * What it takes; other: another time or person
	 */
	needs: 'nothing' | 'override' | 'overbook' | 'other'
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	end: string | null
	veterinarianId: string | null
	/**
	 * Items: A UUID
	 */
	resourceIds: string[]
	/**
	 * Items: A UUID
	 */
	overbookedResourceIds: string[]
	/**
	 * Every rule that it breaks
	 */
	broken: {
		code: string
		message: string
		veterinarianId: string | null
		/**
		 * Instants as text, in the clinic's zone
		 */
		data: {
			[k: string]: string | number | boolean | null | string[]
		}
	}[]
}
export interface ListAppointmentsQuery {
	/**
	 * Visits that start on this day or later
	 */
	from: string
	/**
	 * The last day, at most 92 days after from
	 */
	to: string
	/**
	 * Left out: all but earlier states of moved ones
	 */
	status?: undefined
		| 'pending'
		| 'confirmed'
		| 'reminded'
		| 'checked_in'
		| 'in_progress'
		| 'completed'
		| 'cancelled'
		| 'no_show'
		| 'rescheduled'
	veterinarianId?: undefined | string
	/**
	 * `nextCursor` of the page before
	 */
	cursor?: undefined | string
	limit?: undefined | number
}
export interface CreateVisitQuery {
	/**
	 * Answer with what the call would do, and do nothing
	 */
	dryRun?: undefined | boolean
}
export interface CreateVisitBody {
	/**
	 * A UUID
	 */
	appointmentTypeId?: undefined | string
	/**
	 * Minutes of the clinic's default type
	 */
	duration?: undefined | number
	visit?: undefined | Visit1
	method: 'phone' | 'walk_in' | 'admin'
	/**
	 * Known or new; a new one needs a phone or email but to walk in
	 */
	client:
		| {
				/**
				 * A UUID
				 */
				id: string
		  }
		| {
				create: {
					name: string
					email?: undefined | string
					/**
					 * Any format; read in the clinic's region
					 */
					phone?: undefined | string
					locale?: undefined | string
				}
		  }
	/**
	 * @minItems 1
	 * @maxItems 6
	 */
	pets: (
		| {
				/**
				 * A UUID
				 */
				id: string
		  }
		| {
				create: {
					name: string
					species: Species
					breed?: undefined | string
					age?: undefined | 'under_1' | '1_to_7' | '8_or_over'
					/**
					 * A day in the clinic's zone
					 */
					birthDate?: undefined | string
					sex?: undefined | 'male' | 'female'
				}
		  }
	)[]
	/**
	 * `next`: the first free time from now on
	 */
	start: string | ('now' | 'next')
	/**
	 * null means any: the server chooses
	 */
	veterinarianId: string | null
	/**
	 * Left out: the type's
	 */
	durationMinutes?: undefined | number
	/**
	 * Left out: confirmed, or checked_in for a walk-in
	 */
	status?: undefined | 'confirmed' | 'checked_in' | 'in_progress'
	/**
	 * In a few words
	 */
	reason?: undefined | string
	/**
	 * What the owner said
	 */
	notes?: undefined | string
	internalNotes?: undefined | string
	/**
	 * The owner may read it
	 */
	sharedNotes?: undefined | string
	/**
	 * None is required of staff
	 *
	 * @maxItems 40
	 */
	answers?: undefined | {
		fieldId: string
		value: string | number | boolean | string[]
	}[]
	/**
	 * Left out: the type's price
	 */
	estimatedCost?: undefined | string
	override?: undefined | RuleOverride
	/**
	 * By mail, where there is an address
	 */
	tellOwner?: undefined | boolean
}
/**
 * What is left out is taken from the first pet
 */
export interface Visit1 {
	/**
	 * The animal; leave it out only where one species has rules
	 */
	species?: undefined | 'dog' | 'cat' | 'rabbit' | 'guinea_pig' | 'bird' | 'reptile' | 'other'
	/**
	 * Whether the clinic knows the owner
	 */
	client?: undefined | 'new' | 'existing'
	sex?: undefined | 'male' | 'female'
	/**
	 * Day of the earlier visit that the type asks for, by the owner's word
	 */
	lastVisit?: undefined | string
	pets?: undefined | number
	problems?: undefined | number
	/**
	 * Completed months today
	 */
	ageMonths?: undefined | number
	/**
	 * Completed weeks, for the young; wins
	 */
	ageWeeks?: undefined | number
	weightGrams?: undefined | number
	/**
	 * An amber sign was ticked: opens same-day times
	 */
	amber?: undefined | boolean
}
export interface EditVisitBody {
	/**
	 * `notes.version` as it was read
	 */
	version: string
	internalNotes?: undefined | string | null
	/**
	 * The owner may read it
	 */
	sharedNotes?: undefined | string | null
	reason?: undefined | string | null
	estimatedCost?: undefined | string | null
}
export interface CancelForClinicBody {
	/**
	 * Kept with the visit, for the clinic
	 */
	reason?: undefined | string
}
export interface DeclineAppointmentBody {
	/**
	 * Kept with the visit, for the clinic
	 */
	reason: string
}
export interface MoveVisitQuery {
	/**
	 * Answer with what the call would do, and do nothing
	 */
	dryRun?: undefined | boolean
}
export interface MoveVisitBody {
	/**
	 * Left out: as it is
	 */
	start?: undefined | string
	/**
	 * Left out: as it is; null means any
	 */
	veterinarianId?: undefined | string | null
	/**
	 * Left out: as it is
	 */
	durationMinutes?: undefined | number
	override?: undefined | RuleOverride
	/**
	 * By mail, where there is an address
	 */
	tellOwner?: undefined | boolean
}
export interface PreviewLetterQuery {
	kind?: undefined | 'move' | 'cancel' | 'decline' | 'running_late'
	/**
	 * Of a move; left out: as it is
	 */
	start?: undefined | string
	/**
	 * Of a move; left out: as it is
	 */
	veterinarianId?: undefined | string
	/**
	 * Of a move; left out: as it is
	 */
	durationMinutes?: undefined | number
	/**
	 * With running_late: how late
	 */
	minutes?: undefined | number
}
export interface WriteVisitRecordsBody {
	/**
	 * All or none
	 *
	 * @minItems 1
	 * @maxItems 40
	 */
	records: {
		content: RecordContent
		/**
		 * Today unless told
		 */
		occurredOn?: undefined | string
		/**
		 * Whether its owners may see it
		 */
		visibility?: undefined | 'shared' | 'internal'
		/**
		 * Left out: the only pet there is
		 */
		petId?: undefined | string
	}[]
}
export interface SetVisitStatusBody {
	to: 'checked_in' | 'in_progress' | 'completed' | 'no_show'
	/**
	 * With completed
	 */
	finalCost?: undefined | string
	/**
	 * Kept with the visit, for the clinic
	 */
	reason?: undefined | string
}
export interface UndoVisitChangeBody {
	override?: undefined | RuleOverride1
}
/**
 * For a cancelled visit whose time is not free
 */
export interface RuleOverride1 {
	/**
	 * Kept with the visit, for the clinic
	 */
	reason: string
	/**
	 * Also beside another visit: at most two more than there are places for
	 */
	overbook?: undefined | boolean
}
export interface SwapAppointmentsBody {
	/**
	 * A UUID
	 */
	a: string
	/**
	 * A UUID
	 */
	b: string
}
export interface ListAuditQuery {
	/**
	 * Entries a page
	 */
	limit?: undefined | number
	/**
	 * `nextCursor` of the page before
	 */
	cursor?: undefined | string
	/**
	 * Only about one kind of thing: `staff`, `schedule` …
	 */
	subject?: undefined | string
}
export interface StaffAvailabilityQuery {
	appointmentTypeId?: undefined | string
	/**
	 * Minutes of the clinic's default type
	 */
	duration?: undefined | number
	/**
	 * The animal; leave it out only where one species has rules
	 */
	species?: undefined | 'dog' | 'cat' | 'rabbit' | 'guinea_pig' | 'bird' | 'reptile' | 'other'
	/**
	 * Whether the clinic knows the owner
	 */
	client?: undefined | 'new' | 'existing'
	sex?: undefined | 'male' | 'female'
	/**
	 * Day of the earlier visit that the type asks for, by the owner's word
	 */
	lastVisit?: undefined | string
	pets?: undefined | number
	problems?: undefined | number
	ageMonths?: undefined | number
	ageWeeks?: undefined | number
	weightGrams?: undefined | number
	amber?: undefined | boolean
	/**
	 * Only this vet or nurse; left out means any
	 */
	veterinarianId?: undefined | string
	/**
	 * One day; the short form of from = to
	 */
	date?: undefined | string
	from?: undefined | string
	/**
	 * Last day, at most 62 days after from
	 */
	to?: undefined | string
}
export interface ListForeignBusyQuery {
	/**
	 * A day in the clinic's zone
	 */
	from: string
	/**
	 * A day in the clinic's zone
	 */
	to: string
	resourceId?: undefined | string
}
export interface ListCallbacksQuery {
	status?: undefined | 'open' | 'done'
}
export interface FinishCallbackBody {
	outcome?: undefined | string
}
export interface LinkCallbackBody {
	/**
	 * A UUID
	 */
	clientId?: undefined | string
	/**
	 * A UUID
	 */
	petId?: undefined | string
}
export interface ListClientsQuery {
	matchStatus?: undefined | 'unconfirmed' | 'confirmed'
	/**
	 * `nextCursor` of the page before
	 */
	cursor?: undefined | string
	limit?: undefined | number
}
export interface CreateClientBody {
	name: string
	email?: undefined | string
	/**
	 * Any format; read in the clinic's region, kept as E.164
	 */
	phone?: undefined | string
	locale?: undefined | string
	notes?: undefined | string
	/**
	 * Made together with their owner
	 *
	 * @maxItems 12
	 */
	pets?: undefined | {
		name: string
		species: Species
		breed?: undefined | string
		sex?: undefined | 'female' | 'male' | 'unknown'
		neutered?: undefined | boolean
		/**
		 * A day in the clinic's zone
		 */
		bornOn?: undefined | string
		birthEstimated?: undefined | boolean
		color?: undefined | string
		microchip?: undefined | string
		insurer?: undefined | string
		insuranceNumber?: undefined | string
		/**
		 * A day in the clinic's zone
		 */
		insuranceExpiresOn?: undefined | string
		notes?: undefined | string
	}[]
}
export interface ChangeClientBody {
	name?: undefined | string
	email?: undefined | string | null
	phone?: undefined | string | null
	locale?: undefined | string | null
	notes?: undefined | string | null
	contactIsShared?: undefined | boolean
}
export interface EraseClientBody {
	/**
	 * What becomes of visits ahead. One that is kept stays booked under no name
	 */
	upcomingVisits?: undefined | 'cancel' | 'keep'
}
export interface HoldClientBody {
	/**
	 * For the clinic’s own eyes
	 */
	reason: string
}
export interface DismissConflictBody {
	/**
	 * A UUID
	 */
	feedId: string
	/**
	 * A UUID
	 */
	appointmentId: string
	/**
	 * Of the foreign time, as listed
	 */
	start: string
	/**
	 * An instant, ISO 8601 with offset
	 */
	end: string
}
export interface DiaryQuery {
	/**
	 * A day in the clinic's zone
	 */
	from: string
	/**
	 * A day in the clinic's zone
	 */
	to: string
}
export interface ListEmergenciesQuery {
	status?: undefined | 'open' | 'assigned' | 'closed'
}
export interface RecordEmergencyBody {
	/**
	 * A life is at stake, or it has to be seen today
	 */
	severity: 'life_threatening' | 'urgent'
	species: Species
	/**
	 * What has happened, in a few words
	 */
	complaint?: undefined | string
	caller?: undefined | {
		name?: undefined | string
		/**
		 * Any format; read in the clinic's region
		 */
		phone?: undefined | string
	}
	/**
	 * 0: they are here
	 */
	arrivesInMinutes?: undefined | number
	/**
	 * How long it will take; left out: 45 for a life, 20 otherwise
	 */
	minutes?: undefined | number
}
export interface ApproveEmergencyPlanBody {
	/**
	 * A UUID
	 */
	appointmentTypeId: string
	minutes: number
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * A UUID
	 */
	veterinarianId: string
	/**
	 * @maxItems 12
	 */
	moves: {
		/**
		 * A UUID
		 */
		appointmentId: string
		/**
		 * Where it was when the plan was made
		 */
		from: {
			/**
			 * An instant, ISO 8601 with offset
			 */
			start: string
			/**
			 * A UUID
			 */
			veterinarianId: string
		}
		to: {
			/**
			 * An instant, ISO 8601 with offset
			 */
			start: string
			/**
			 * A UUID
			 */
			veterinarianId: string
		}
	}[]
}
export interface AssignEmergencyBody {
	/**
	 * Who sees it at once; the calendar stays as it is
	 */
	veterinarianId?: undefined | string
	/**
	 * A visit that was booked for it
	 */
	appointmentId?: undefined | string
}
export interface CloseEmergencyBody {
	outcome: 'seen' | 'referred' | 'advised' | 'did_not_come' | 'mistake'
}
export interface PlanEmergencyQuery {
	/**
	 * Left out: the clinic's urgent type
	 */
	appointmentTypeId?: undefined | string
	/**
	 * Left out: as it was recorded
	 */
	minutes?: undefined | number
}
export interface ExplainQuery {
	appointmentTypeId?: undefined | string
	/**
	 * Minutes of the clinic's default type
	 */
	duration?: undefined | number
	/**
	 * The animal; leave it out only where one species has rules
	 */
	species?: undefined | 'dog' | 'cat' | 'rabbit' | 'guinea_pig' | 'bird' | 'reptile' | 'other'
	/**
	 * Whether the clinic knows the owner
	 */
	client?: undefined | 'new' | 'existing'
	sex?: undefined | 'male' | 'female'
	/**
	 * Day of the earlier visit that the type asks for, by the owner's word
	 */
	lastVisit?: undefined | string
	pets?: undefined | number
	problems?: undefined | number
	ageMonths?: undefined | number
	ageWeeks?: undefined | number
	weightGrams?: undefined | number
	amber?: undefined | boolean
	/**
	 * Left out: everyone
	 */
	veterinarianId?: undefined | string
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * Staff are not bound by notice, horizon, booking mode and online visibility
	 */
	asker?: undefined | 'owner' | 'staff'
}
export interface CreateFeedBody {
	/**
	 * A UUID
	 */
	resourceId: string
	label: string
	/**
	 * The secret address of a calendar in iCal format; kept encrypted
	 */
	address: string
}
export interface ChangeFeedBody {
	label?: undefined | string
	/**
	 * The secret address of a calendar in iCal format; kept encrypted
	 */
	address?: undefined | string
	active?: undefined | boolean
}
export interface DownloadFileQuery {
	/**
	 * Of a photo
	 */
	size?: undefined | 'full' | 'thumbnail'
}
export interface ChangeFileBody {
	visibility: Visibility
}
export interface ListHolidaysQuery {
	/**
	 * Left out: the clinic's own
	 */
	country?: undefined | string
	region?: undefined | string
	year: number
}
export interface CloseHolidaysQuery {
	/**
	 * Answer with what the change would do, and do nothing
	 */
	dryRun?: undefined | boolean
}
export interface CloseHolidaysBody {
	/**
	 * ISO 3166
	 */
	country: string
	region?: undefined | string | null
	/**
	 * @minItems 1
	 * @maxItems 60
	 */
	days: {
		/**
		 * A day in the clinic's zone
		 */
		date: string
		name: string
	}[]
	/**
	 * Do it although visits lose what they need; they stay booked for the clinic to move
	 */
	allowStranded?: undefined | boolean
	/**
	 * For visits that lose what they need: `keep` as booked, `move` to the next free time, or `message` the owner to choose another time. Others than these are done nothing about
	 *
	 * @maxItems 200
	 */
	resolutions?: undefined | StrandedResolution[]
}
export interface ImportRowsQuery {
	/**
	 * What the rows of a file are
	 */
	kind: 'clients' | 'pets' | 'records'
	/**
	 * Answer with what the change would do, and do nothing
	 */
	dryRun?: undefined | boolean
	/**
	 * How days are written: 2026-11-05, 5/11/2026 or 11/5/2026. The first is always read
	 */
	dateFormat?: undefined | 'iso' | 'dmy' | 'mdy'
	/**
	 * Of weights that name none
	 */
	weightUnit?: undefined | 'kg' | 'lb'
	mapping?: undefined | string
}
export interface CreateKeyBody {
	kind: 'publishable' | 'secret'
	/**
	 * For people: where the key is used
	 */
	label: string
	/**
	 * Websites whose pages may use it
	 *
	 * @maxItems 50
	 */
	allowedOrigins?: undefined | string[]
	/**
	 * For apps: may write without an Origin
	 */
	native?: undefined | boolean
	/**
	 * What a secret key may do
	 *
	 * @maxItems 8
	 */
	scopes?: undefined | (
		| 'read'
		| 'schedule:write'
		| 'appointments:write'
		| 'records:write'
		| 'people:write'
		| 'setup:write'
		| 'staff:write'
		| 'export'
	)[]
}
export interface ChangeKeyBody {
	label?: undefined | string
	/**
	 * Websites whose pages may use it
	 *
	 * @maxItems 50
	 */
	allowedOrigins?: undefined | string[]
	native?: undefined | boolean
}
export interface LinkMatchBody {
	/**
	 * A UUID
	 */
	intoClientId: string
	/**
	 * Which of the pets are known; null or left out: a new one
	 *
	 * @maxItems 12
	 */
	pets: {
		/**
		 * A UUID
		 */
		petId: string
		intoPetId: string | null
	}[]
}
export interface RemoveAuthenticatorBody {
	/**
	 * Not needed where there is none yet
	 */
	password?: undefined | string
}
export interface BeginAuthenticatorBody {
	/**
	 * Not needed where there is none yet
	 */
	password?: undefined | string
}
export interface ConfirmAuthenticatorBody {
	code: string
}
export interface ChangeOwnPasswordBody {
	/**
	 * Not needed where there is none yet
	 */
	current?: undefined | string
	password: string
}
export interface RenewRecoveryCodesBody {
	/**
	 * Not needed where there is none yet
	 */
	password?: undefined | string
}
export interface ListOverridesQuery {
	/**
	 * A day in the clinic's zone
	 */
	from: string
	/**
	 * A day in the clinic's zone
	 */
	to: string
	resourceId?: undefined | string
}
export interface CreateOverrideQuery {
	/**
	 * Answer with what the change would do, and do nothing
	 */
	dryRun?: undefined | boolean
}
export interface CreateOverrideBody {
	/**
	 * null: the whole clinic
	 */
	resourceId: string | null
	type: 'unavailable' | 'custom_hours' | 'emergency_only'
	/**
	 * Once: on this day
	 */
	date?: undefined | string | null
	/**
	 * Again and again, from anchorDate
	 */
	rrule?: undefined | string | null
	anchorDate?: undefined | string | null
	/**
	 * The last day of a rule without an end
	 */
	effectiveUntil?: undefined | string | null
	/**
	 * null, both: the whole day
	 */
	startTime?: undefined | string | null
	endTime?: undefined | string | null
	/**
	 * Emergency time becomes normal time so long before it begins
	 */
	releaseHoursBefore?: undefined | number | null
	/**
	 * The same at a time of that day
	 */
	releaseAt?: undefined | string | null
	/**
	 * For the staff only
	 */
	reason?: undefined | string | null
	/**
	 * Do it although visits lose what they need; they stay booked for the clinic to move
	 */
	allowStranded?: undefined | boolean
	/**
	 * For visits that lose what they need: `keep` as booked, `move` to the next free time, or `message` the owner to choose another time. Others than these are done nothing about
	 *
	 * @maxItems 200
	 */
	resolutions?: undefined | StrandedResolution[]
}
export interface RemoveOverrideQuery {
	/**
	 * Answer with what the change would do, and do nothing
	 */
	dryRun?: undefined | boolean
	/**
	 * Do it although visits lose what they need
	 */
	allowStranded?: undefined | boolean
}
export interface ReplaceOverrideQuery {
	/**
	 * Answer with what the change would do, and do nothing
	 */
	dryRun?: undefined | boolean
}
export interface ReplaceOverrideBody {
	/**
	 * null: the whole clinic
	 */
	resourceId: string | null
	type: 'unavailable' | 'custom_hours' | 'emergency_only'
	/**
	 * Once: on this day
	 */
	date?: undefined | string | null
	/**
	 * Again and again, from anchorDate
	 */
	rrule?: undefined | string | null
	anchorDate?: undefined | string | null
	/**
	 * The last day of a rule without an end
	 */
	effectiveUntil?: undefined | string | null
	/**
	 * null, both: the whole day
	 */
	startTime?: undefined | string | null
	endTime?: undefined | string | null
	/**
	 * Emergency time becomes normal time so long before it begins
	 */
	releaseHoursBefore?: undefined | number | null
	/**
	 * The same at a time of that day
	 */
	releaseAt?: undefined | string | null
	/**
	 * For the staff only
	 */
	reason?: undefined | string | null
	/**
	 * Do it although visits lose what they need; they stay booked for the clinic to move
	 */
	allowStranded?: undefined | boolean
	/**
	 * For visits that lose what they need: `keep` as booked, `move` to the next free time, or `message` the owner to choose another time. Others than these are done nothing about
	 *
	 * @maxItems 200
	 */
	resolutions?: undefined | StrandedResolution[]
}
export interface ReadPasswordLinkBody {
	/**
	 * What the link carries in its fragment
	 */
	token: string
}
export interface MailPasswordResetBody {
	/**
	 * The clinic's name in addresses: `wrenfold`
	 */
	clinic: string
	email: string
}
export interface SetPasswordBody {
	/**
	 * What the link carries in its fragment
	 */
	token: string
	password: string
}
export interface EndPauseQuery {
	/**
	 * Left out: the pause of everyone
	 */
	resourceId?: undefined | string
}
export interface PauseBookingBody {
	/**
	 * A vet or nurse; null: everyone
	 */
	resourceId: string | null
	/**
	 * From now on
	 */
	hours?: undefined | number
	/**
	 * An instant, ISO 8601 with offset
	 */
	until?: undefined | string
	/**
	 * For the clinic; owners are not told
	 */
	reason?: undefined | string
}
export interface CreatePetBody {
	name: string
	species: Species
	breed?: undefined | string
	sex?: undefined | 'female' | 'male' | 'unknown'
	neutered?: undefined | boolean
	/**
	 * A day in the clinic's zone
	 */
	bornOn?: undefined | string
	birthEstimated?: undefined | boolean
	color?: undefined | string
	microchip?: undefined | string
	insurer?: undefined | string
	insuranceNumber?: undefined | string
	/**
	 * A day in the clinic's zone
	 */
	insuranceExpiresOn?: undefined | string
	notes?: undefined | string
	/**
	 * The first is whom the clinic writes to
	 *
	 * @minItems 1
	 * @maxItems 6
	 *
	 * Items: A UUID
	 */
	ownerIds: string[]
}
export interface ChangePetBody {
	name?: undefined | string
	species?: undefined | Species
	breed?: undefined | string | null
	sex?: undefined | 'female' | 'male' | 'unknown'
	neutered?: undefined | boolean | null
	bornOn?: undefined | string | null
	birthEstimated?: undefined | boolean
	color?: undefined | string | null
	microchip?: undefined | string | null
	insurer?: undefined | string | null
	insuranceNumber?: undefined | string | null
	insuranceExpiresOn?: undefined | string | null
	notes?: undefined | string | null
	/**
	 * Death has a call of its own
	 */
	status?: undefined | 'active' | 'moved'
	/**
	 * The first is whom the clinic writes to
	 *
	 * @minItems 1
	 * @maxItems 6
	 *
	 * Items: A UUID
	 */
	ownerIds?: undefined | string[]
}
export interface AddPetAlertBody {
	kind: 'allergy' | 'aggressive' | 'nervous' | 'medical' | 'mobility' | 'other'
	note?: undefined | string
	/**
	 * Whether its owners may see it
	 */
	visibility?: undefined | 'shared' | 'internal'
}
export interface MarkPetDeceasedBody {
	/**
	 * Today unless told
	 */
	on?: undefined | string
}
export interface AddDocumentQuery {
	/**
	 * As it is called where it comes from; a tidied form of it is kept
	 */
	name: string
	/**
	 * What it is; its name, unless told
	 */
	title?: undefined | string
	/**
	 * Whether its owners may see it
	 */
	visibility?: undefined | 'shared' | 'internal'
}
export interface ListFilesQuery {
	/**
	 * `nextCursor` of the page before
	 */
	cursor?: undefined | string
}
export interface ListRecordsQuery {
	kind?: undefined | 'visit' | 'vaccination' | 'prescription' | 'lab_result' | 'weight' | 'allergy' | 'document'
	/**
	 * `nextCursor` of the page before
	 */
	cursor?: undefined | string
}
export interface WriteRecordBody {
	content: RecordContent
	/**
	 * Today unless told
	 */
	occurredOn?: undefined | string
	/**
	 * Whether its owners may see it
	 */
	visibility?: undefined | 'shared' | 'internal'
	/**
	 * A UUID
	 */
	appointmentId?: undefined | string
}
export interface ListPrescriptionRequestsQuery {
	status?: undefined | 'open' | 'done'
	/**
	 * `nextCursor` of the page before
	 */
	cursor?: undefined | string
}
export interface DeclinePrescriptionBody {
	/**
	 * For the owner to read
	 */
	reason: string
}
export interface ReadyPrescriptionBody {
	/**
	 * collect: it waits at the clinic; sent: it is on its way
	 */
	handover: 'collect' | 'sent'
}
export interface ChangeProfileBody {
	name?: undefined | string
	about?: undefined | string | null
	/**
	 * As people of the region write it; kept as E.164
	 */
	phone?: undefined | string
	sms?: undefined | string | null
	email?: undefined | string | null
	website?: undefined | string | null
	privacyUrl?: undefined | string | null
	/**
	 * @maxItems 8
	 */
	address?: undefined | string[]
	parking?: undefined | string | null
	access?: undefined | string | null
	/**
	 * When someone answers the phone. Weekday 0 is Monday; a day that is missing is closed
	 *
	 * @maxItems 7
	 */
	hours?: undefined | {
		weekday: number
		/**
		 * A wall time in the clinic's zone
		 */
		opens: string
		/**
		 * A wall time in the clinic's zone
		 */
		closes: string
	}[]
	/**
	 * Whom owners call while the clinic is closed
	 */
	outOfHours?: undefined | {
		name: string
		/**
		 * As people of the region write it; kept as E.164
		 */
		phone: string
		/**
		 * @maxItems 8
		 */
		address?: undefined | string[]
		hours?: undefined | string
		travelMinutes?: undefined | number | null
	} | null
	cancellationPolicy?: undefined | string
	/**
	 * Owners may check in from the car park
	 */
	carParkCheckIn?: undefined | boolean
	/**
	 * For how long it waits for somebody who is late; others come first then
	 */
	lateCutOffMinutes?: undefined | number
	/**
	 * When what was told by phone is forgotten. Records and visits stay
	 */
	retention?: undefined | {
		/**
		 * After a call is done: who rang, and what they said
		 */
		callbackDays: number
		/**
		 * After an emergency is settled: who rang
		 */
		emergencyDays: number
	}
	/**
	 * The brand's colour; all others follow from it
	 */
	accent?: undefined | string | null
	locale?: undefined | string
	/**
	 * For national phone numbers, ISO 3166
	 */
	region?: undefined | string
	/**
	 * To whose phones text messages may go; the region alone unless told otherwise
	 *
	 * @minItems 1
	 * @maxItems 20
	 */
	textCountries?: undefined | string[]
	currency?: undefined | string
	/**
	 * Changes only while no visits are booked
	 */
	timeZone?: undefined | string
	units?: undefined | 'metric' | 'imperial'
	pricesIncludeTax?: undefined | boolean
}
export interface CorrectRecordBody {
	content: RecordContent
	/**
	 * Today unless told
	 */
	occurredOn?: undefined | string
	/**
	 * Whether its owners may see it
	 */
	visibility?: undefined | 'shared' | 'internal'
	/**
	 * The one that is corrected
	 */
	version: number
	/**
	 * Why it was wrong
	 */
	reason: string
}
export interface WithdrawRecordBody {
	version: number
	/**
	 * Why it does not belong here
	 */
	reason: string
}
export interface CreateResourceQuery {
	/**
	 * Answer with what the change would do, and do nothing
	 */
	dryRun?: undefined | boolean
}
export interface CreateResourceBody {
	kind: 'veterinarian' | 'nurse' | 'room' | 'equipment' | 'cap'
	/**
	 * What types point to; made of the name when left out
	 */
	code?: undefined | string
	name: string
	/**
	 * Of a person, as owners read it beside the name
	 */
	title?: undefined | string | null
	/**
	 * Of a room: what appointment types ask for
	 */
	roomType?: undefined | string | null
	capacity?: undefined | number
	/**
	 * @maxItems 30
	 */
	skills?: undefined | string[]
	/**
	 * Empty: all
	 *
	 * @maxItems 7
	 */
	species?: undefined | Species[]
	/**
	 * @maxItems 20
	 */
	languages?: undefined | string[]
	color?: undefined | string | null
	/**
	 * Left out: last of its kind
	 */
	sortOrder?: undefined | number
	bookableOnline?: undefined | boolean
}
export interface ChangeResourceQuery {
	/**
	 * Answer with what the change would do, and do nothing
	 */
	dryRun?: undefined | boolean
}
export interface ChangeResourceBody {
	name?: undefined | string
	/**
	 * Of a person, as owners read it beside the name
	 */
	title?: undefined | string | null
	/**
	 * Of a room: what appointment types ask for
	 */
	roomType?: undefined | string | null
	capacity?: undefined | number
	/**
	 * @maxItems 30
	 */
	skills?: undefined | string[]
	/**
	 * Empty: all
	 *
	 * @maxItems 7
	 */
	species?: undefined | Species[]
	/**
	 * @maxItems 20
	 */
	languages?: undefined | string[]
	color?: undefined | string | null
	sortOrder?: undefined | number
	bookableOnline?: undefined | boolean
	active?: undefined | boolean
	/**
	 * Do it although visits lose what they need; they stay booked for the clinic to move
	 */
	allowStranded?: undefined | boolean
	/**
	 * For visits that lose what they need: `keep` as booked, `move` to the next free time, or `message` the owner to choose another time. Others than these are done nothing about
	 *
	 * @maxItems 200
	 */
	resolutions?: undefined | StrandedResolution[]
}
export interface PreviewRuleQuery {
	/**
	 * RFC 5545, days only: FREQ is DAILY, WEEKLY, MONTHLY or YEARLY
	 */
	rrule: string
	/**
	 * The rule's first day
	 */
	anchorDate: string
	/**
	 * Left out: the first day, or today if that is later
	 */
	from?: undefined | string
	/**
	 * The last day
	 */
	until?: undefined | string
	/**
	 * Left out, both: whole days
	 */
	startTime?: undefined | string
	endTime?: undefined | string
	limit?: undefined | number
}
export interface TellRunningLateQuery {
	/**
	 * Answer with what the call would do, and do nothing
	 */
	dryRun?: undefined | boolean
}
export interface TellRunningLateBody {
	/**
	 * A UUID
	 */
	veterinarianId: string
	/**
	 * How late the next visit will begin
	 */
	minutes: number
	/**
	 * Whom to tell; left out: everyone who has not arrived and waits ten minutes or more
	 *
	 * @maxItems 60
	 *
	 * Items: A UUID
	 */
	appointmentIds?: undefined | string[]
}
export interface ListSchedulesQuery {
	resourceId?: undefined | string
	/**
	 * Those in force on that day; left out: all that have not ended
	 */
	on?: undefined | string
}
export interface CreateScheduleQuery {
	/**
	 * Answer with what the change would do, and do nothing
	 */
	dryRun?: undefined | boolean
}
export interface CreateScheduleBody {
	/**
	 * A UUID
	 */
	resourceId: string
	/**
	 * In surgery, theatre support and admin only the types listed can be booked
	 */
	kind?: undefined
		| 'consult'
		| 'nurse_clinic'
		| 'tech_clinic'
		| 'exam_support'
		| 'surgery'
		| 'theatre_support'
		| 'admin'
	label?: undefined | string | null
	/**
	 * RFC 5545, days only: FREQ is DAILY, WEEKLY, MONTHLY or YEARLY
	 */
	rrule: string
	/**
	 * The rule's first day; left out: effectiveFrom
	 */
	anchorDate?: undefined | string
	/**
	 * A wall time in the clinic's zone
	 */
	startTime: string
	/**
	 * A wall time in the clinic's zone
	 */
	endTime: string
	/**
	 * A day in the clinic's zone
	 */
	effectiveFrom: string
	/**
	 * The last day; null: without end
	 */
	effectiveUntil?: undefined | string | null
	stepMinutes?: undefined | number | null
	bufferMinutes?: undefined | number
	/**
	 * At most the resource's capacity
	 */
	lanes?: undefined | number
	/**
	 * @maxItems 20
	 */
	breaks?: undefined | {
		/**
		 * A wall time in the clinic's zone
		 */
		start: string
		/**
		 * A wall time in the clinic's zone
		 */
		end: string
		description?: undefined | string
		/**
		 * Left out: on every day of the schedule
		 */
		rrule?: undefined | string
		/**
		 * The rule's first day; left out: the schedule's
		 */
		anchorDate?: undefined | string
	}[]
	/**
	 * null: all; empty: nothing can be booked in these hours
	 */
	appointmentTypeIds?: undefined | string[] | null
	/**
	 * The share of a day kept for same-day visits, before each step
	 *
	 * @maxItems 12
	 */
	keepBack?: undefined | (
		| {
				hoursBefore: number
				share: number
		  }
		| {
				/**
				 * A wall time in the clinic's zone
				 */
				at: string
				share: number
		  }
	)[]
	/**
	 * Do it although visits lose what they need; they stay booked for the clinic to move
	 */
	allowStranded?: undefined | boolean
	/**
	 * For visits that lose what they need: `keep` as booked, `move` to the next free time, or `message` the owner to choose another time. Others than these are done nothing about
	 *
	 * @maxItems 200
	 */
	resolutions?: undefined | StrandedResolution[]
}
export interface EndScheduleQuery {
	/**
	 * Answer with what the change would do, and do nothing
	 */
	dryRun?: undefined | boolean
	/**
	 * Do it although visits lose what they need
	 */
	allowStranded?: undefined | boolean
	/**
	 * The first day without it; left out: today
	 */
	from?: undefined | string
}
export interface ReplaceScheduleQuery {
	/**
	 * Answer with what the change would do, and do nothing
	 */
	dryRun?: undefined | boolean
}
export interface ReplaceScheduleBody {
	/**
	 * A UUID
	 */
	resourceId: string
	/**
	 * In surgery, theatre support and admin only the types listed can be booked
	 */
	kind?: undefined
		| 'consult'
		| 'nurse_clinic'
		| 'tech_clinic'
		| 'exam_support'
		| 'surgery'
		| 'theatre_support'
		| 'admin'
	label?: undefined | string | null
	/**
	 * RFC 5545, days only: FREQ is DAILY, WEEKLY, MONTHLY or YEARLY
	 */
	rrule: string
	/**
	 * The rule's first day; left out: effectiveFrom
	 */
	anchorDate?: undefined | string
	/**
	 * A wall time in the clinic's zone
	 */
	startTime: string
	/**
	 * A wall time in the clinic's zone
	 */
	endTime: string
	/**
	 * A day in the clinic's zone
	 */
	effectiveFrom: string
	/**
	 * The last day; null: without end
	 */
	effectiveUntil?: undefined | string | null
	stepMinutes?: undefined | number | null
	bufferMinutes?: undefined | number
	/**
	 * At most the resource's capacity
	 */
	lanes?: undefined | number
	/**
	 * @maxItems 20
	 */
	breaks?: undefined | {
		/**
		 * A wall time in the clinic's zone
		 */
		start: string
		/**
		 * A wall time in the clinic's zone
		 */
		end: string
		description?: undefined | string
		/**
		 * Left out: on every day of the schedule
		 */
		rrule?: undefined | string
		/**
		 * The rule's first day; left out: the schedule's
		 */
		anchorDate?: undefined | string
	}[]
	/**
	 * null: all; empty: nothing can be booked in these hours
	 */
	appointmentTypeIds?: undefined | string[] | null
	/**
	 * The share of a day kept for same-day visits, before each step
	 *
	 * @maxItems 12
	 */
	keepBack?: undefined | (
		| {
				hoursBefore: number
				share: number
		  }
		| {
				/**
				 * A wall time in the clinic's zone
				 */
				at: string
				share: number
		  }
	)[]
	/**
	 * Do it although visits lose what they need; they stay booked for the clinic to move
	 */
	allowStranded?: undefined | boolean
	/**
	 * For visits that lose what they need: `keep` as booked, `move` to the next free time, or `message` the owner to choose another time. Others than these are done nothing about
	 *
	 * @maxItems 200
	 */
	resolutions?: undefined | StrandedResolution[]
}
export interface SearchQuery {
	/**
	 * The beginning of a name, an email or a number; a reference in full
	 */
	q: string
}
export interface SignInStaffBody {
	/**
	 * The clinic's name in addresses: `wrenfold`
	 */
	clinic: string
	email: string
	password?: undefined | string
	/**
	 * A code that was mailed, in place of the password
	 */
	code?: undefined | string
	/**
	 * Of the authenticator app, where one was set up
	 */
	totp?: undefined | string
	/**
	 * In place of `totp`, when the phone is lost; each is good once
	 */
	recoveryCode?: undefined | string
}
export interface SignOutStaffBody {
	/**
	 * Where there is no cookie
	 */
	refreshToken?: undefined | string
}
export interface RefreshStaffSessionBody {
	/**
	 * Where there is no cookie
	 */
	refreshToken?: undefined | string
}
export interface MailSignInCodeBody {
	/**
	 * The clinic's name in addresses: `wrenfold`
	 */
	clinic: string
	email: string
}
export interface InviteStaffBody {
	name: string
	email: string
	/**
	 * As owners read it beside the name
	 */
	title?: undefined | string | null
	/**
	 * @minItems 1
	 * @maxItems 4
	 */
	roles: ('admin' | 'veterinarian' | 'nurse' | 'receptionist')[]
	/**
	 * Give a veterinarian or nurse a column in the calendar
	 */
	schedulable?: undefined | boolean
}
export interface ChangeStaffBody {
	name?: undefined | string
	/**
	 * Ends their sessions, links and codes; the old address is told
	 */
	email?: undefined | string
	/**
	 * As owners read it beside the name
	 */
	title?: undefined | string | null
	/**
	 * @minItems 1
	 * @maxItems 4
	 */
	roles?: undefined | ('admin' | 'veterinarian' | 'nurse' | 'receptionist')[]
	/**
	 * False ends all their sessions at once
	 */
	isActive?: undefined | boolean
	/**
	 * For a colleague who lost both phone and recovery codes; ends their sessions
	 */
	removeAuthenticator?: undefined | true
	/**
	 * Give them a column in the calendar; it is taken away as a resource
	 */
	schedulable?: undefined | true
}
export interface ResolveStrandedBody {
	/**
	 * @minItems 1
	 * @maxItems 200
	 */
	resolutions: StrandedResolution[]
}
export interface AddTriageQuestionBody {
	text: string
	/**
	 * red: phone now, nothing is booked; amber: times that are kept for today
	 */
	level: 'red' | 'amber'
	/**
	 * null: all animals
	 */
	species?: undefined | Species | null
	emphasis?: undefined | string | null
}
export interface ChangeTriageQuestionBody {
	/**
	 * Asked once a vet has approved them
	 */
	words?: undefined | {
		text: string
		/**
		 * red: phone now, nothing is booked; amber: times that are kept for today
		 */
		level: 'red' | 'amber'
		/**
		 * null: all animals
		 */
		species?: undefined | Species | null
		emphasis?: undefined | string | null
	}
	/**
	 * False: not asked any more, at once
	 */
	active?: undefined | boolean
}
export interface ApproveTriageQuestionBody {
	/**
	 * What the vet has read: the draft, or the words that are asked
	 */
	words: {
		text: string
		/**
		 * red: phone now, nothing is booked; amber: times that are kept for today
		 */
		level: 'red' | 'amber'
		/**
		 * null: all animals
		 */
		species?: undefined | Species | null
		emphasis?: undefined | string | null
	}
}
export interface OrderTriageQuestionsBody {
	/**
	 * All questions in their new order
	 *
	 * @minItems 1
	 * @maxItems 200
	 *
	 * Items: A UUID
	 */
	ids: string[]
}
export interface CreateTypeQuery {
	/**
	 * Answer with what the change would do, and do nothing
	 */
	dryRun?: undefined | boolean
}
export interface CreateTypeBody {
	/**
	 * Its lasting name; made of the first name when left out
	 */
	slug?: undefined | string
	name: string
	description?: undefined | string
	group?: undefined | string
	icon?: undefined
		| 'bandage'
		| 'chip'
		| 'clip'
		| 'door'
		| 'globe'
		| 'heart'
		| 'home'
		| 'paw'
		| 'pet-cat'
		| 'pet-dog'
		| 'pet-other'
		| 'pet-rabbit'
		| 'pill'
		| 'pulse'
		| 'refresh'
		| 'scale'
		| 'scissors'
		| 'shield'
		| 'steth'
		| 'syringe'
		| 'tooth'
	color?: undefined | string | null
	/**
	 * Left out: last, or as it was
	 */
	sortOrder?: undefined | number
	active?: undefined | boolean
	/**
	 * What a bare length of time means
	 */
	isDefault?: undefined | boolean
	mode?: undefined | 'instant' | 'request' | 'triage_only' | 'callback' | 'staff_only'
	triage?: undefined | 'none' | 'required' | 'amber_required'
	durationMinutes: number
	extraPetMinutes?: undefined | number
	extraProblemMinutes?: undefined | number
	newClientMinutes?: undefined | number
	/**
	 * @maxItems 12
	 */
	ageMinutes?: undefined | {
		/**
		 * null: all
		 */
		species?: undefined | Species[] | null
		fromWeeks?: undefined | number | null
		fromMonths?: undefined | number | null
		underWeeks?: undefined | number | null
		underMonths?: undefined | number | null
		minutes: number
	}[]
	maxPets?: undefined | number
	bufferBeforeMinutes?: undefined | number
	bufferAfterMinutes?: undefined | number
	stepMinutes?: undefined | number
	/**
	 * flush: only starts that touch the visits beside them
	 */
	starts?: undefined | 'grid' | 'flush'
	minNoticeMinutes?: undefined | number
	horizonDays?: undefined | number
	sameDayOnly?: undefined | boolean
	/**
	 * May use emergency time and what is kept back
	 */
	urgent?: undefined | boolean
	/**
	 * @minItems 1
	 * @maxItems 2
	 */
	roles?: undefined | ('veterinarian' | 'nurse')[]
	/**
	 * null: anyone
	 */
	namedResourceIds?: undefined | string[] | null
	/**
	 * @maxItems 10
	 */
	requiredSkills?: undefined | string[]
	/**
	 * A skill that exotic animals need besides
	 */
	exotic?: undefined | {
		skill: string
		/**
		 * null: all but dogs and cats
		 */
		species?: undefined | Species[] | null
	} | null
	/**
	 * One of these; empty: no room
	 *
	 * @maxItems 20
	 */
	roomTypes?: undefined | string[]
	/**
	 * All of these, by code or id
	 *
	 * @maxItems 20
	 */
	equipment?: undefined | string[]
	/**
	 * Empty: all
	 *
	 * @maxItems 7
	 */
	species?: undefined | Species[]
	/**
	 * @maxItems 7
	 */
	excludedSpecies?: undefined | Species[]
	clientType?: undefined | 'new' | 'existing' | 'both'
	/**
	 * @maxItems 12
	 */
	ageLimits?: undefined | {
		/**
		 * null: all
		 */
		species?: undefined | Species[] | null
		minWeeks?: undefined | number | null
		minMonths?: undefined | number | null
		maxWeeks?: undefined | number | null
		maxMonths?: undefined | number | null
	}[]
	/**
	 * @maxItems 12
	 */
	weightLimits?: undefined | {
		/**
		 * null: all
		 */
		species?: undefined | Species[] | null
		minGrams?: undefined | number | null
		maxGrams?: undefined | number | null
	}[]
	earlierVisit?: undefined | {
		/**
		 * null: any visit to a vet
		 */
		appointmentTypeIds: string[] | null
		minDays?: undefined | number
		maxDays: number
	} | null
	/**
	 * @maxItems 8
	 */
	caps?: undefined | {
		/**
		 * A resource of kind cap: its capacity is the places of a day or an hour
		 */
		resourceId: string
		per?: undefined | 'day' | 'hour'
		/**
		 * How many places: of the visit, or by animal
		 */
		points?: undefined
			| number
			| {
					/**
					 * null: all
					 */
					species?: undefined | Species[] | null
					sex?: undefined | ('male' | 'female') | null
					/**
					 * From this weight on; of several that fit, the heaviest counts
					 */
					fromGrams?: undefined | number | null
					points: number
			  }[]
	}[]
	/**
	 * @maxItems 8
	 */
	parts?: undefined | {
		need: 'person' | 'room' | 'equipment'
		/**
		 * Any one: a kind, room type, code or id
		 *
		 * @minItems 1
		 * @maxItems 20
		 */
		wanted: string[]
		/**
		 * Of a person: all of these
		 *
		 * @maxItems 10
		 */
		skills?: undefined | string[]
		/**
		 * Minutes after the start, or a wall time of that day
		 */
		from?: undefined
			| number
			| {
					beforeEnd: number
			  }
			| {
					/**
					 * A wall time in the clinic's zone
					 */
					at: string
			  }
		/**
		 * null: to the end, or until animals go home
		 */
		until?: undefined
			| (
					| number
					| {
							beforeEnd: number
					  }
					| {
							/**
							 * A wall time in the clinic's zone
							 */
							at: string
					  }
			  )
			| null
	}[]
	ownPart?: undefined | {
		from?: undefined | number
		until?: undefined
			| number
			| {
					beforeEnd: number
			  }
	} | null
	dayProcedure?: undefined | {
		admission: {
			/**
			 * A wall time in the clinic's zone
			 */
			from: string
			/**
			 * A wall time in the clinic's zone
			 */
			until: string
			everyMinutes?: undefined | number
		}
		discharge: {
			/**
			 * A wall time in the clinic's zone
			 */
			from: string
			/**
			 * A wall time in the clinic's zone
			 */
			until: string
		}
	} | null
	/**
	 * A farewell: who asks for it is called sooner, and reminded of nothing any more
	 */
	suppressMessages?: undefined | boolean
	/**
	 * Whether its visits give way to an emergency; null: by what they need
	 */
	inEmergency?: undefined | ('first' | 'after' | 'never') | null
	cancellationCutoffHours?: undefined | number
	price?: undefined | {
		kind: 'fixed' | 'from' | 'package' | 'free' | 'range' | 'estimate' | 'none'
		amount?: undefined | string | null
		note?: undefined | string | null
	}
	/**
	 * @maxItems 30
	 */
	preparation?: undefined | {
		text: string
		/**
		 * null: all
		 */
		species?: undefined | Species[] | null
		/**
		 * Of age; a note with an age is told only where the age is known
		 */
		fromWeeks?: undefined | number | null
		underWeeks?: undefined | number | null
	}[]
	/**
	 * @maxItems 40
	 */
	formFields?: undefined | FormFieldBody[]
	/**
	 * Do it although visits lose what they need; they stay booked for the clinic to move
	 */
	allowStranded?: undefined | boolean
	/**
	 * For visits that lose what they need: `keep` as booked, `move` to the next free time, or `message` the owner to choose another time. Others than these are done nothing about
	 *
	 * @maxItems 200
	 */
	resolutions?: undefined | StrandedResolution[]
}
export interface ReplaceTypeQuery {
	/**
	 * Answer with what the change would do, and do nothing
	 */
	dryRun?: undefined | boolean
}
export interface ReplaceTypeBody {
	/**
	 * Its lasting name; made of the first name when left out
	 */
	slug?: undefined | string
	name: string
	description?: undefined | string
	group?: undefined | string
	icon?: undefined
		| 'bandage'
		| 'chip'
		| 'clip'
		| 'door'
		| 'globe'
		| 'heart'
		| 'home'
		| 'paw'
		| 'pet-cat'
		| 'pet-dog'
		| 'pet-other'
		| 'pet-rabbit'
		| 'pill'
		| 'pulse'
		| 'refresh'
		| 'scale'
		| 'scissors'
		| 'shield'
		| 'steth'
		| 'syringe'
		| 'tooth'
	color?: undefined | string | null
	/**
	 * Left out: last, or as it was
	 */
	sortOrder?: undefined | number
	active?: undefined | boolean
	/**
	 * What a bare length of time means
	 */
	isDefault?: undefined | boolean
	mode?: undefined | 'instant' | 'request' | 'triage_only' | 'callback' | 'staff_only'
	triage?: undefined | 'none' | 'required' | 'amber_required'
	durationMinutes: number
	extraPetMinutes?: undefined | number
	extraProblemMinutes?: undefined | number
	newClientMinutes?: undefined | number
	/**
	 * @maxItems 12
	 */
	ageMinutes?: undefined | {
		/**
		 * null: all
		 */
		species?: undefined | Species[] | null
		fromWeeks?: undefined | number | null
		fromMonths?: undefined | number | null
		underWeeks?: undefined | number | null
		underMonths?: undefined | number | null
		minutes: number
	}[]
	maxPets?: undefined | number
	bufferBeforeMinutes?: undefined | number
	bufferAfterMinutes?: undefined | number
	stepMinutes?: undefined | number
	/**
	 * flush: only starts that touch the visits beside them
	 */
	starts?: undefined | 'grid' | 'flush'
	minNoticeMinutes?: undefined | number
	horizonDays?: undefined | number
	sameDayOnly?: undefined | boolean
	/**
	 * May use emergency time and what is kept back
	 */
	urgent?: undefined | boolean
	/**
	 * @minItems 1
	 * @maxItems 2
	 */
	roles?: undefined | ('veterinarian' | 'nurse')[]
	/**
	 * null: anyone
	 */
	namedResourceIds?: undefined | string[] | null
	/**
	 * @maxItems 10
	 */
	requiredSkills?: undefined | string[]
	/**
	 * A skill that exotic animals need besides
	 */
	exotic?: undefined | {
		skill: string
		/**
		 * null: all but dogs and cats
		 */
		species?: undefined | Species[] | null
	} | null
	/**
	 * One of these; empty: no room
	 *
	 * @maxItems 20
	 */
	roomTypes?: undefined | string[]
	/**
	 * All of these, by code or id
	 *
	 * @maxItems 20
	 */
	equipment?: undefined | string[]
	/**
	 * Empty: all
	 *
	 * @maxItems 7
	 */
	species?: undefined | Species[]
	/**
	 * @maxItems 7
	 */
	excludedSpecies?: undefined | Species[]
	clientType?: undefined | 'new' | 'existing' | 'both'
	/**
	 * @maxItems 12
	 */
	ageLimits?: undefined | {
		/**
		 * null: all
		 */
		species?: undefined | Species[] | null
		minWeeks?: undefined | number | null
		minMonths?: undefined | number | null
		maxWeeks?: undefined | number | null
		maxMonths?: undefined | number | null
	}[]
	/**
	 * @maxItems 12
	 */
	weightLimits?: undefined | {
		/**
		 * null: all
		 */
		species?: undefined | Species[] | null
		minGrams?: undefined | number | null
		maxGrams?: undefined | number | null
	}[]
	earlierVisit?: undefined | {
		/**
		 * null: any visit to a vet
		 */
		appointmentTypeIds: string[] | null
		minDays?: undefined | number
		maxDays: number
	} | null
	/**
	 * @maxItems 8
	 */
	caps?: undefined | {
		/**
		 * A resource of kind cap: its capacity is the places of a day or an hour
		 */
		resourceId: string
		per?: undefined | 'day' | 'hour'
		/**
		 * How many places: of the visit, or by animal
		 */
		points?: undefined
			| number
			| {
					/**
					 * null: all
					 */
					species?: undefined | Species[] | null
					sex?: undefined | ('male' | 'female') | null
					/**
					 * From this weight on; of several that fit, the heaviest counts
					 */
					fromGrams?: undefined | number | null
					points: number
			  }[]
	}[]
	/**
	 * @maxItems 8
	 */
	parts?: undefined | {
		need: 'person' | 'room' | 'equipment'
		/**
		 * Any one: a kind, room type, code or id
		 *
		 * @minItems 1
		 * @maxItems 20
		 */
		wanted: string[]
		/**
		 * Of a person: all of these
		 *
		 * @maxItems 10
		 */
		skills?: undefined | string[]
		/**
		 * Minutes after the start, or a wall time of that day
		 */
		from?: undefined
			| number
			| {
					beforeEnd: number
			  }
			| {
					/**
					 * A wall time in the clinic's zone
					 */
					at: string
			  }
		/**
		 * null: to the end, or until animals go home
		 */
		until?: undefined
			| (
					| number
					| {
							beforeEnd: number
					  }
					| {
							/**
							 * A wall time in the clinic's zone
							 */
							at: string
					  }
			  )
			| null
	}[]
	ownPart?: undefined | {
		from?: undefined | number
		until?: undefined
			| number
			| {
					beforeEnd: number
			  }
	} | null
	dayProcedure?: undefined | {
		admission: {
			/**
			 * A wall time in the clinic's zone
			 */
			from: string
			/**
			 * A wall time in the clinic's zone
			 */
			until: string
			everyMinutes?: undefined | number
		}
		discharge: {
			/**
			 * A wall time in the clinic's zone
			 */
			from: string
			/**
			 * A wall time in the clinic's zone
			 */
			until: string
		}
	} | null
	/**
	 * A farewell: who asks for it is called sooner, and reminded of nothing any more
	 */
	suppressMessages?: undefined | boolean
	/**
	 * Whether its visits give way to an emergency; null: by what they need
	 */
	inEmergency?: undefined | ('first' | 'after' | 'never') | null
	cancellationCutoffHours?: undefined | number
	price?: undefined | {
		kind: 'fixed' | 'from' | 'package' | 'free' | 'range' | 'estimate' | 'none'
		amount?: undefined | string | null
		note?: undefined | string | null
	}
	/**
	 * @maxItems 30
	 */
	preparation?: undefined | {
		text: string
		/**
		 * null: all
		 */
		species?: undefined | Species[] | null
		/**
		 * Of age; a note with an age is told only where the age is known
		 */
		fromWeeks?: undefined | number | null
		underWeeks?: undefined | number | null
	}[]
	/**
	 * @maxItems 40
	 */
	formFields?: undefined | FormFieldBody[]
	/**
	 * Do it although visits lose what they need; they stay booked for the clinic to move
	 */
	allowStranded?: undefined | boolean
	/**
	 * For visits that lose what they need: `keep` as booked, `move` to the next free time, or `message` the owner to choose another time. Others than these are done nothing about
	 *
	 * @maxItems 200
	 */
	resolutions?: undefined | StrandedResolution[]
}
export interface RegisterOwnerBody {
	name: string
	email: string
	/**
	 * Any format; read in the clinic's region, kept as E.164
	 */
	phone?: undefined | string
	/**
	 * Left out: codes by mail. It counts when it is given again with the link
	 */
	password?: undefined | string
	locale?: undefined | string
}
export interface ListOwnVisitsQuery {
	/**
	 * upcoming: the next one first; past, with those called off: the newest first
	 */
	when?: undefined | 'upcoming' | 'past'
	petId?: undefined | string
	status?: undefined
		| 'pending'
		| 'confirmed'
		| 'reminded'
		| 'checked_in'
		| 'in_progress'
		| 'completed'
		| 'cancelled'
		| 'no_show'
	/**
	 * Visits that start on this day or later
	 */
	from?: undefined | string
	/**
	 * The last day
	 */
	to?: undefined | string
	/**
	 * `nextCursor` of the page before
	 */
	cursor?: undefined | string
	limit?: undefined | number
}
export interface CancelAppointmentQuery {
	reason?: undefined | 'feeling_better' | 'cannot_make_it' | 'found_another_time' | 'other'
}
export interface PutVisitAnswersBody {
	/**
	 * All of them, as at booking; an issue names the field, as in `answers.reason_text`
	 *
	 * @maxItems 40
	 */
	answers: {
		fieldId: string
		value: string | number | boolean | string[]
	}[]
}
export interface CheckInFromCarBody {
	/**
	 * Where the car stands: a space, a number plate
	 */
	note?: undefined | string
}
export interface SayLateBody {
	minutes: 10 | 20 | 30
}
export interface RescheduleAppointmentBody {
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * null means any: the server chooses
	 */
	veterinarianId: string | null
}
export interface BookAppointmentBody {
	/**
	 * A UUID
	 */
	appointmentTypeId?: undefined | string
	/**
	 * Minutes of the clinic's default type
	 */
	duration?: undefined | number
	visit: Visit
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * null means any: the server chooses
	 */
	veterinarianId: string | null
	/**
	 * As many as visit.pets
	 *
	 * @minItems 1
	 * @maxItems 6
	 */
	pets: (
		| {
				name: string
				species: Species
				breed?: undefined | string
				age?: undefined | 'under_1' | '1_to_7' | '8_or_over'
				/**
				 * A day in the clinic's zone
				 */
				birthDate?: undefined | string
				sex?: undefined | 'male' | 'female'
		  }
		| {
				/**
				 * Of a pet of the owner who is signed in
				 */
				id: string
		  }
	)[]
	notes?: undefined | string
	/**
	 * By the form's fields; an issue names the field, as in `answers.reason_text`
	 *
	 * @maxItems 40
	 */
	answers?: undefined | {
		fieldId: string
		value: string | number | boolean | string[]
	}[]
	triage?: undefined | {
		/**
		 * Signs that were ticked; empty is none of these
		 *
		 * @maxItems 40
		 *
		 * Items: A UUID
		 */
		questionIds: string[]
		/**
		 * An instant, ISO 8601 with offset
		 */
		answeredAt: string
	}
	hold?: undefined | {
		/**
		 * A UUID
		 */
		id: string
		token: string
	}
	/**
	 * Left out by an owner who is signed in, unless the clinic lacks their phone number
	 */
	owner?: undefined | {
		name: string
		/**
		 * Any format; read in the clinic's region, stored as E.164
		 */
		phone: string
		email: string
	}
	/**
	 * Consent to a reminder by text message
	 */
	reminders?: undefined | boolean
	locale?: undefined | string
}
export interface BookSeveralBody {
	/**
	 * One after the other on one day; each is a visit of its own
	 *
	 * @minItems 2
	 * @maxItems 4
	 */
	visits: {
		/**
		 * A UUID
		 */
		appointmentTypeId?: undefined | string
		/**
		 * Minutes of the clinic's default type
		 */
		duration?: undefined | number
		visit: Visit
		/**
		 * An instant, ISO 8601 with offset
		 */
		start: string
		/**
		 * null means any: the server chooses
		 */
		veterinarianId: string | null
		/**
		 * As many as visit.pets
		 *
		 * @minItems 1
		 * @maxItems 6
		 */
		pets: (
			| {
					name: string
					species: Species
					breed?: undefined | string
					age?: undefined | 'under_1' | '1_to_7' | '8_or_over'
					/**
					 * A day in the clinic's zone
					 */
					birthDate?: undefined | string
					sex?: undefined | 'male' | 'female'
			  }
			| {
					/**
					 * Of a pet of the owner who is signed in
					 */
					id: string
			  }
		)[]
		notes?: undefined | string
		/**
		 * By the form's fields; an issue names the field, as in `answers.reason_text`
		 *
		 * @maxItems 40
		 */
		answers?: undefined | {
			fieldId: string
			value: string | number | boolean | string[]
		}[]
		triage?: undefined | {
			/**
			 * Signs that were ticked; empty is none of these
			 *
			 * @maxItems 40
			 *
			 * Items: A UUID
			 */
			questionIds: string[]
			/**
			 * An instant, ISO 8601 with offset
			 */
			answeredAt: string
		}
	}[]
	/**
	 * Left out by an owner who is signed in, unless the clinic lacks their phone number
	 */
	owner?: undefined | {
		name: string
		/**
		 * Any format; read in the clinic's region, stored as E.164
		 */
		phone: string
		email: string
	}
	/**
	 * Consent to a reminder by text message
	 */
	reminders?: undefined | boolean
	locale?: undefined | string
}
export interface PutBookingPreferencesBody {
	/**
	 * false forgets what was learned, too
	 */
	isLearning: boolean
}
export interface AskCallbackBody {
	name: string
	/**
	 * Any format; read in the clinic's region
	 */
	phone: string
	petName?: undefined | string
	species?: undefined | Species
	kind?: undefined | 'general' | 'end_of_life' | 'request'
	/**
	 * What they wanted to book; it may decide the kind
	 */
	appointmentTypeId?: undefined | string
	note?: undefined | string
}
export interface AvailabilityQuery {
	appointmentTypeId?: undefined | string
	/**
	 * Minutes of the clinic's default type
	 */
	duration?: undefined | number
	/**
	 * The animal; leave it out only where one species has rules
	 */
	species?: undefined | 'dog' | 'cat' | 'rabbit' | 'guinea_pig' | 'bird' | 'reptile' | 'other'
	/**
	 * Whether the clinic knows the owner
	 */
	client?: undefined | 'new' | 'existing'
	sex?: undefined | 'male' | 'female'
	/**
	 * Day of the earlier visit that the type asks for, by the owner's word
	 */
	lastVisit?: undefined | string
	pets?: undefined | number
	problems?: undefined | number
	ageMonths?: undefined | number
	ageWeeks?: undefined | number
	weightGrams?: undefined | number
	amber?: undefined | boolean
	/**
	 * Only this vet or nurse; left out means any
	 */
	veterinarianId?: undefined | string
	/**
	 * One day; the short form of from = to
	 */
	date?: undefined | string
	from?: undefined | string
	/**
	 * Last day, at most 62 days after from
	 */
	to?: undefined | string
	/**
	 * A visit of yours that another time is looked for, with your session: its own time is free to it. A manage token says which visit it is.
	 */
	moving?: undefined | string
}
export interface NearestQuery {
	appointmentTypeId?: undefined | string
	/**
	 * Minutes of the clinic's default type
	 */
	duration?: undefined | number
	/**
	 * The animal; leave it out only where one species has rules
	 */
	species?: undefined | 'dog' | 'cat' | 'rabbit' | 'guinea_pig' | 'bird' | 'reptile' | 'other'
	/**
	 * Whether the clinic knows the owner
	 */
	client?: undefined | 'new' | 'existing'
	sex?: undefined | 'male' | 'female'
	/**
	 * Day of the earlier visit that the type asks for, by the owner's word
	 */
	lastVisit?: undefined | string
	pets?: undefined | number
	problems?: undefined | number
	ageMonths?: undefined | number
	ageWeeks?: undefined | number
	weightGrams?: undefined | number
	amber?: undefined | boolean
	/**
	 * Only this vet or nurse; left out means any
	 */
	veterinarianId?: undefined | string
	/**
	 * A visit of yours that another time is looked for, with your session: its own time is free to it. A manage token says which visit it is.
	 */
	moving?: undefined | string
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	limit?: undefined | number
}
export interface NextFreeQuery {
	appointmentTypeId?: undefined | string
	/**
	 * Minutes of the clinic's default type
	 */
	duration?: undefined | number
	/**
	 * The animal; leave it out only where one species has rules
	 */
	species?: undefined | 'dog' | 'cat' | 'rabbit' | 'guinea_pig' | 'bird' | 'reptile' | 'other'
	/**
	 * Whether the clinic knows the owner
	 */
	client?: undefined | 'new' | 'existing'
	sex?: undefined | 'male' | 'female'
	/**
	 * Day of the earlier visit that the type asks for, by the owner's word
	 */
	lastVisit?: undefined | string
	pets?: undefined | number
	problems?: undefined | number
	ageMonths?: undefined | number
	ageWeeks?: undefined | number
	weightGrams?: undefined | number
	amber?: undefined | boolean
	/**
	 * Only this vet or nurse; left out means any
	 */
	veterinarianId?: undefined | string
	/**
	 * A visit of yours that another time is looked for, with your session: its own time is free to it. A manage token says which visit it is.
	 */
	moving?: undefined | string
}
export interface SeveralTimesQuery {
	/**
	 * JSON: the visits in their order, each `{ appointmentTypeId, veterinarianId, visit }` as at booking
	 */
	visits: string
	/**
	 * A day in the clinic's zone
	 */
	from: string
	/**
	 * Last day, at most 6 days after from
	 */
	to: string
}
export interface ConfirmEmailChangeBody {
	/**
	 * What the link carries in its fragment
	 */
	token: string
}
export interface ReadEmailLinkBody {
	/**
	 * What the link carries in its fragment
	 */
	token: string
}
export interface RefuseEmailChangeBody {
	/**
	 * What the link carries in its fragment
	 */
	token: string
}
export interface EraseOwnDataBody {
	/**
	 * What becomes of visits ahead. One that is kept stays booked under no name
	 */
	upcomingVisits?: undefined | 'cancel' | 'keep'
}
export interface DownloadOwnFileQuery {
	/**
	 * Of a photo
	 */
	size?: undefined | 'full' | 'thumbnail'
}
export interface HoldTimeBody {
	/**
	 * A UUID
	 */
	appointmentTypeId?: undefined | string
	/**
	 * Minutes of the clinic's default type
	 */
	duration?: undefined | number
	visit: Visit
	/**
	 * An instant, ISO 8601 with offset
	 */
	start: string
	/**
	 * null means any: the server chooses
	 */
	veterinarianId: string | null
}
export interface AcceptPetInvitationBody {
	/**
	 * Out of the link
	 */
	token: string
}
export interface ReadPetInvitationBody {
	/**
	 * Out of the link
	 */
	token: string
}
export interface ChangeOwnerAccountBody {
	name?: undefined | string
	/**
	 * Takes the number away; another one needs its code
	 */
	phone?: undefined | null
	locale?: undefined | string | null
}
export interface AskOwnerEmailChangeBody {
	email: string
	/**
	 * Not needed within ten minutes after signing in
	 */
	password?: undefined | string
}
export interface BeginPasskeyBody {
	/**
	 * Not needed within ten minutes after signing in
	 */
	password?: undefined | string
}
export interface AddPasskeyBody {
	/**
	 * Left out: what the browser is called
	 */
	name?: undefined | string
	credential: {
		id: string
		clientDataJSON: string
		attestationObject: string
		/**
		 * @maxItems 8
		 */
		transports?: undefined | string[]
	}
}
export interface RenamePasskeyBody {
	name: string
}
export interface ChangeOwnerPasswordBody {
	/**
	 * Not needed within ten minutes after signing in
	 */
	current?: undefined | string
	password: string
}
export interface ChangeNotificationSettingsBody {
	settings: {
		/**
		 * Confirmations and changes of visits. By email always
		 */
		service: {
			email: boolean
			sms: boolean
			push: boolean
		}
		/**
		 * Of visits ahead
		 */
		reminders: {
			email: boolean
			sms: boolean
			push: boolean
		}
		/**
		 * What is due for a pet
		 */
		recalls: {
			email: boolean
			sms: boolean
			push: boolean
		}
		/**
		 * After a visit, and results
		 */
		followUps: {
			email: boolean
			sms: boolean
			push: boolean
		}
		/**
		 * News and offers; off until somebody asks for it
		 */
		marketing: {
			email: boolean
			sms: boolean
			push: boolean
		}
	}
	/**
	 * As it was shown; needed by whoever turns marketing on
	 */
	marketingWording?: undefined | string
}
export interface ReadOwnerPasswordLinkBody {
	/**
	 * What the link carries in its fragment
	 */
	token: string
}
export interface MailOwnerPasswordResetBody {
	email: string
}
export interface SetOwnerPasswordBody {
	/**
	 * What the link carries in its fragment
	 */
	token: string
	password: string
}
export interface ListOwnPetsQuery {
	status?: undefined | 'active' | 'deceased' | 'moved'
	species?: undefined | 'dog' | 'cat' | 'rabbit' | 'guinea_pig' | 'bird' | 'reptile' | 'other'
	/**
	 * `nextCursor` of the page before
	 */
	cursor?: undefined | string
	/**
	 * Pets a page
	 */
	limit?: undefined | number
}
export interface AddOwnPetBody {
	name: string
	species: Species
	breed?: undefined | string | null
	sex?: undefined | 'female' | 'male' | 'unknown'
	neutered?: undefined | boolean | null
	bornOn?: undefined | string | null
	birthEstimated?: undefined | boolean
	color?: undefined | string | null
	/**
	 * 15 digits; spaces and dashes are left out
	 */
	microchip?: undefined | string | null
	/**
	 * Kilograms, until the clinic weighs it
	 */
	weightKg?: undefined | number
	insurance?: undefined | {
		company: string
		policyNumber: string | null
		expiresOn: string | null
	} | null
}
export interface ChangeOwnPetBody {
	name?: undefined | string
	species?: undefined | Species
	breed?: undefined | string | null
	sex?: undefined | 'female' | 'male' | 'unknown'
	neutered?: undefined | boolean | null
	bornOn?: undefined | string | null
	birthEstimated?: undefined | boolean
	color?: undefined | string | null
	/**
	 * 15 digits; spaces and dashes are left out
	 */
	microchip?: undefined | string | null
	/**
	 * Kilograms, until the clinic weighs it
	 */
	weightKg?: undefined | number
	insurance?: undefined | {
		company: string
		policyNumber: string | null
		expiresOn: string | null
	} | null
	/**
	 * Of the pet as it was read
	 */
	version: string
}
export interface AddOwnAlertBody {
	kind: 'allergy' | 'aggressive' | 'nervous' | 'mobility' | 'other'
	/**
	 * To what, or against whom
	 */
	note?: undefined | string
}
export interface ListPetDocumentsQuery {
	/**
	 * `nextCursor` of the page before
	 */
	cursor?: undefined | string
}
export interface UploadPetDocumentQuery {
	/**
	 * As it is called where it comes from; a tidied form of it is kept
	 */
	name: string
}
export interface InviteToPetBody {
	email: string
}
export interface ReadMedicalHistoryQuery {
	kind?: undefined | 'visit' | 'vaccination' | 'prescription' | 'lab_result' | 'weight' | 'allergy' | 'document'
	from?: undefined | string
	/**
	 * That day, too
	 */
	to?: undefined | string
	/**
	 * Words of the title or the summary
	 */
	q?: undefined | string
	/**
	 * `nextCursor` of the page before
	 */
	cursor?: undefined | string
	/**
	 * Entries a page
	 */
	limit?: undefined | number
}
export interface AskPrescriptionBody {
	/**
	 * The prescription that is to be repeated
	 */
	recordId?: undefined | string
	/**
	 * Instead, in your own words
	 */
	medicine?: undefined | string
	quantity?: undefined | string
	notes?: undefined | string
}
export interface SetOwnPetStatusBody {
	/**
	 * active: what an owner has said is taken back
	 */
	status: 'active' | 'deceased' | 'moved'
	/**
	 * With deceased; today unless told
	 */
	on?: undefined | string
}
export interface SendPhoneCodeBody {
	/**
	 * Any format; read in the clinic's region, kept as E.164
	 */
	phone: string
	/**
	 * Not needed within ten minutes after signing in
	 */
	password?: undefined | string
}
export interface ConfirmPhoneBody {
	code: string
}
export interface ListOwnPrescriptionRequestsQuery {
	petId?: undefined | string
	/**
	 * `nextCursor` of the page before
	 */
	cursor?: undefined | string
}
export interface SuggestRebookingQuery {
	petId?: undefined | string
}
export interface SignOutOwnerBody {
	/**
	 * Where there is no cookie
	 */
	refreshToken?: undefined | string
}
export interface SignInOwnerBody {
	email: string
	password?: undefined | string
	/**
	 * A code that was mailed, in place of the password
	 */
	code?: undefined | string
}
export interface VerifyOwnerEmailBody {
	/**
	 * What the link carries in its fragment
	 */
	token: string
	/**
	 * The one chosen when the link was asked for; left out, the account has none
	 */
	password?: undefined | string
}
export interface SignInByPasskeyBody {
	credential: {
		id: string
		clientDataJSON: string
		authenticatorData: string
		signature: string
		userHandle: string
	}
}
export interface RefreshOwnerSessionBody {
	/**
	 * Where there is no cookie
	 */
	refreshToken?: undefined | string
}
export interface MailOwnerSignInCodeBody {
	email: string
}
export interface ListPlatformClinicsQuery {
	/**
	 * The last name of the page before
	 */
	after?: undefined | string
}
export interface CreateClinicBody {
	/**
	 * The clinic's name in addresses: `wrenfold`
	 */
	slug: string
	name: string
	timeZone: string
	currency: string
	locale: string
	/**
	 * Whom owners call in an emergency; kept as E.164
	 */
	phone: string
	/**
	 * Who runs the place; they are mailed a link to choose a password
	 */
	admin: {
		name: string
		email: string
	}
}
export interface CreatePlatformKeyBody {
	kind: 'publishable' | 'secret'
	/**
	 * For people: where the key is used
	 */
	label: string
	/**
	 * Websites whose pages may use it
	 *
	 * @maxItems 50
	 */
	allowedOrigins?: undefined | string[]
	/**
	 * For apps: may write without an Origin
	 */
	native?: undefined | boolean
	/**
	 * What a secret key may do
	 *
	 * @maxItems 8
	 */
	scopes?: undefined | (
		| 'read'
		| 'schedule:write'
		| 'appointments:write'
		| 'records:write'
		| 'people:write'
		| 'setup:write'
		| 'staff:write'
		| 'export'
	)[]
}
