import {
	type SettingChannel,
	type SettingKind,
	type Settings,
	settingChannels,
	settingKinds,
} from '../../contract/notification-settings.ts'
import type { Query } from '../../database/tenant.ts'

export type Purpose = 'service' | 'recall' | 'marketing'

/**
 * For what a kind needs a yes. What is due and what is marketing are purposes of their own: whether
 * they may be sent is said by the newest consent alone. The other three belong to the service; which
 * of them somebody wants is a preference of their account, below the consent to the service.
 */
const purposes: Readonly<Record<SettingKind, Purpose>> = {
	service: 'service',
	reminders: 'service',
	recalls: 'recall',
	followUps: 'service',
	marketing: 'marketing',
}

export const purposeOf = (kind: SettingKind): Purpose => purposes[kind]

/** Whether a kind can't be switched off on a channel: a visit must not change without a word. */
export const isFixed = (kind: SettingKind, channel: SettingChannel) =>
	kind === 'service' && channel === 'email'

export interface Choices {
	/** The newest of each purpose and channel. */
	consents: readonly { purpose: Purpose; channel: string; granted: boolean }[]
	/** Of each account that the client has: what it has switched off. */
	accounts: readonly Partial<Record<SettingKind, Partial<Record<SettingChannel, boolean>>>>[]
}

/** What holds where nobody has said anything: all but marketing. */
export function isConsented(purpose: Purpose, channel: SettingChannel, choices: Choices): boolean {
	const said = choices.consents.find((one) => one.purpose === purpose && one.channel === channel)
	return said?.granted ?? purpose !== 'marketing'
}

/** Whether a kind may be sent by a channel; of a household, as long as one of them wants it. */
export function isOn(kind: SettingKind, channel: SettingChannel, choices: Choices): boolean {
	if (isFixed(kind, channel)) return true
	const purpose = purposeOf(kind)
	if (!isConsented(purpose, channel, choices)) return false
	if (purpose !== 'service' || choices.accounts.length === 0) return true
	return choices.accounts.some((account) => account[kind]?.[channel] !== false)
}

/** All of it at once. */
export function settingsOf(choices: Choices): Settings {
	const cells = settingKinds.map((kind) => [
		kind,
		Object.fromEntries(settingChannels.map((channel) => [channel, isOn(kind, channel, choices)])),
	])
	return Object.fromEntries(cells) as Settings
}

/** Reads what a client has said, or only one of their accounts. */
export async function choicesOf(
	query: Query,
	clinicId: string,
	{ clientId, accountId = null }: { clientId: string; accountId?: string | null },
): Promise<Choices> {
	const consents = await query<Choices['consents'][number]>(
		`select distinct on (c.purpose, c.channel) c.purpose, c.channel, c.is_granted as granted
		from consents c where c.clinic_id = $1 and c.client_id = $2
		order by c.purpose, c.channel, c.created_at desc, c.id desc`,
		[clinicId, clientId],
	)
	const accounts = await query<{ settings: Choices['accounts'][number] }>(
		`select a.notification_settings as settings from client_accounts a
		where a.clinic_id = $1 and a.client_id = $2 and ($3::uuid is null or a.id = $3)`,
		[clinicId, clientId, accountId],
	)
	return { consents, accounts: accounts.map((account) => account.settings) }
}
