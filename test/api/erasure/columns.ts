/**
 * Every column that can hold a word, by table: either it is erased with the person it tells of, or it
 * stays and here is why. A test walks the database, so a new column needs a line here first, and one
 * in `api/erasure/forget.ts` if it is a person's.
 */
export const ERASED: Readonly<Record<string, string>> = {
	'public.account_registrations': `email email_key name phone locale password_hash user_agent`,
	'public.appointment_events': 'reason data',
	'public.appointment_form_data': 'field_name field_value field_type',
	'public.appointments': `reason symptoms special_requests customer_notes internal_notes shared_notes
		cancellation_reason`,
	'public.audit_log': 'data',
	'public.callback_requests': 'name phone pet_name note outcome',
	'public.client_accounts': `email email_key name phone new_phone locale password_hash preferences
		notification_settings`,
	'public.client_merges': 'moved',
	'public.client_booking_preferences': `preferred_times preferred_days preferred_veterinarians
		preferred_appointment_types`,
	'public.client_sessions': 'ip user_agent',
	'public.clients': `name email phone locale notes legal_hold_reason`,
	'public.consents': 'wording proof',
	'public.email_changes': 'old_email new_email new_email_key',
	'public.emergencies': 'caller_name caller_phone complaint',
	'public.files': 'name',
	'public.idempotency_keys': 'key body_hash answer',
	'public.local_messages': 'sender recipient subject text_body html_body headers attachments',
	'public.notification_deliveries': 'provider_message_id detail',
	'public.notifications': `recipient_email recipient_phone variables provider_message_id
		error_message`,
	'public.pet_alerts': 'note',
	'public.pet_invitations': 'email',
	'public.passkeys': 'credential_id public_key transports name',
	'public.pets': 'notes insurer insurance_number',
	'public.prescription_requests': 'medicine quantity notes decline_reason',
	'pgboss.job': 'data output source_output trace_context',
}

type Kept = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Columns that stay, by table and reason; of what is listed for nobody's sake, all. */
export const KEPT: Kept = {
	'public.appointment_events': { 'one of a list': 'kind actor_kind from_status to_status' },
	'public.appointments': {
		'one of a list': 'booking_method source status cancelled_by_kind',
		'names the visit, which stays': 'booking_reference',
		'choices of lists, by which its length was found': 'visit recurrence_pattern',
	},
	'public.audit_log': { 'one of a list': 'actor_kind action subject_kind' },
	'public.callback_requests': { 'one of a list': 'kind species status' },
	'public.client_merges': { 'one of a list, and goes with its row': 'actor_kind' },
	'public.client_sessions': { 'one of a list, and goes with its row': 'revoked_reason' },
	'public.clients': {
		'one of a list': 'match_status',
		"the clinic's own number, without which an import would bring the person back": 'external_id',
		'made of another column': 'name_key name_rest name_last email_key',
	},
	'public.consents': { 'one of a list, and goes with its row': 'purpose channel' },
	'public.email_changes': { 'one of a list, and goes with its row': 'ended_reason' },
	'public.emergencies': { 'one of a list': 'species severity status outcome recorded_by_kind' },
	'public.files': {
		'one of a list': 'kind uploaded_by_kind content_type visibility',
		'a hash of what is gone': 'sha256 storage_key thumbnail_key',
	},
	'public.idempotency_keys': { 'finds the row, and goes with it': 'credential route' },
	'public.local_messages': { 'one of a list, and goes with its row': 'channel' },
	'public.notification_deliveries': { 'one of a list': 'provider outcome' },
	'public.notifications': { 'one of a list': 'kind channel status' },
	'public.one_time_codes': { 'one of a list, and goes with its row': 'purpose subject_kind' },
	'public.pet_alerts': { 'one of a list': 'kind visibility actor_kind' },
	'public.pets': {
		'the animal, whose record stays': `match_status external_id name species breed sex color
			microchip status stated_by_owner`,
		'made of another column': 'name_key',
	},
	'public.prescription_requests': { 'one of a list': 'status handover' },
	'public.pet_reports': { 'one of a list': 'kind outcome settled_by_kind' },
	'public.medical_records': {
		'the record, which the clinic has to keep': `external_id kind title data visibility
			correction_reason`,
	},
	'public.medical_record_versions': {
		'the record, which the clinic has to keep': 'title data visibility reason',
	},
	'public.holds': {
		'hashes and choices of lists, gone in minutes': 'token_hash visit address_hash session_hash',
	},
	'public.rate_limits': { 'a hash by a key of the server, gone within a day': 'bucket subject' },
	'public.sign_in_tries': { 'a hash by a key of the server, gone within a day': 'subject' },
	'public.clinics': {
		'of the clinic': `slug name time_zone locale currency units about phone sms email website
			address_lines contact opening_hours out_of_hours policies triage_texts settings
			booking_pause_reason`,
	},
	'public.clinic_directory': { 'of the clinic': 'slug' },
	'public.api_keys': {
		'of the clinic': 'key_hash kind label allowed_origins scopes public_text',
	},
	'public.users': {
		'of those who work there': 'name email phone title roles password_hash totp_secret',
	},
	'public.user_sessions': { 'of those who work there': 'ip user_agent revoked_reason' },
	'public.resources': {
		'of those who work there': `kind code name title photo_url initials color room_type skills
			species languages excluded_type_slugs booking_pause_reason`,
	},
	'public.calendar_feeds': {
		'of those who work there': 'label address host etag last_modified digest last_error',
	},
	'public.dismissed_conflicts': { 'one of a list': 'actor_kind' },
	'public.vet_schedules': { 'of those who work there': 'kind label rrule break_times keep_back' },
	'public.vet_availability_overrides': {
		'of those who work there': 'override_type rrule reason source',
	},
	'public.appointment_types': {
		'of the clinic': `slug name description group_name icon color_code booking_mode price_kind
			price_note roles required_skills room_types equipment species excluded_species client_type
			triage form_fields preparation rules`,
	},
	'public.triage_questions': { 'of the clinic': 'code species text level action emphasis draft' },
	'public.server_key': { 'of the server': 'fingerprint' },
	'public.unfinished_uploads': { 'a random name, and goes with its row': 'storage_key' },
	'public.knex_migrations': { 'of the database': 'name' },
	'pgboss.job': {
		"the queue's own words, and go with their row": `name singleton_key group_id group_tier
			dead_letter policy source_name`,
	},
	'pgboss.bam': { "the queue's own": 'name status queue table_name command error' },
	'pgboss.instance': {
		"the queue's own": 'name host version node_version application_name workers metrics config',
	},
	'pgboss.job_dependency': { "the queue's own": 'child_name parent_name' },
	'pgboss.queue': { "the queue's own": 'name policy dead_letter table_name singletons_active' },
	'pgboss.queue_stats': { "the queue's own": 'name' },
	'pgboss.schedule': { "the queue's own": 'name key kind cron timezone data options' },
	'pgboss.subscription': { "the queue's own": 'event name' },
	'pgboss.warning': { "the queue's own": 'type message data' },
}
