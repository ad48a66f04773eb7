/** The SQLSTATEs we branch on; constraint names carry a shard's number on a distributed database. */
export const SQLSTATE = {
	changedStatement: '0A000',
	divisionByZero: '22012',
	notNullViolation: '23502',
	foreignKeyViolation: '23503',
	uniqueViolation: '23505',
	checkViolation: '23514',
	exclusionViolation: '23P01',
	unknownStatement: '26000',
	invalidPassword: '28P01',
	serializationFailure: '40001',
	deadlockDetected: '40P01',
	insufficientPrivilege: '42501',
	lockNotAvailable: '55P03',
	queryCanceled: '57014',
} as const

/** The SQLSTATE of a thrown thing, from pg, knex or Objection; otherwise undefined. */
export function sqlStateOf(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null) return undefined
	const native = 'nativeError' in error ? sqlStateOf(error.nativeError) : undefined
	if (native) return native
	// Codes of Node's own errors (ECONNREFUSED) are longer.
	return 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code))
		? String(error.code)
		: undefined
}
