import pg from 'pg'

type AddRow = (row: Record<string, unknown>) => void

/**
 * Lets every version that this process reads be one that it never saw, as if a booking had come between
 * any two calls: whatever it keeps by version holds no more, and costs the database nothing.
 */
export function forgetVersions(): void {
	const { prototype } = (pg as unknown as { Result: { prototype: { addRow: AddRow } } }).Result
	const { addRow } = prototype
	let version = 1_000_000_000
	prototype.addRow = function (row) {
		if (typeof row.version === 'number') row.version = ++version
		addRow.call(this, row)
	}
}
