import { type Html, html } from '../notifications/html.ts'
import type { OwnData } from './collect.ts'
import type { Rows } from './parts.ts'

const TITLES: Readonly<Record<keyof OwnData['parts'], string>> = {
	account: 'Your account',
	client: 'You, as the clinic knows you',
	consents: 'What you agreed to',
	pets: 'Your pets',
	visits: 'Visits',
	records: 'What the clinic shares of your pets’ records',
	callbacks: 'When you asked to be called',
	prescriptions: 'Prescriptions you asked for',
	habits: 'What was learned from your visits',
	messages: 'What was sent to you',
	invitations: 'Sharing your pets',
	emailChanges: 'When you asked for another email',
	passkeys: 'Your passkeys',
	sessions: 'Where you signed in',
}

/** The page by which a person reads what a program reads in `your-data.json`. */
export function indexPage({ clinic, parts, files }: OwnData, at: Date): string {
	const sections = Object.entries(TITLES).map(
		([name, title]) => html`<h2>${title}</h2>${table(parts[name as keyof typeof parts])}`,
	)
	const links = files.map(({ path, name }) => html`<li><a href="${path}">${name || path}</a></li>`)
	return `<!doctype html>\n${html`<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Your data at ${clinic}</title>
<style>body{font:1rem/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}
section{overflow-x:auto}table{border-collapse:collapse}th,td{border:1px solid;padding:.25rem .5rem;
text-align:start;vertical-align:top}</style></head><body><main><h1>Your data at ${clinic}</h1>
<p>As it was on ${at.toISOString().slice(0, 10)}. The same is in your-data.json, for programs, with a checksum of each file in manifest.sha256.</p>
${sections}<h2>Files</h2>${links.length > 0 ? html`<ul>${links}</ul>` : NOTHING}
</main></body></html>`}\n`
}

const NOTHING = html`<p>Nothing.</p>`

function table(rows: Rows): Html {
	if (rows.length === 0) return NOTHING
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
	const head = columns.map((column) => html`<th scope="col">${wordsOf(column)}</th>`)
	const body = rows.map(
		(row) => html`<tr>${columns.map((column) => html`<td>${textOf(row[column])}</td>`)}</tr>`,
	)
	return html`<section><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></section>`
}

/** `bookedAt`: `Booked at`. */
function wordsOf(name: string): string {
	const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
	return words.charAt(0).toUpperCase() + words.slice(1)
}

function textOf(value: unknown): string {
	if (value === null || value === undefined) return ''
	if (value instanceof Date) return value.toISOString()
	if (Array.isArray(value)) return value.map(textOf).join(', ')
	if (typeof value !== 'object') return String(value)
	const pairs = Object.entries(value).filter(([, one]) => one !== null)
	return pairs.map(([name, one]) => `${wordsOf(name)}: ${textOf(one)}`).join('; ')
}
