import { readFileSync } from 'node:fs'
import type { DemoIssue } from '../../../api/clinics/demo/check.ts'
import { DemoDataError, readDemoData } from '../../../api/clinics/demo/read.ts'

const FOLDER = new URL('../../../api/clinics/demo/data/', import.meta.url)

// biome-ignore lint/suspicious/noExplicitAny: tests damage the data at will
export type Loose = any

/** The data as it is in the files, free to be damaged. */
export function rawData(slug = 'wrenfold') {
	const read = (name: string): Loose =>
		JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'))
	return { clinic: read(slug), fields: read('form-fields'), triage: read('triage') }
}

/** What is wrong with damaged data. */
export function issuesAfter(damage: (data: ReturnType<typeof rawData>) => void): DemoIssue[] {
	const data = rawData()
	damage(data)
	try {
		readDemoData(data)
		return []
	} catch (error) {
		if (error instanceof DemoDataError) return [...error.issues]
		throw error
	}
}
