/** The way to an address, on a map of another website. */
export const mapOf = (address: readonly string[]): string =>
	`https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(address.join(', '))}`
