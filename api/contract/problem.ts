import * as z from 'zod'
import { strandedVisit } from './stranded.ts'
import { importReport } from './transfers.ts'

/**
 * Every way a call can fail, with the HTTP status and the title it always carries.
 * The union is closed: clients branch on `code`, so a new failure is a new line here.
 */
export const problemCatalogue = {
	// The request itself
	invalid_request: [400, 'The request has fields that are missing, unknown or wrong'],
	malformed_json: [400, 'The body is not valid JSON'],
	request_aborted: [400, 'The request ended before it was complete'],
	not_found: [404, 'There is nothing at this address'],
	method_not_allowed: [405, 'This address does not take this method'],
	body_too_large: [413, 'The body is too large'],
	unsupported_media_type: [415, 'The body is of a kind that is not taken here'],
	// Who is asking
	key_missing: [401, 'A key is needed'],
	key_unknown: [401, 'This key is not known'],
	credentials_disagree: [401, 'Two credentials of this request disagree'],
	manage_token_missing: [401, 'A manage token is needed'],
	manage_token_invalid: [401, 'This manage token opens nothing'],
	manage_token_expired: [401, 'This manage link has ended'],
	visit_in_account: [410, 'This visit is kept in an account now'],
	sign_in_required: [401, 'Please sign in'],
	sign_in_refused: [401, 'Email, password or code do not fit'],
	second_factor_required: [401, 'The code of the authenticator app is needed too'],
	session_ended: [401, 'This session has ended'],
	fresh_sign_in_required: [403, 'Please sign in again first; the last time was a while ago'],
	link_ended: [410, 'This link has been used or is over'],
	passkey_elsewhere: [409, 'Passkeys work on the hosted portal only'],
	passkey_refused: [401, 'This passkey does not fit'],
	account_locked: [429, 'Too many tries; please wait'],
	forbidden: [403, 'This credential may not do that'],
	key_not_for_clinic: [403, 'This key belongs to another clinic'],
	origin_not_allowed: [403, 'This website is not on the list of allowed origins of the key'],
	origin_required: [403, 'Without an Origin this key may only read'],
	// Retries and limits
	in_progress: [409, 'The same request is still being worked on'],
	idempotency_mismatch: [422, 'This Idempotency-Key was used for another request'],
	rate_limited: [429, 'Too many requests'],
	// The subject
	clinic_not_found: [404, 'There is no such clinic'],
	appointment_type_not_found: [404, 'The clinic has no such appointment type'],
	veterinarian_not_found: [404, 'The clinic has no such veterinarian'],
	appointment_not_found: [404, 'There is no such appointment'],
	client_not_found: [404, 'The clinic has no such client'],
	pet_not_found: [404, 'The clinic has no such pet'],
	emergency_not_found: [404, 'The clinic has no such emergency'],
	schedule_not_found: [404, 'The clinic has no such schedule'],
	override_not_found: [404, 'The clinic has no such override'],
	feed_not_found: [404, 'The clinic has no such calendar'],
	feed_limit_reached: [409, 'The clinic has as many calendars as it can have'],
	resource_not_found: [404, 'The clinic has no such resource'],
	staff_not_found: [404, 'Nobody with this id works at the clinic'],
	session_not_found: [404, 'There is no such session'],
	passkey_not_found: [404, 'There is no such passkey'],
	key_not_found: [404, 'The clinic has no such key'],
	hold_not_found: [404, 'There is no such hold'],
	invitation_not_found: [404, 'There is no such invitation'],
	owner_not_found: [404, 'The pet has no such owner'],
	pet_limit_reached: [409, 'You have added as many pets as you can add yourself'],
	set_by_clinic: [409, 'Only the clinic changes this'],
	alert_not_found: [404, 'There is no such alert'],
	record_not_found: [404, 'There is no such record'],
	file_not_found: [404, 'There is no such file'],
	file_refused: [422, 'This file can not be taken'],
	file_limit_reached: [409, 'There is no room for more files'],
	storage_full: [409, 'Your files take up all the room that there is'],
	match_not_found: [404, 'There is no such match'],
	match_settled: [409, 'Somebody has settled this match already'],
	no_visit_ahead: [409, 'There is no visit ahead to write about'],
	legal_hold: [409, 'The clinic has to keep what it has about this client for now'],
	callback_not_found: [404, 'There is no such callback'],
	callback_taken: [409, 'Somebody else has taken this callback'],
	prescription_request_not_found: [404, 'There is no such request for a medicine'],
	prescription_asked: [409, 'This medicine has been asked for already'],
	checkup_needed: [409, 'A visit is needed before this medicine can be given again'],
	request_settled: [409, 'This request is in a state that does not allow this'],
	question_not_found: [404, 'The clinic has no such question'],
	clinic_paused: [409, 'The clinic takes no online bookings at the moment'],
	not_bookable_online: [409, 'This visit can not be booked online'],
	slot_taken: [409, 'This time has just been taken'],
	slot_not_offered: [422, 'This time is not offered'],
	hold_expired: [409, 'The hold on this time has ended'],
	hold_limit_reached: [409, 'This hold can not be extended any further'],
	hold_mismatch: [422, 'The hold is for another visit than the booking'],
	appointment_moved: [409, 'This appointment has moved'],
	cutoff_passed: [409, 'It is too late to do this online'],
	check_in_closed: [409, 'Checking in from outside is not open for this visit'],
	transition_refused: [409, 'The appointment is in a state that does not allow this'],
	visits_stranded: [409, 'Booked visits would lose the hours, room or person that they need'],
	last_admin: [409, 'A clinic keeps at least one admin'],
	import_refused: [422, 'The file has rows that can not be imported'],
	conflict: [409, 'Somebody else changed this at the same time'],
	time_zone_in_use: [409, 'The time zone can not change while visits are booked'],
	slug_taken: [409, 'Another clinic has this name in addresses'],
	// The server
	internal_error: [500, 'Something went wrong on our side'],
	sms_unavailable: [503, 'Text messages can not be sent'],
	overloaded: [503, 'The server is busy'],
	unavailable: [503, 'The server can not answer at the moment'],
} as const satisfies Record<string, readonly [status: number, title: string]>

/** The closed union of failures; stable, safe to branch on. */
export type ProblemCode = keyof typeof problemCatalogue

/** All codes, in the catalogue's order. */
export const problemCodes = Object.keys(problemCatalogue) as [ProblemCode, ...ProblemCode[]]

export const problemCodeSchema = z.enum(problemCodes).meta({
	id: 'ProblemCode',
	description: 'What went wrong, for programs. Stable.',
})

/** One bad field: where it stands, what is wrong (`code` for programs, `message` for people). */
export const issueSchema = z
	.strictObject({
		path: z.string().meta({
			description: 'Dotted path of the field, empty for the whole part',
			example: 'visit.pets.0.name',
		}),
		in: z.enum(['body', 'query', 'params', 'header']),
		code: z.string().meta({ description: 'What is wrong, for programs', example: 'too_long' }),
		message: z.string().meta({ description: 'What is wrong, for people' }),
	})
	.meta({ id: 'ProblemIssue' })

export type Issue = z.infer<typeof issueSchema>

/** An RFC 9457 problem document, sent as `application/problem+json`. */
export const problemSchema = z
	.strictObject({
		type: z.string().meta({
			description: 'Names the kind of problem; the same for the same code',
			example: 'urn:vetslot:problem:slot_taken',
		}),
		title: z.string(),
		status: z.int().min(400).max(599),
		detail: z.string().meta({ description: 'What happened this time, for people' }),
		code: problemCodeSchema,
		requestId: z.string().meta({ description: 'Name this when you ask for help' }),
		issues: z.array(issueSchema).meta({ description: 'Every bad field; empty when none is' }),
		movedTo: z.string().optional().meta({
			description:
				'With appointment_moved: the id under which the appointment lives on; with visit_in_account: the path of the portal where its owner finds it',
		}),
		stranded: z.array(strandedVisit).optional().meta({
			description: 'With visits_stranded: the visits that the change would strand',
		}),
		report: importReport.optional().meta({
			description: 'With import_refused: what is wrong with the file, row by row',
		}),
	})
	.meta({ id: 'Problem' })

export type ProblemDocument = z.infer<typeof problemSchema>
