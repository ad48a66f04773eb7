import { html, nothing, type TemplateResult } from 'lit'
import { addDays } from '../../controls/calendar.ts'
import { textField } from '../../controls/fields.ts'
import { radioKeys } from '../../controls/roving.ts'
import { Loaded } from '../../frame/loaded.ts'
import type { VisitPreset } from '../context.ts'
import { instantAt } from '../wall-instant.ts'
import type { NewVisit } from './new-visit.ts'

export interface Time {
	start: string
	/** Who is free then; null: the server chooses. */
	vetId: string | null
}

const SHOWN = 9
const DAYS = 13
const keys = radioKeys({ wrap: true })

/** When: one of the next free times, or a time of one's own. */
export class WhenPart {
	readonly #form: NewVisit
	readonly #free: Loaded<Time[]>
	#picked: Time | undefined
	#date: string
	#time: string
	#asked = ''

	constructor(form: NewVisit, { date = '', time = '' }: VisitPreset) {
		this.#form = form
		this.#date = date
		this.#time = time
		this.#free = new Loaded(form, (signal) => this.#read(signal))
	}

	/** Asks for the next free times, when what they depend on has changed. */
	look(): void {
		const { typeId, vetId, who } = this.#form
		const asked = JSON.stringify([typeId, vetId, who.animals])
		if (!typeId || asked === this.#asked) return
		this.#asked = asked
		void this.#free.load()
	}

	async #read(signal: AbortSignal): Promise<Time[]> {
		const { desk, typeId, vetId, who } = this.#form
		const { species, count, isNew } = who.animals
		const today = desk.words.dayOf(new Date().toISOString())
		const from = this.#date > today ? this.#date : today
		const query = {
			appointmentTypeId: typeId,
			from,
			to: addDays(from, DAYS),
			pets: count,
			...(species && { species }),
			client: isNew ? ('new' as const) : ('existing' as const),
			...(vetId && { veterinarianId: vetId }),
		}
		const { days } = await desk.client.availability(query, { signal })
		const all = days.flatMap((day) =>
			day.veterinarians.flatMap(({ id, starts }) => starts.map((start) => ({ start, vetId: id }))),
		)
		const now = Date.now()
		const open = all.filter(({ start }) => Date.parse(start) >= now)
		open.sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
		// One button a start: whoever comes first in the clinic's order.
		return open.filter((one, i) => one.start !== open[i - 1]?.start).slice(0, SHOWN)
	}

	get chosen(): Time | undefined {
		if (this.#picked) return this.#picked
		if (!this.#date || !this.#time) return undefined
		const [hour = 0, minute = 0] = this.#time.split(':').map(Number)
		const { desk, vetId } = this.#form
		const start = instantAt(desk.clinic.timeZone, this.#date, hour * 60 + minute)
		return { start, vetId: vetId || null }
	}

	render(): TemplateResult {
		const { say, desk, errors } = this.#form
		const own = (id: 'date' | 'time', value: string, set: (text: string) => void) =>
			textField(desk.words, {
				id,
				label: say(id === 'date' ? 'date' : 'start-time'),
				type: id,
				value,
				error: id === 'time' ? errors.time : undefined,
				onInput: (text) => {
					set(text)
					this.#picked = undefined
					this.#form.changed()
				},
			})
		return html`${this.#form.typeId ? this.#times() : nothing}<fieldset><legend class="label">${say('own-time')}</legend><div class="form">${own(
			'date',
			this.#date,
			(text) => {
				this.#date = text
			},
		)}${own('time', this.#time, (text) => {
			this.#time = text
		})}</div></fieldset>`
	}

	#times() {
		const { say, desk } = this.#form
		return html`<div><p class="label" id="free">${say('next-free')}</p>${this.#free.draw(
			(times) =>
				times.length
					? html`<div class="times" role="radiogroup" aria-labelledby="free" @keydown=${keys}>${times.map((time, i) => this.#option(time, i))}</div>`
					: html`<p class="sm quiet">${say('no-free')}</p>`,
			html`<p class="sm quiet">${desk.words.t('today')}…</p>`,
		)}</div>`
	}

	#option(time: Time, i: number) {
		const { desk } = this.#form
		const { words, resources } = desk
		const checked = time === this.#picked
		const pick = () => {
			this.#picked = time
			this.#form.changed()
		}
		const who = resources.find(({ id }) => id === time.vetId)?.name ?? ''
		return html`<button type="button" class="time" role="radio" aria-checked=${checked}
			tabindex=${checked || (!this.#picked && i === 0) ? 0 : -1} @click=${pick}><b>${words.time(time.start)}</b><span
			class="xs">${words.shortDay(words.dayOf(time.start))}</span> <span class="xs">${who}</span></button>`
	}
}
