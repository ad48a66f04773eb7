import type { MedicalRecord } from '@vetslot/sdk/staff'
import { html, nothing } from 'lit'
import type { ConsoleContext } from '../context.ts'
import type { PeopleKey } from './record-fields.ts'
import { FIELDS } from './record-fields.ts'
import { dayText, type Say } from './words.ts'

type Version = Pick<MedicalRecord, 'kind' | 'content' | 'nextDueOn'>

/** What a record says, a line for each field that is known. */
export function linesOf(desk: ConsoleContext, say: Say, { kind, content, nextDueOn }: Version) {
	const facts: [string, string][] = FIELDS[kind].flatMap(({ path, label, type }) => {
		const value = content[path]
		if (value === undefined || value === null || value === '' || path === 'unit') return []
		return [[say(label), shown(desk, say, { value, type })]]
	})
	if (kind === 'weight') return html`<p class="said">${weightText(say, content)}</p>`
	const due: [string, string][] = nextDueOn ? [[say('next-due'), dayText(desk, nextDueOn)]] : []
	const all = [...facts.filter(([label]) => label !== say('next-due')), ...due]
	if (!all.length) return nothing
	return html`<dl class="facts">${all.map(
		([label, text]) => html`<dt>${label}</dt><dd class="said">${text}</dd>`,
	)}</dl>`
}

function shown(
	desk: ConsoleContext,
	say: Say,
	{ value, type }: { value: unknown; type: string },
): string {
	const text = String(value)
	if (type === 'date') return dayText(desk, text)
	return type === 'status' ? say(text as PeopleKey & ('ordered' | 'partial' | 'final')) : text
}

function weightText(say: Say, { kilograms, value, unit }: MedicalRecord['content']): string {
	const kilos = say('kilograms', { weight: String(kilograms) })
	return unit === undefined || unit === 'kg' ? kilos : `${kilos} (${value} ${unit})`
}

/** Weights below each other, with what changed since the one before. */
export function weightsTable(desk: ConsoleContext, say: Say, records: readonly MedicalRecord[]) {
	const rows = records.filter((record) => !record.withdrawn)
	const kilos = (record: MedicalRecord | undefined) => Number(record?.content.kilograms)
	return html`<div class="table" tabindex="0" role="region" aria-label=${say('weights-caption')}><table>
		<thead><tr><th scope="col">${say('day')}</th><th scope="col">${say('weight')}</th><th scope="col">±</th></tr></thead>
		<tbody>${rows.map((record, i) => {
			const change = kilos(record) - kilos(rows[i + 1])
			const text = Number.isNaN(change)
				? ''
				: `${change > 0 ? '+' : ''}${Number(change.toFixed(3))}`
			return html`<tr><th scope="row">${dayText(desk, record.occurredOn)}</th>
			<td data-label=${say('weight')}>${say('kilograms', { weight: kilos(record) })}</td>
			<td data-label="±">${text}</td></tr>`
		})}</tbody></table></div>`
}
