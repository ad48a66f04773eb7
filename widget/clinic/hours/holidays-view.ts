import type { Holidays } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { box, errorLine, selectField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { Loaded } from '../../frame/loaded.ts'
import { info } from '../../theme/icons.ts'
import { HolidayDialog } from './holiday-dialog.ts'
import { PartView } from './part-view.ts'

/** Public holidays of a year, to be closed on with one press. */
export class HolidaysView extends PartView {
	readonly #found = new Loaded<Holidays>(this, (signal) => this.#read(signal))
	#country: string | undefined
	#region: string | undefined
	#year: string | undefined
	#ticked = new Set<string>()
	#error: string | undefined

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#found.load()
	}

	get #shownYear(): string {
		this.#year ??= this.today.slice(0, 4)
		return this.#year
	}

	async #read(signal: AbortSignal): Promise<Holidays> {
		const found = await this.desk.client.planning.holidays(
			{
				year: Number(this.#shownYear),
				...(this.#country ? { country: this.#country } : {}),
				...(this.#region ? { region: this.#region } : {}),
			},
			{ signal },
		)
		const ahead = found.days.filter(({ date, closed }) => !closed && date >= this.today)
		this.#ticked = new Set(ahead.map(({ date }) => date))
		return found
	}

	#turn(to: { country?: string; region?: string; year?: string }): void {
		if (to.country) this.#region = undefined
		this.#country = to.country ?? this.#country
		this.#region = to.region ?? this.#region
		this.#year = to.year ?? this.#year
		this.#error = undefined
		void this.#found.load()
	}

	#choosers({ country, countries, region, regions }: Holidays): TemplateResult {
		const { words } = this.desk
		const now = Number(this.today.slice(0, 4))
		const places = (all: Holidays['regions']) =>
			all.map(({ code, name }) => ({ value: code, label: name }))
		return html`<div class="row">${selectField(words, {
			...{ id: 'country', label: this.say('country'), value: country ?? undefined },
			options: places(countries),
			onSelect: (value) => this.#turn({ country: value }),
		})}${
			regions.length > 0
				? selectField(words, {
						...{ id: 'region', label: this.say('region'), value: region ?? 'all' },
						options: [{ value: 'all', label: this.say('all-regions') }, ...places(regions)],
						onSelect: (value) => this.#turn({ region: value === 'all' ? '' : value }),
					})
				: nothing
		}${selectField(words, {
			...{ id: 'year', label: this.say('year'), value: this.#shownYear },
			options: [now, now + 1, now + 2].map((year) => ({
				value: String(year),
				label: String(year),
			})),
			onSelect: (year) => this.#turn({ year }),
		})}</div>`
	}

	readonly #close = (found: Holidays): void => {
		if (!found.country) return
		const days = found.days.filter(({ date }) => this.#ticked.has(date))
		this.#error = days.length === 0 ? this.say('choose-days') : undefined
		this.requestUpdate()
		if (this.#error) return
		const dialog = new HolidayDialog()
		dialog.plan = {
			...{ country: found.country, region: found.region },
			days: days.map(({ date, name }) => ({ date, name })),
		}
		dialog.onSaved = () => void this.#found.load()
		this.desk.openDialog(dialog, { label: this.say('close-days'), roomy: true })
	}

	#day({ date, name, closed }: Holidays['days'][number]): TemplateResult {
		const day = this.desk.words.longDay(date)
		if (closed) return html`<li class="quiet">${this.say('closed-already', { day, name })}</li>`
		const toggle = (on: boolean) => {
			if (on) this.#ticked.add(date)
			else this.#ticked.delete(date)
			this.requestUpdate()
		}
		return html`<li><label class="tickbox" for="on-${date}">${box(`on-${date}`, this.#ticked.has(date), toggle)}
			<span>${this.say('holiday-day', { day, name })}</span></label></li>`
	}

	#days(found: Holidays): TemplateResult {
		if (!found.country) return html`<p class="quiet">${this.say('no-country')}</p>`
		const mayClose = this.desk.may('admin', 'veterinarian', 'receptionist')
		const days = found.days.filter(({ date }) => date >= this.today)
		const open = days.some(({ closed }) => !closed)
		return html`<section class="sheet-card stack" aria-labelledby="close-on"><h2 class="subhead" id="close-on">${this.say('close-on')}</h2>
			${errorLine({ id: 'days', label: '', error: this.#error })}
			<ul class="lines">${days.map((day) => this.#day(day))}</ul>
			${open ? nothing : html`<p class="quiet">${this.say('all-closed')}</p>`}
			${mayClose && open ? html`<div>${button('primary', { label: this.say('close-days'), onClick: () => this.#close(found) })}</div>` : nothing}
			${mayClose ? nothing : note('info', { glyph: info, text: this.onlyFor('admin', 'veterinarian', 'receptionist') })}
			<p class="xs quiet">${found.attribution}</p></section>`
	}

	protected override render(): unknown {
		return this.#found.draw(
			(found) => html`<div class="cards">${this.#choosers(found)}${this.#days(found)}</div>`,
		)
	}
}

customElements.define('vetslot-clinic-holidays', HolidaysView)
