import type { Knex } from 'knex'
import {
	type NotificationSettings,
	type NotificationSettingsBody,
	type SettingChannel,
	type SettingKind,
	settingChannels,
	settingKinds,
} from '../../contract/notification-settings.ts'
import type { Issue } from '../../contract/problem.ts'
import { audit } from '../../database/audit.ts'
import { newId } from '../../database/ids.ts'
import { queryOf } from '../../database/query.ts'
import type { Owner } from '../../http/authenticate.ts'
import { invalidRequest, Problem } from '../../http/problem.ts'
import { lockAccount } from '../../joining/accounts.ts'
import { type Choices, choicesOf, isConsented, isFixed, purposeOf, settingsOf } from './choices.ts'

/** By which channels letters leave. Until texts and pushes do, nobody can be promised any. */
const AVAILABLE: readonly SettingChannel[] = ['email']

const WHY =
	'We write whenever a visit is booked, moved or cancelled, so that you never come in vain.'

export async function showSettings(trx: Knex, owner: Owner): Promise<NotificationSettings> {
	const { clinicId } = owner
	const choices = await choicesOf(queryOf(trx), clinicId, owner)
	return {
		settings: settingsOf(choices),
		available: [...AVAILABLE],
		fixed: [{ kind: 'service', channel: 'email', why: WHY }],
		marketingWording: await wordingOf(trx, clinicId),
	}
}

/** What is agreed to; it is kept with the consent, so a change of it binds nobody who agreed before. */
async function wordingOf(trx: Knex, clinicId: string): Promise<string> {
	const [clinic] = await queryOf(trx)<{ name: string }>(
		'select c.name from clinics c where c.id = $1',
		[clinicId],
	)
	return `I would like news and offers from ${clinic?.name ?? ''}, by the channels that I have ticked. I can stop this here at any time.`
}

interface Cell {
	kind: SettingKind
	channel: SettingChannel
	isOn: boolean
}

/**
 * Keeps what somebody wants to hear about, and how. A consent, given or taken back, is a row of its
 * own with what was agreed to and by whom; nothing that was said before is written over.
 *
 * @throws Problem `session_ended`, `invalid_request`
 */
export async function changeSettings(
	trx: Knex.Transaction,
	owner: Owner,
	{ settings, marketingWording }: NotificationSettingsBody,
): Promise<void> {
	const { clinicId, accountId } = owner
	const query = queryOf(trx)
	// Two pages that save at once do it one after the other, and none after an erasure.
	if (!(await lockAccount(trx, clinicId, accountId))) throw new Problem('session_ended')
	const choices = await choicesOf(query, clinicId, owner)
	const now = settingsOf(choices)
	const changed = settingKinds.flatMap((kind) =>
		settingChannels.flatMap((channel): Cell[] => {
			const isOn = settings[kind][channel]
			return isOn === now[kind][channel] ? [] : [{ kind, channel, isOn }]
		}),
	)
	const wording = await wordingOf(trx, clinicId)
	assertPossible(changed, marketingWording === wording)
	for (const cell of changed) await keepConsent(trx, owner, { cell, choices, wording })
	await keepPreferences(trx, owner, changed)
	if (changed.length === 0) return
	const cells = changed.map(
		({ kind, channel, isOn }) => `${kind} ${channel} ${isOn ? 'on' : 'off'}`,
	)
	const actor = { kind: 'owner', id: accountId } as const
	const entry = { actor, action: 'account.notifications_changed', subjectId: accountId } as const
	await audit(trx, clinicId, { ...entry, data: { cells } })
}

function assertPossible(changed: readonly Cell[], wasRead: boolean): void {
	const issues = changed.flatMap(({ kind, channel, isOn }): Issue[] => {
		const field = { path: `settings.${kind}.${channel}`, in: 'body' as const }
		if (isFixed(kind, channel)) return [{ ...field, code: 'always_sent', message: WHY }]
		if (!AVAILABLE.includes(channel)) {
			const message = 'The clinic does not write by this channel'
			return [{ ...field, code: 'channel_unavailable', message }]
		}
		if (kind !== 'marketing' || !isOn || wasRead) return []
		const message = 'Must be what is agreed to, as it reads now'
		return [{ path: 'marketingWording', in: 'body', code: 'wording_changed', message }]
	})
	if (issues.length > 0) throw invalidRequest(issues)
}

interface Keeping {
	cell: Cell
	choices: Choices
	wording: string
}

async function keepConsent(
	trx: Knex.Transaction,
	{ clinicId, clientId, accountId, sessionId }: Owner,
	{ cell: { kind, channel, isOn }, choices, wording }: Keeping,
): Promise<void> {
	const purpose = purposeOf(kind)
	// To want a part of the service is to want it at all; not to want one says nothing of the rest.
	const isSaid = purpose === 'service' && (!isOn || isConsented(purpose, channel, choices))
	if (isSaid) return
	await trx('consents').insert({
		...{ clinic_id: clinicId, id: newId(), client_id: clientId },
		...{ purpose, channel, is_granted: isOn },
		wording: kind === 'marketing' && isOn ? wording : null,
		proof: JSON.stringify({ by: 'notification settings', accountId, sessionId }),
	})
}

/** Only what is switched off is written down. */
async function keepPreferences(
	trx: Knex.Transaction,
	{ clinicId, accountId }: Owner,
	changed: readonly Cell[],
): Promise<void> {
	for (const { kind, channel, isOn } of changed) {
		if (purposeOf(kind) !== 'service') continue
		await queryOf(trx)(
			`update client_accounts set updated_at = now(), notification_settings =
				notification_settings || jsonb_build_object($3::text,
					coalesce(notification_settings -> $3::text, '{}')
						|| jsonb_build_object($4::text, $5::boolean))
			where clinic_id = $1 and id = $2`,
			[clinicId, accountId, kind, channel, isOn],
		)
	}
}
