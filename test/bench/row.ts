import type { DataSet } from './data/dataset.ts'
import type { Finding } from './report.ts'
import type { startServer } from './servers/launch.ts'

export interface Bench {
	/** Small data and short runs: shows that a row works, its figures mean nothing. */
	quick: boolean
	/** Rounds of A and B; few of them when quick. */
	rounds: number
	/** The databases; built, or found, when the first row asks for them. */
	data: () => Promise<DataSet>
	/** Starts a server of its own for the row; when quick, rows share those of one kind. */
	serve: typeof startServer
	say: (words: string) => void
}

/** One line of the table of targets. */
export interface Row {
	number: number
	title: string
	run: (bench: Bench) => Promise<Finding[]>
}
