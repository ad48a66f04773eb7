import { readFileSync } from 'node:fs'
import type * as z from 'zod'
import { contradictions, type DemoData, type DemoIssue } from './check.ts'
import { demoClinic, demoTriage, formFieldLibrary } from './schema.ts'

/** Demonstration data that is refused; nothing of it has been written. */
export class DemoDataError extends Error {
	override name = 'DemoDataError'
	/** Everything that is wrong, not just the first fault. */
	issues: readonly DemoIssue[]

	constructor(issues: readonly DemoIssue[]) {
		const lines = issues.map(({ path, message }) => `${path}: ${message}`)
		super(`The demonstration data is refused.\n${lines.join('\n')}`)
		this.issues = issues
	}
}

/**
 * Checks one clinic's data with the form fields and the triage that it uses: its form first, then
 * whether it contradicts itself.
 *
 * @throws {DemoDataError} naming every fault by its path
 * @example readDemoData({ clinic: {}, fields: [], triage: {} }) // throws: slug: …, name: …
 */
export function readDemoData(input: {
	clinic: unknown
	fields: unknown
	triage: unknown
}): DemoData {
	const clinic = demoClinic.safeParse(input.clinic)
	const fields = formFieldLibrary.safeParse(input.fields)
	const triage = demoTriage.safeParse(input.triage)
	if (clinic.success && fields.success && triage.success) {
		const data = { clinic: clinic.data, fields: fields.data, triage: triage.data }
		const issues = contradictions(data)
		if (issues.length > 0) throw new DemoDataError(issues)
		return data
	}
	throw new DemoDataError([
		...shapeIssues('', clinic.error),
		...shapeIssues('formFields', fields.error),
		...shapeIssues('triage', triage.error),
	])
}

/** The clinics that come with the project. */
export function demoClinics(): DemoData[] {
	const fields = readJson('form-fields')
	const triage = readJson('triage')
	return ['wrenfold', 'quillmere'].map((slug) =>
		readDemoData({ clinic: readJson(slug), fields, triage }),
	)
}

/** The questions that come with the project; a vet has to approve them before real use. */
export function starterTriage(): z.output<typeof demoTriage> {
	return demoTriage.parse(readJson('triage'))
}

function readJson(name: string): unknown {
	return JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url), 'utf8'))
}

function shapeIssues(root: string, error: z.ZodError | undefined): DemoIssue[] {
	return (error?.issues ?? []).flatMap((issue) => {
		// An unknown key is reported at its parent: name the key itself.
		const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null]
		return keys.map((key) => ({
			path: pathText(root, key === null ? issue.path : [...issue.path, key]),
			message: issue.message,
		}))
	})
}

function pathText(root: string, path: readonly PropertyKey[]): string {
	return path.reduce<string>((text, part) => {
		if (typeof part === 'number') return `${text}[${part}]`
		return text === '' ? String(part) : `${text}.${String(part)}`
	}, root)
}
