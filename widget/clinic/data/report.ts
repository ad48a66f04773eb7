import type { ImportReport } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { note } from '../../controls/notes.ts'
import type { Translate } from '../../locales/localize.ts'
import { alert, check, info } from '../../theme/icons.ts'
import type { dataMessages } from './messages.ts'

type Say = Translate<typeof dataMessages>

/** More is not read on a screen. */
const SHOWN = 100

/** How many rows, and what becomes of them. */
export function counts(t: Say, report: ImportReport): TemplateResult {
	const { errors } = report
	const parts = (['created', 'updated', 'unchanged', 'refused'] as const)
		.filter((part) => report[part] > 0)
		.map((part) => t(`count-${part}`, { count: report[part].toLocaleString() }))
	const text =
		errors === 0
			? note('info', { glyph: check, text: t('found-fine') })
			: note('danger', { glyph: alert, text: t('found-errors', { count: errors }) })
	return html`<p class="counts num"><strong>${t('count-rows', { count: report.rows })}</strong>${
		parts.length > 0 ? html`<span class="quiet">: ${parts.join(', ')}</span>` : nothing
	}</p>${text}`
}

/** What is wrong with which rows, or good to know. */
export function problems(t: Say, report: ImportReport): TemplateResult | typeof nothing {
	const shown = report.problems.slice(0, SHOWN)
	if (shown.length === 0) return nothing
	const more = report.errors + report.warnings - shown.length
	return html`<div class="table" tabindex="0" role="region" aria-label=${t('problems')}><table>
		<caption>${t('problems')}</caption>
		<thead><tr><th scope="col">${t('row')}</th><th scope="col">${t('column')}</th
			><th scope="col">${t('what')}</th></tr></thead>
		<tbody>${shown.map(
			({ row, column, level, message }) =>
				html`<tr><td class="num" data-label=${t('row')}>${row}</td
					><td data-label=${t('column')}>${column ?? t('whole-row')}</td
					><td data-label=${t('what')}><span class="level ${level}">${t(level)}</span> ${message}</td></tr>`,
		)}</tbody></table></div>
		${more > 0 ? html`<p class="quiet">${t('problems-more', { count: more })}</p>` : nothing}`
}

interface ColumnsProps {
	report: ImportReport
	/** Of the file, to know a column by. */
	rows: readonly string[][]
	onMap: (header: string, field: string | null) => void
}

/** Which column is what, with what stands in its first rows. */
export function columns(t: Say, props: ColumnsProps): TemplateResult {
	const { report } = props
	return html`<div class="table" tabindex="0" role="region" aria-label=${t('columns')}><table>
		<caption>${t('columns')}</caption>
		<thead><tr><th scope="col">${t('column')}</th><th scope="col">${t('examples')}</th
			><th scope="col">${t('meaning')}</th></tr></thead>
		<tbody>${report.columns.map((_, place) => columnRow(t, props, place))}</tbody></table></div>`
}

function columnRow(t: Say, { report, rows, onMap }: ColumnsProps, place: number): TemplateResult {
	const { header = '', field = null } = report.columns[place] ?? {}
	const examples = rows.map((row) => row[place] ?? '').filter((cell) => cell !== '')
	const choose = ({ target }: Event) => onMap(header, (target as HTMLSelectElement).value || null)
	return html`<tr><th scope="row" data-label=${t('column')}>${header}</th
		><td class="examples" data-label=${t('examples')}>${examples.join(' · ')}</td
		><td data-label=${t('meaning')}><select class="input" aria-label=${t('meaning-of', { header })} @change=${choose}>
			<option value="" ?selected=${field === null}>${t('left-out')}</option>
			${report.fields.map(
				({ name, required }) =>
					html`<option value=${name} ?selected=${name === field}>${fieldName(t, name, required)}</option>`,
			)}</select></td></tr>`
}

function fieldName(t: Say, name: string, required: boolean): string {
	const key = `field-${name}` as keyof typeof dataMessages & `field-${string}`
	const field = t(key)
	return required ? t('needed', { field }) : field
}

/** What a finished import has done. */
export function finished(t: Say, { rows, created, updated, unchanged }: ImportReport) {
	return note('info', {
		glyph: info,
		title: t('imported', { count: rows }),
		text: t('imported-text', { created, updated, unchanged }),
	})
}
