/**
 * A name for programs out of a name for people, other than those that are taken.
 *
 * @example freeSlug('Health check', ['health_check']) // 'health_check_2'
 */
export function freeSlug(name: string, taken: readonly string[]): string {
	const plain = name
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '_')
		.slice(0, 36)
		.replaceAll(/^_+|_+$/g, '')
	const first = plain || 'unnamed'
	for (let n = 1; ; n++) {
		const slug = n === 1 ? first : `${first}_${n}`
		if (!taken.includes(slug)) return slug
	}
}
