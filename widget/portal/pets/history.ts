import type { MedicalHistory, ReadMedicalHistoryQuery } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action } from '../../controls/buttons.ts'
import { subhead } from '../../controls/shell.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { formatPhone } from '../../locales/phone.ts'
import { print } from '../../theme/icons.ts'
import { save } from '../documents/save.ts'
import { type Entry, entryLines, entryTitle, petLine } from './entry.ts'
import { printPaper } from './paper.ts'
import { PetPart } from './pet-part.ts'
import { dayText, todayOf } from './words.ts'

const KINDS = [
	'visit',
	'vaccination',
	'prescription',
	'lab_result',
	'weight',
	'allergy',
	'document',
] as const
/** Keys that follow each other sooner than this are one question. */
const PAUSE_MS = 250
/** More pages than that nobody prints; it is a bound, not a wish. */
const MOST_PAGES = 40

/** What the clinic shares of a pet's record: filtered, older on demand, and on paper. */
export class HistoryPart extends PetPart {
	readonly #filters = new Form(this, { kind: '', from: '', to: '', q: '' })
	readonly #page = new Loaded<MedicalHistory>(this, (signal) =>
		this.portal.client.pets.history(this.pet.id, this.#query(), { signal }),
	)
	#timer: ReturnType<typeof setTimeout> | undefined
	#asked = ''
	#busy = false

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#page.load()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		clearTimeout(this.#timer)
	}

	override reread(): void {
		void this.#page.load()
	}

	#query(): ReadMedicalHistoryQuery {
		const { values } = this.#filters
		const given = Object.entries(values).flatMap(([field, value]) =>
			value.trim() ? [[field, value.trim()]] : [],
		)
		return Object.fromEntries(given)
	}

	/** A filter was changed: ask anew, once typing pauses. */
	protected override updated(changed: Map<PropertyKey, unknown>): void {
		super.updated(changed)
		const asked = JSON.stringify(this.#query())
		if (asked === this.#asked) return
		const isFirst = this.#asked === ''
		this.#asked = asked
		clearTimeout(this.#timer)
		if (!isFirst) this.#timer = setTimeout(() => void this.#page.load(), PAUSE_MS)
	}

	protected override render(): TemplateResult {
		const { say } = this
		const form = this.#filters
		const kinds = KINDS.map((value) => ({ value, label: say(`kind-${value}`) }))
		return html`<div class="page"><div class="filters">${form.choice('kind', say('show'), [
			{ value: '', label: say('everything') },
			...kinds,
		])}<details class="all"><summary>${say('narrow')}</summary><div class="filters">${form.text(
			'q',
			say('find'),
			{ enterkeyhint: 'done' },
		)}${form.text('from', say('from'), { type: 'date' })}${form.text('to', say('to'), { type: 'date' })}</div></details></div>${this.#page.draw((page) => this.#entries(page))}</div>`
	}

	#entries({ entries, nextCursor }: MedicalHistory) {
		const { say } = this
		if (!entries.length) {
			const isFiltered = Object.keys(this.#query()).length > 0
			return html`<p class="quiet">${say(isFiltered ? 'no-match' : 'no-history')}</p>`
		}
		return html`<section class="part">${action({ label: say(this.#busy ? 'printing' : 'print'), glyph: print, busy: this.#busy, onClick: () => void this.#print() })}
			<ul class="box rows">${entries.map((entry) => html`<li class="entry">${this.#entry(entry)}</li>`)}</ul>${
				nextCursor
					? action({ label: say('show-older'), onClick: () => void this.#older(nextCursor) })
					: nothing
			}</section>`
	}

	#entry(entry: Entry) {
		const { say, portal } = this
		return html`<p class="sm quiet">${dayText(portal.words, entry.on)}</p>${subhead(this.level, entryTitle(say, portal, entry))}${entryLines(
			say,
			portal,
			entry,
		).map((line) => html`<p>${line}</p>`)}${this.#way(entry)}`
	}

	/** What can be opened of an entry: the file of a document. */
	#way({ title, detail }: Entry) {
		if (detail.kind !== 'document' || detail.fileId === null) return nothing
		const { say, portal } = this
		const file = { id: detail.fileId, name: detail.fileName ?? title }
		const load = () =>
			save(portal.client, file).catch((error) => portal.toast({ text: portal.failure(error) }))
		const name = say('download-name', { title })
		return action({ label: say('download'), name, onClick: () => void load() })
	}

	async #older(cursor: string): Promise<void> {
		const before = this.#page.value
		try {
			const more = await this.portal.client.pets.history(this.pet.id, { ...this.#query(), cursor })
			this.#page.set({ ...more, entries: [...(before?.entries ?? []), ...more.entries] })
		} catch (error) {
			this.portal.toast({ text: this.portal.failure(error) })
		}
	}

	/** Everything that the filters let through, also what was not looked at yet. */
	async #print(): Promise<void> {
		const { say, portal, pet } = this
		this.#busy = true
		this.requestUpdate()
		try {
			const entries = await this.#all()
			const { clinic, words } = portal
			const address = [clinic.name, ...clinic.address, formatPhone(clinic.phone, clinic.region)]
			printPaper({
				title: say('history-of', { pet: pet.name }),
				head: [
					petLine(say, portal, pet),
					address.join(', '),
					say('printed', { day: dayText(words, todayOf(portal)) }),
				],
				parts: entries.map((entry) => ({
					title: `${dayText(words, entry.on)}. ${entryTitle(say, portal, entry)}`,
					lines: entryLines(say, portal, entry),
				})),
			})
		} catch (error) {
			portal.toast({ text: portal.failure(error) })
		}
		this.#busy = false
		this.requestUpdate()
	}

	async #all(): Promise<Entry[]> {
		const entries = [...(this.#page.value?.entries ?? [])]
		let cursor = this.#page.value?.nextCursor
		for (let pages = 0; cursor && pages < MOST_PAGES; pages++) {
			const page = await this.portal.client.pets.history(this.pet.id, { ...this.#query(), cursor })
			entries.push(...page.entries)
			cursor = page.nextCursor
		}
		return entries
	}
}

customElements.define('vetslot-portal-history', HistoryPart)
