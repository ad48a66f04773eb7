import * as z from 'zod'

/** What people are written to about, in the order in which they are asked. */
export const settingKinds = ['service', 'reminders', 'recalls', 'followUps', 'marketing'] as const
export type SettingKind = (typeof settingKinds)[number]

export const settingChannels = ['email', 'sms', 'push'] as const
export type SettingChannel = (typeof settingChannels)[number]

const cell = z.strictObject({ email: z.boolean(), sms: z.boolean(), push: z.boolean() })

const settings = z.strictObject({
	service: cell.describe('Confirmations and changes of visits. By email always'),
	reminders: cell.describe('Of visits ahead'),
	recalls: cell.describe('What is due for a pet'),
	followUps: cell.describe('After a visit, and results'),
	marketing: cell.describe('News and offers; off until somebody asks for it'),
})
export type Settings = z.infer<typeof settings>

const kind = z.enum(settingKinds)
const channel = z.enum(settingChannels)

export const notificationSettings = z
	.strictObject({
		settings,
		available: z.array(channel).describe('The channels by which this clinic writes'),
		fixed: z.array(z.strictObject({ kind, channel, why: z.string() })),
		marketingWording: z.string().describe('What somebody agrees to by asking for news and offers'),
	})
	.meta({ id: 'NotificationSettings' })
export type NotificationSettings = z.infer<typeof notificationSettings>

export const notificationSettingsBody = z.strictObject({
	settings,
	marketingWording: z
		.string()
		.max(500)
		.optional()
		.describe('As it was shown; needed by whoever turns marketing on'),
})
export type NotificationSettingsBody = z.output<typeof notificationSettingsBody>
