import type { MedicalRecord, RecordsWritten } from '@vetslot/sdk/staff'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { selectField } from '../../controls/fields.ts'
import { Loaded } from '../../frame/loaded.ts'
import { plus } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from './people.styles.ts'
import { RecordForm } from './record-form.ts'
import { linesOf, weightsTable } from './record-words.ts'
import { WithdrawForm } from './small-forms.ts'
import { dayText, momentText, type Say, speak } from './words.ts'

type Kind = MedicalRecord['kind']
const KINDS: readonly Kind[] = [
	'visit',
	'vaccination',
	'prescription',
	'lab_result',
	'weight',
	'allergy',
	'document',
]

interface Page {
	records: MedicalRecord[]
	nextCursor: string | null
}

/** The medical record of an animal, the newest first, each entry with what it said before. */
export class Records extends ConsoleView {
	static override properties = {
		...ConsoleView.properties,
		petId: { attribute: false },
		onWritten: { attribute: false },
	}
	static override styles = peopleStyles

	declare petId: string
	/** Weight, alerts and what is due may have changed. */
	declare onWritten: () => void
	#kind: Kind | '' = ''
	readonly #page = new Loaded<Page>(this, (signal) => this.#read(undefined, signal))

	#read(cursor: string | undefined, signal?: AbortSignal): Promise<Page> {
		const query = { ...(this.#kind && { kind: this.#kind }), ...(cursor && { cursor }) }
		return this.desk.client.pets.records(this.petId, query, signal && { signal })
	}

	protected override willUpdate(changed: PropertyValues): void {
		if (changed.has('petId')) this.reread()
	}

	reread(): void {
		void this.#page.load()
	}

	async #more({ records, nextCursor }: Page): Promise<void> {
		try {
			const older = await this.#read(nextCursor ?? undefined)
			this.#page.set({ ...older, records: [...records, ...older.records] })
		} catch (error) {
			this.desk.toast({ text: this.desk.failure(error) })
		}
	}

	readonly #written = (_: RecordsWritten): void => {
		this.desk.toast({ text: speak(this.desk)('saved') })
		this.reread()
		this.onWritten()
	}

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		const kinds = KINDS.map((value) => ({ value, label: say(`record-${value}`) }))
		const onSelect = (value: string) => {
			this.#kind = value === 'all' ? '' : (value as Kind)
			void this.#page.load()
		}
		const add = () =>
			this.desk.openDialog(new RecordForm({ petId: this.petId }, this.#written), {
				label: say('add-record'),
			})
		return html`<section class="sheet-card block"><div class="head"><h2 class="subhead">${say('records')}</h2>
			<div class="buttons">${this.#mayWrite ? button('primary', { label: say('add-record'), glyph: plus, onClick: add }) : nothing}</div></div>
			<div>${selectField(this.desk.words, {
				...{ id: 'kind', label: say('filter-records'), value: this.#kind || 'all', onSelect },
				options: [{ value: 'all', label: say('all-records') }, ...kinds],
			})}</div>${this.#page.draw((page) => this.#list(say, page))}</section>`
	}

	get #mayWrite(): boolean {
		return this.desk.may('veterinarian', 'nurse')
	}

	#list(say: Say, page: Page) {
		const { records, nextCursor } = page
		if (!records.length) return html`<p class="quiet">${say('no-records')}</p>`
		return html`${this.#kind === 'weight' ? weightsTable(this.desk, say, records) : nothing}
			<ol>${records.map((record) => this.#record(say, record))}</ol>${
				nextCursor
					? button('secondary', {
							label: say('more-records'),
							onClick: () => void this.#more(page),
						})
					: nothing
			}`
	}

	#record(say: Say, record: MedicalRecord) {
		const { kind, title, occurredOn, visibility, withdrawn, releasedAt } = record
		const name = say(`record-${kind}`)
		const lab = kind === 'lab_result' && !withdrawn
		const release = releasedAt
			? say('released', { day: dayText(this.desk, this.desk.words.dayOf(releasedAt)) })
			: say('not-released')
		return html`<li class=${withdrawn ? 'record withdrawn' : 'record'}><div class="between">
			<h3 class="subhead">${title === name ? name : `${name}: ${title}`}</h3>
			<span class="tags">${withdrawn ? html`<span class="tag danger">${say('withdrawn')}</span>` : nothing}${
				lab ? html`<span class="tag">${release}</span>` : nothing
			}<span class="tag">${say(visibility)}</span></span></div>
			<p class="sm quiet">${dayText(this.desk, occurredOn)}${record.author ? `, ${record.author.name}` : ''}</p>
			${linesOf(this.desk, say, record)}${this.#history(say, record)}${this.#buttons(say, record)}</li>`
	}

	#history(say: Say, { kind, reason, history }: MedicalRecord) {
		if (!history.length) return nothing
		const by = ({ writtenAt, author }: MedicalRecord['history'][number]) =>
			say('written-by', {
				day: momentText(this.desk, writtenAt),
				author: author?.name ?? say('system'),
			})
		return html`<details><summary>${say('history', { count: history.length })}</summary>
			${reason ? html`<p class="sm">${say('because', { reason })}</p>` : nothing}
			<ol>${history.map(
				(old) =>
					html`<li class="record"><p class="sm quiet">${say('version-said', {
						version: old.version,
						by: by(old),
					})}</p>${linesOf(this.desk, say, { ...old, kind })}${
						old.reason ? html`<p class="sm">${say('because', { reason: old.reason })}</p>` : nothing
					}</li>`,
			)}</ol></details>`
	}

	#buttons(say: Say, record: MedicalRecord) {
		if (!this.#mayWrite || record.withdrawn) return nothing
		const { desk } = this
		const open = (form: ConsoleView, label: string) => () => desk.openDialog(form, { label })
		const { petId } = this
		const correct = () =>
			open(new RecordForm({ petId, record }, this.#written), say('correct-record'))()
		const withdraw = () => open(new WithdrawForm(record, this.#written), say('withdraw-record'))()
		const releases =
			record.kind === 'lab_result' && record.visibility === 'shared' && !record.releasedAt
		return html`<div class="buttons">${
			releases
				? button('soft', { label: say('release'), onClick: () => void this.#release(record.id) })
				: nothing
		}${button('quiet', { label: say('correct'), onClick: correct })}${button('quiet', {
			...{ label: say('withdraw'), onClick: withdraw },
		})}</div>`
	}

	async #release(id: string): Promise<void> {
		try {
			this.#written(await this.desk.client.records.release(id))
		} catch (error) {
			this.desk.toast({ text: this.desk.failure(error) })
		}
	}
}

customElements.define('vetslot-clinic-records', Records)
