import { type ImportReport, VetslotError } from '@vetslot/sdk/staff'
import { css, html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { segmented, selectField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { Form } from '../../frame/form.ts'
import { saveAs } from '../../frame/save.ts'
import { info } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { fileField } from '../file-field.ts'
import { viewStyles } from '../styles.ts'
import { dataMessages } from './messages.ts'
import { beginningOf, firstRows, type Preview } from './preview.ts'
import { columns, counts, finished, problems } from './report.ts'

const KINDS = ['clients', 'pets', 'records'] as const
type Kind = (typeof KINDS)[number]
const DATES = ['iso', 'dmy', 'mdy'] as const
const UNITS = ['kg', 'lb'] as const
const EXAMPLES = 3

const dataStyles = css`
	.sheet-card,
	.form {
		display: grid;
		gap: var(--vetslot-s-4);
		justify-items: start;
	}
	.form {
		grid-template-columns: minmax(0, 1fr);
		inline-size: 100%;
		max-inline-size: 560px;
	}
	.form > *,
	.sheet-card > :is(.table, .note) {
		inline-size: 100%;
	}
	.counts {
		font-size: var(--vetslot-fs-lg);
	}
	.examples {
		max-inline-size: 320px;
		overflow-wrap: anywhere;
		color: var(--vetslot-text-2);
	}
	td .input {
		min-inline-size: 200px;
	}
	.level {
		font-weight: 600;
	}
	.level.error {
		color: var(--vetslot-danger-text);
	}
`

/** Clients, pets and records from a file, and everything of the clinic into one. */
export class TransferView extends ConsoleView {
	static override styles = [...viewStyles, dataStyles]

	#kind: Kind = 'clients'
	#dates: (typeof DATES)[number] = 'iso'
	#unit: (typeof UNITS)[number] = 'kg'
	#file: File | undefined
	#preview: Preview | undefined
	#mapping: Record<string, string | null> = {}
	/** What the check has found; undefined before it. */
	#report: ImportReport | undefined
	/** What the last import has done. */
	#done: ImportReport | undefined
	readonly #form = new Form(this, {})
	readonly #export = new Form(this, {})

	get #t() {
		return this.desk.speak(dataMessages)
	}

	/** What was found is not true of another file, or of one that is read in another way. */
	#change(how: () => void): void {
		how()
		this.#report = undefined
		this.#done = undefined
		this.#form.errors = {}
		this.requestUpdate()
	}

	readonly #choose = (file: File | undefined): void => {
		this.#change(() => {
			this.#file = file
			this.#mapping = {}
		})
	}

	readonly #map = (header: string, field: string | null): void => {
		this.#mapping = { ...this.#mapping, [header]: field }
		void this.#check()
	}

	readonly #check = async (event: Event | null = null): Promise<void> => {
		event?.preventDefault()
		const file = this.#file
		if (!file) {
			this.#form.errors = { file: this.#t('file-missing') }
			this.requestUpdate()
			this.find('#file')?.focus()
			return
		}
		this.desk.say(this.#t('checking'))
		await this.#form.send(null, async () => {
			this.#preview = await beginningOf(file)
			this.#report = await this.#ask(file, true)
			const isText = this.#report.problems[0]?.code !== 'not_text'
			if (isText || this.#preview.charset !== 'utf-8') return
			// Only further down is a letter that tells.
			this.#preview = { ...this.#preview, charset: 'windows-1252' }
			this.#report = await this.#ask(file, true)
		})
		await this.#showFound()
	}

	async #showFound(): Promise<void> {
		await this.updateComplete
		if (this.#report && Object.keys(this.#mapping).length === 0) this.find('#found')?.focus()
	}

	readonly #import = async (): Promise<void> => {
		const file = this.#file
		if (!file) return
		this.desk.say(this.#t('importing'))
		const isDone = await this.#form.send(null, async () => {
			try {
				this.#done = await this.#ask(file, false)
			} catch (error) {
				// Somebody has changed what the file points to, since it was checked.
				if (!(error instanceof VetslotError) || !error.report) throw error
				this.#report = error.report
			}
		})
		if (!isDone || !this.#done) return
		const { rows } = this.#done
		this.#report = undefined
		this.#file = undefined
		this.#mapping = {}
		this.desk.toast({ text: this.#t('imported', { count: rows }) })
		await this.updateComplete
		this.find('#done')?.focus()
	}

	#ask(file: File, dryRun: boolean): Promise<ImportReport> {
		return this.desk.client.transfers.import(file, {
			dryRun,
			kind: this.#kind,
			dateFormat: this.#dates,
			weightUnit: this.#unit,
			mapping: this.#mapping,
			charset: this.#preview?.charset ?? 'utf-8',
		})
	}

	readonly #exportAll = (): Promise<boolean> =>
		this.#export.send(null, async () => {
			this.desk.say(this.#t('exporting'))
			const answer = await this.desk.client.transfers.export()
			saveAs(await answer.blob(), `${this.desk.clinic.slug}.zip`)
			this.desk.toast({ text: this.#t('exported') })
		})

	protected override render(): TemplateResult {
		const t = this.#t
		const { busy } = this.#export
		return html`<div class="page">
			<section class="sheet-card" aria-labelledby="import"><h2 class="subhead" id="import">${t('import-title')}</h2>
				<p class="quiet">${t('import-text')}</p>${this.#fields()}
				<div id="done" tabindex="-1">${this.#done ? finished(t, this.#done) : nothing}</div>
				${this.#report ? this.#found(this.#report) : nothing}</section>
			<section class="sheet-card" aria-labelledby="export"><h2 class="subhead" id="export">${t('export-title')}</h2>
				<p class="quiet">${t('export-text')}</p>${this.#export.alert()}
				${button('secondary', { label: busy ? t('exporting') : t('export'), busy, onClick: this.#exportAll })}</section>
		</div>`
	}

	#fields(): TemplateResult {
		const t = this.#t
		const { words } = this.desk
		const kinds = KINDS.map((value) => ({ value, label: t(`kind-${value}`) }))
		const onSelect = (value: string) =>
			this.#change(() => {
				this.#kind = value as Kind
				this.#mapping = {}
			})
		const label = this.#report ? t('check-again') : t('check')
		return html`<form class="form" novalidate @submit=${this.#check}>
			${segmented(words, { id: 'kind', label: t('kind'), options: kinds, value: this.#kind, onSelect })}
			${this.#fileField()}${this.#kind === 'clients' ? nothing : this.#formats()}${this.#form.alert()}
			${button(this.#report ? 'secondary' : 'primary', {
				label: this.#form.busy ? t('checking') : label,
				busy: this.#form.busy,
				submit: true,
			})}</form>`
	}

	#fileField(): TemplateResult {
		const t = this.#t
		return fileField(this.desk.words, {
			...{ id: 'file', label: t('file'), hint: t('file-hint'), error: this.#form.errors.file },
			...{ accept: '.csv,.txt,text/csv', onFile: this.#choose },
		})
	}

	#formats(): TemplateResult {
		const t = this.#t
		const { words } = this.desk
		const dates = DATES.map((value) => ({ value, label: t(`dates-${value}`) }))
		const units = UNITS.map((value) => ({ value, label: t(`weights-${value}`) }))
		const setDates = (value: string) => this.#change(() => (this.#dates = value as 'iso'))
		const setUnit = (value: string) => this.#change(() => (this.#unit = value as 'kg'))
		return html`${selectField(words, { id: 'dates', label: t('dates'), options: dates, value: this.#dates, onSelect: setDates })}
			${segmented(words, { id: 'weights', label: t('weights'), options: units, value: this.#unit, onSelect: setUnit })}`
	}

	#found(report: ImportReport): TemplateResult {
		const t = this.#t
		const { text = '', charset } = this.#preview ?? {}
		const rows = firstRows(text, report.delimiter, EXAMPLES)
		const { busy } = this.#form
		return html`<h3 class="subhead" id="found" tabindex="-1">${t('found')}</h3>${counts(t, report)}
			${charset === 'windows-1252' ? note('warm', { glyph: info, text: t('read-as-windows') }) : nothing}
			${problems(t, report)}
			${
				report.columns.length > 0
					? html`<p class="quiet">${t('columns-text')}</p>${columns(t, { report, rows, onMap: this.#map })}`
					: nothing
			}
			${
				report.errors === 0 && report.rows > 0
					? button('primary', {
							label: busy ? t('importing') : t('import', { count: report.rows }),
							busy,
							onClick: this.#import,
						})
					: nothing
			}`
	}
}

customElements.define('vetslot-clinic-data', TransferView)
