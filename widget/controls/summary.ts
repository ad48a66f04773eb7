import { html, nothing, type TemplateResult } from 'lit'
import type { Words } from '../locales/localize.ts'
import { type Glyph, icon } from '../theme/icons.ts'
import { action } from './buttons.ts'

export interface SummaryProps {
	/** The animal. */
	glyph: Glyph
	/** "Booster vaccination" */
	title: string
	/** "20 min · £58" */
	detail: string
	onChange?: (() => void) | undefined
}

/** What was chosen so far, in one line; wide containers show the aside instead. */
export function summaryStrip(
	words: Words,
	{ glyph, title, detail, onChange }: SummaryProps,
): TemplateResult {
	return html`<div class="summary"><span class="tile warm">${icon(glyph, 24)}</span>
		<p class="grow"><b class="sm">${title}</b><span class="xs quiet num">${detail}</span></p>
		${onChange ? action({ label: words.t('change'), onClick: onChange }) : nothing}</div>`
}

/** What was chosen on this step, with a way to choose again: the vet above the month. */
export function choiceRow(
	words: Words,
	props: { lead: unknown; title: unknown; text?: unknown; onChange?: () => void },
) {
	const { lead, title, text, onChange } = props
	return html`<div class="pick choice">${lead}<p class="grow"><b>${title}</b><span class="sm quiet">${text}</span></p>${
		onChange ? action({ label: words.t('change'), onClick: onChange }) : nothing
	}</div>`
}

export interface Row {
	glyph: Glyph
	title: unknown
	/** Below the title, a line each. */
	lines?: readonly unknown[]
	onEdit?: (() => void) | undefined
	/** Names the edit button for screen readers: "Edit time". */
	section?: string
}

export interface Total {
	/** "Pay at the clinic" */
	label: string
	detail?: string | undefined
	/** "£112" */
	amount: string
}

const rowText = (row: Row) =>
	html`<div class="grow"><b>${row.title}</b>${row.lines?.map(
		(line) => html`<span class="sm quiet num">${line}</span>`,
	)}</div>`

const total = ({ label, detail, amount }: Total) => html`<div class="total num"><div class="between"
	><strong>${label}</strong><strong>${amount}</strong></div>${
		detail ? html`<span class="sm quiet">${detail}</span>` : nothing
	}</div>`

/** Everything on one page, each part with its own way back. */
export function reviewList(words: Words, rows: readonly Row[], sum?: Total): TemplateResult {
	return html`<div class="box review">${rows.map(
		(row) =>
			html`<div class="review-row"><span class="mark">${icon(row.glyph, 22)}</span>${rowText(row)}${
				row.onEdit
					? action({
							label: words.t('edit'),
							name: row.section && words.t('edit-section', { section: row.section }),
							onClick: row.onEdit,
						})
					: nothing
			}</div>`,
	)}${sum ? total(sum) : nothing}</div>`
}

export interface AsideProps {
	heading: string
	/** The animal and the visit. */
	visit: { glyph: Glyph; title: string; detail: string }
	rows: readonly Row[]
	total?: Total | undefined
	/** The same button as in the footer, which is hidden where this shows. */
	button?: unknown
}

/** The summary beside the step in wide containers. */
export function aside({ heading, visit, rows, total: sum, button }: AsideProps): TemplateResult {
	return html`<div class="stack sum"><p class="label quiet">${heading}</p>
		<div class="pick"><span class="tile warm">${icon(visit.glyph, 24)}</span>
			<p class="grow"><b>${visit.title}</b><span class="sm quiet">${visit.detail}</span></p></div>
		${rows.length ? html`<hr class="rule" />` : nothing}${rows.map(
			(row) =>
				html`<div class="pick"><span class="mark">${icon(row.glyph)}</span>${rowText(row)}</div>`,
		)}${sum ? html`<hr class="rule" />${total(sum)}` : nothing}${button ?? nothing}</div>`
}
