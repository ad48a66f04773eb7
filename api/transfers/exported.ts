/**
 * Everything of a clinic that it may carry away, by table: the columns that leave. What is not
 * written here stays, so a new column or table leaves once somebody has thought about it; a test
 * walks the database and asks for that.
 */
export const EXPORTED: Readonly<Record<string, string>> = {
	clinics: `id slug name time_zone locale currency units prices_include_tax about phone sms email
		website address_lines contact opening_hours out_of_hours policies triage_texts settings
		booking_paused_until booking_pause_reason created_at updated_at`,
	users: 'id name email phone title roles is_active last_login_at invited_at created_at updated_at',
	clients: `id external_id match_status merged_into_id name email phone locale notes asked_at erased_at
		contact_is_shared legal_hold_at legal_hold_reason
		created_at updated_at`,
	client_merges: `id client_id into_client_id actor_kind actor_id moved undone_at created_at
		updated_at`,
	match_denials: 'id client_id other_id created_at updated_at',
	consents: 'id client_id purpose channel is_granted wording proof created_at updated_at',
	pets: `id external_id match_status merged_into_id name species breed sex is_neutered born_on
		is_birth_estimated weight_kg color microchip status deceased_on notes insurer insurance_number
		insurance_expires_on stated_by_owner silenced_at photo_file_id created_at updated_at`,
	pet_alerts: `id pet_id record_id kind note visibility actor_kind actor_id ended_at created_at
		updated_at`,
	pet_reports: `id pet_id client_id kind happened_on outcome settled_at settled_by_kind settled_by
		created_at updated_at`,
	pet_invitations: `id pet_id client_id email expires_at accepted_at accepted_by revoked_at created_at
		updated_at`,
	pet_owners: 'pet_id client_id is_primary owned_until created_at updated_at',
	medical_records: `id external_id pet_id appointment_id author_id kind title occurred_on next_due_on
		data visibility version released_at released_by correction_reason corrected_at is_withdrawn
		created_at updated_at`,
	medical_record_versions: `record_id version author_id title occurred_on next_due_on data visibility
		is_withdrawn released_at reason written_at created_at updated_at`,
	files: `id kind pet_id record_id uploaded_by_kind uploaded_by_id name content_type bytes sha256
		visibility deleted_at content_removed_at created_at updated_at`,
	prescription_requests: `id pet_id client_id account_id record_id medicine quantity notes status
		answered_by answered_at decline_reason handover ready_by ready_at withdrawn_at created_at
		updated_at`,
	appointment_types: `id slug name description group_name sort_order icon color_code booking_mode
		requires_approval duration_minutes buffer_before_minutes buffer_after_minutes step_minutes
		min_notice_minutes horizon_days cancellation_cutoff_hours price_kind base_price price_note roles
		named_resource_ids required_skills room_types equipment species excluded_species client_type
		triage is_default is_active form_fields preparation rules created_at updated_at`,
	triage_questions: `id code species text level action emphasis sort_order is_active is_published draft
		approved_by approved_at created_at updated_at`,
	resources: `id kind code name title photo_url initials color capacity room_type skills species
		languages excluded_type_slugs bookable_online booking_paused_until booking_pause_reason is_active
		sort_order created_at updated_at`,
	vet_schedules: `id resource_id kind label rrule anchor_date start_time end_time effective_from
		effective_until step_minutes buffer_minutes lanes break_times appointment_type_ids room_id
		keep_back is_active created_at updated_at`,
	vet_availability_overrides: `id resource_id override_type override_date rrule anchor_date
		effective_until start_time end_time reason release_hours_before release_at source created_by
		created_at updated_at`,
	appointments: `id booking_reference status appointment_type_id pet_id client_id veterinarian_id
		scheduled_start scheduled_end actual_start actual_end booking_method booked_by_client source
		visit answer_by estimated_cost final_cost reason symptoms special_requests customer_notes
		internal_notes shared_notes delayed_from cancellation_reason cancelled_at cancelled_by cancelled_by_kind cancelled_late
		reschedule_count previous_appointment_id is_recurring recurrence_pattern parent_series_id
		attendance_confirmed_at reminder_sent_at confirmation_sent_at follow_up_sent_at created_at
		updated_at`,
	callback_requests: `id kind appointment_type_id name phone pet_name species note client_id pet_id
		status promised_by claimed_by claimed_at attempts last_attempt_at closed_at outcome created_at
		updated_at`,
	emergencies: `id caller_name caller_phone species complaint severity minutes arrives_at status
		veterinarian_id appointment_id outcome settled_at recorded_by_kind recorded_by created_at
		updated_at`,
	calendar_feeds: `id resource_id label host is_active events skipped last_success_at created_at
		updated_at`,
	dismissed_conflicts: `feed_id appointment_id starts_at ends_at actor_kind actor_id created_at
		updated_at`,
	appointment_pets: 'appointment_id pet_id created_at updated_at',
	appointment_resources: 'appointment_id resource_id lanes created_at updated_at',
	appointment_form_data: `id appointment_id field_name field_value field_type created_at updated_at`,
	appointment_events: `id appointment_id kind actor_kind actor_id from_status to_status reason data at
		created_at updated_at`,
	notifications: `id appointment_id client_id user_id account_id kind channel recipient_email
		recipient_phone status scheduled_for sent_at attempts created_at updated_at`,
	notification_deliveries: `id notification_id attempt provider outcome detail created_at updated_at`,
	client_accounts: `id client_id name locale email email_verified_at phone new_phone phone_verified_at last_login_at preferences
		notification_settings erasure_asked_at erasure_keeps_visits created_at updated_at`,
	client_booking_preferences: `id client_id preferred_times preferred_days preferred_veterinarians
		preferred_appointment_types typical_booking_lead_hours cancellation_rate no_show_rate
		reschedule_frequency visit_count last_calculated_at created_at updated_at`,
	audit_log: `id actor_kind actor_id action subject_kind subject_id data at created_at updated_at`,
}

/** Tables that stay, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
	account_registrations: 'of accounts that are not made yet, gone after two days',
	client_sessions: 'sign-ins, worthless elsewhere',
	email_changes: 'under way, gone after two days',
	passkeys: 'sign-ins, worthless elsewhere',
	availability_versions: 'counts changes; means nothing elsewhere',
	holds: 'last some minutes, and carry secrets of pages',
	idempotency_keys: 'answers to retries, gone after a day',
	local_messages: 'mails as they left, with links that open visits',
	one_time_codes: 'of sign-ins under way',
	rate_limits: 'counted calls',
	reservations: 'follow from visits and holds',
	sign_in_tries: 'guard sign-in',
	unfinished_uploads: 'of the store, gone after a day',
	user_sessions: 'sign-ins, worthless elsewhere',
}

const SEARCH = 'made of another column, for searching'

/** Columns that stay of a table that leaves, and why. `clinic_id` is the same everywhere. */
export const KEPT_BACK: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	clients: { name_key: SEARCH, name_rest: SEARCH, name_last: SEARCH, email_key: SEARCH },
	pets: { name_key: SEARCH },
	users: {
		password_hash: 'a secret',
		password_set_at: 'about a secret',
		totp_secret: 'a secret',
		totp_confirmed_at: 'about a secret',
		totp_last_step: 'guards sign-in',
		link_generation: 'makes links',
	},
	client_accounts: {
		email_key: SEARCH,
		password_hash: 'a secret',
		password_set_at: 'about a secret',
		link_generation: 'makes links',
	},
	files: { storage_key: 'of the store', thumbnail_key: 'of the store' },
	calendar_feeds: {
		address: 'a secret: it opens the diary',
		busy: 'the other diary has it',
		digest: 'of the work of fetching',
		laid_out_on: 'of the work of fetching',
		etag: 'of the work of fetching',
		last_modified: 'of the work of fetching',
		next_fetch_at: 'of the work of fetching',
		asked_at: 'of the work of fetching',
		last_tried_at: 'of the work of fetching',
		last_error: 'of the work of fetching',
		failures: 'of the work of fetching',
	},
	appointments: { manage_generation: 'makes links', ics_sequence: 'of calendar files sent' },
	notifications: {
		variables: 'repeats the visit',
		sequence: 'of calendar files sent',
		claimed_at: 'of the work of sending',
		max_attempts: 'of the work of sending',
		error_message: "of the work of sending; may hold a provider's words",
		provider_message_id: "the provider's own",
	},
	notification_deliveries: { provider_message_id: "the provider's own" },
}
