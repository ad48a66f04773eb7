/**
 * An address as limits count it: without case, and without the marks and forms that some database or
 * mail server takes for the same letter (`İ`, `ſ`, the Kelvin sign). It may take two addresses for
 * one, never one for two.
 */
export function foldedEmail(email: string): string {
	return email.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
