import * as z from 'zod'
import { keyBody } from './keys.ts'
import { id, line, locale, name } from './primitives.ts'
import { signInEmail } from './session.ts'
import { clinicName } from './staff.ts'

/** A zone by its name in the IANA database; offsets such as +01:00 know nothing of summer. */
export const timeZone = z
	.string()
	.max(60)
	.refine((text) => /^(?:UTC|[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)+)$/.test(text) && isZone(text), {
		error: 'Must be a time zone such as Europe/London',
		params: { code: 'unknown_zone' },
	})
	.meta({ example: 'Europe/London' })

function isZone(text: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: text }) !== null
	} catch {
		return false
	}
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

export const currency = z
	.string()
	.refine((text) => currencies.has(text), {
		error: 'Must be a currency such as GBP',
		params: { code: 'unknown_currency' },
	})
	.meta({ example: 'GBP' })

export const newClinicBody = z.strictObject({
	slug: clinicName,
	name: name(1, 120),
	timeZone,
	currency,
	locale,
	phone: line(3, 40).describe('Whom owners call in an emergency; kept as E.164'),
	admin: z
		.strictObject({ name: name(1, 120), email: signInEmail })
		.describe('Who runs the place; they are mailed a link to choose a password'),
})
export type NewClinicBody = z.output<typeof newClinicBody>

const platformClinic = z
	.strictObject({ id, slug: z.string(), name: z.string(), timeZone: z.string() })
	.meta({ id: 'PlatformClinic' })

export const clinicCreated = z
	.strictObject({
		clinic: platformClinic,
		adminId: id,
		publishableKey: z.string().describe('For pages; the hosted booking page works with it'),
		bookingUrl: z.string(),
		consoleUrl: z.string(),
	})
	.meta({ id: 'ClinicCreated' })
export type ClinicCreated = z.infer<typeof clinicCreated>

export const platformClinicsQuery = z.strictObject({
	after: clinicName.optional().describe('The last name of the page before'),
})

export const platformClinics = z
	.strictObject({
		clinics: z.array(platformClinic).describe('By their names in addresses'),
		next: z.string().nullable().describe('For `after`; null: there are no more'),
	})
	.meta({ id: 'PlatformClinics' })
export type PlatformClinics = z.infer<typeof platformClinics>

export const platformKeyBody = keyBody
export const platformKey = z
	.strictObject({ id, text: z.string().describe('Shown here and never again') })
	.meta({ id: 'PlatformKey' })

export const bySlug = z.strictObject({ slug: line(1, 63) })
