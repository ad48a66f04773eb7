import type { SetupProfile } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { box } from '../../controls/checks.ts'
import { Loaded } from '../../frame/loaded.ts'
import { isColour } from './contrast.ts'
import { Draft } from './draft.ts'
import { SetupSection } from './section.ts'

const ZONES = Intl.supportedValuesOf('timeZone')
const CURRENCIES = Intl.supportedValuesOf('currency')

/** What the clinic says about itself, its hours on the phone, and the colour of its brand. */
export class ProfileSection extends SetupSection {
	draft: Draft<SetupProfile> | undefined
	readonly #profile = new Loaded(this, async (signal) => {
		const profile = await this.desk.client.profile.get({ signal })
		this.draft = new Draft(this, profile)
		return profile
	})

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#profile.load()
	}

	readonly #save = async (event: Event): Promise<void> => {
		event.preventDefault()
		const { draft } = this
		if (!draft) return
		const before = this.#profile.value as SetupProfile
		const given = Object.entries(draft.value).filter(
			([name, value]) =>
				JSON.stringify(value) !== JSON.stringify(before[name as keyof SetupProfile]),
		)
		if (given.length === 0) return
		const body = Object.fromEntries(given)
		const went = await draft.save(async () => {
			const profile = await this.desk.client.profile.change(body)
			this.#profile.set(profile)
			return profile
		})
		if (went) this.saved()
	}

	#about(draft: Draft<SetupProfile>): TemplateResult {
		const { say } = this
		return this.card(
			say('about-you'),
			html`<div class="grid2">${draft.text('name', say('name'))}${draft.text('phone', say('phone'), { type: 'tel' })}
				${draft.text('email', say('email'), { type: 'email', nullable: true })}${draft.text('sms', say('sms'), { type: 'tel', nullable: true })}
				${draft.text('website', say('website-address'), { nullable: true })}${draft.text('privacyUrl', say('privacy'), { hint: say('privacy-hint'), nullable: true })}</div>
				${draft.list('address', say('address'), say('address-hint'))}
				<div class="grid2">${draft.text('parking', say('parking'), { nullable: true })}${draft.text('access', say('access'), { nullable: true })}</div>
				${draft.area('about', say('about'), { nullable: true, limit: 1000 })}`,
		)
	}

	#rules(draft: Draft<SetupProfile>): TemplateResult {
		const { say } = this
		return this.card(
			say('rules-of-house'),
			html`${draft.area('cancellationPolicy', say('cancellation'), { limit: 1000 })}
				${draft.check('carParkCheckIn', say('car-park'))}
				${draft.number('lateCutOffMinutes', say('late-cut-off'), { hint: say('late-cut-off-hint') })}`,
		)
	}

	#keeping(draft: Draft<SetupProfile>): TemplateResult {
		const { say } = this
		const hint = say('days-hint')
		return this.card(
			say('keeping'),
			html`<p class="sm quiet">${say('keeping-text')}</p>
				<div class="grid2">${draft.number('retention.callbackDays', say('callback-days'), { hint })}
				${draft.number('retention.emergencyDays', say('emergency-days'), { hint })}</div>`,
		)
	}

	#hours(draft: Draft<SetupProfile>): TemplateResult {
		const { say } = this
		return this.card(
			say('phone-hours'),
			html`<p class="sm quiet">${say('phone-hours-text')}</p>
				<div>${Array.from({ length: 7 }, (_, weekday) => this.#day(draft, weekday))}</div>`,
		)
	}

	#day(draft: Draft<SetupProfile>, weekday: number): TemplateResult {
		const { say } = this
		const { hours } = draft.value
		const i = hours.findIndex((one) => one.weekday === weekday)
		// 11 January 2027 is a Monday.
		const name = this.desk.words.weekday(`2027-01-${weekday + 11}`)
		const toggle = (open: boolean) => {
			const others = hours.filter((one) => one.weekday !== weekday)
			const more = open ? [{ weekday, opens: '09:00', closes: '18:00' }] : []
			const next = [...others, ...more].sort((a, b) => a.weekday - b.weekday)
			draft.set('hours', next)
		}
		return html`<fieldset class="entry"><legend>${name}</legend><div class="grid3">
			<label class="tickbox sm" for="open-${weekday}">${box(`open-${weekday}`, i >= 0, toggle)}<span>${say('is-open')}</span></label>
			${i < 0 ? nothing : html`${draft.text(`hours.${i}.opens`, say('opens'), { type: 'time' })}${draft.text(`hours.${i}.closes`, say('closes'), { type: 'time' })}`}
		</div></fieldset>`
	}

	#night(draft: Draft<SetupProfile>): TemplateResult {
		const { say } = this
		const { outOfHours } = draft.value
		const empty = { name: '', phone: '', address: [], hours: '', travelMinutes: null }
		const toggle = (on: boolean) => draft.set('outOfHours', on ? empty : null)
		return this.card(
			say('night-vets'),
			html`<label class="tickbox sm" for="has-night">${box('has-night', outOfHours !== null, toggle)}<span>${say('has-night-vets')}</span></label>
				${
					outOfHours === null
						? nothing
						: html`<div class="grid2">${draft.text('outOfHours.name', say('night-name'))}${draft.text('outOfHours.phone', say('phone'), { type: 'tel' })}
							${draft.text('outOfHours.hours', say('night-hours'))}${draft.number('outOfHours.travelMinutes', say('night-travel'))}</div>
							${draft.list('outOfHours.address', say('address'), say('address-hint'))}`
				}`,
		)
	}

	#place(draft: Draft<SetupProfile>): TemplateResult {
		const { say } = this
		const options = (names: readonly string[], now: string) =>
			[...new Set([now, ...names])].sort().map((value) => ({ value, label: value }))
		const { currency, timeZone } = draft.value
		return this.card(
			say('place'),
			html`<div class="grid2">${draft.text('locale', say('language'))}${draft.text('region', say('region'))}
				${draft.select('currency', say('currency'), options(CURRENCIES, currency))}
				${draft.select('timeZone', say('zone'), options(ZONES, timeZone), say('zone-hint'))}</div>
				${draft.list('textCountries', say('text-countries'), say('text-countries-hint'))}`,
		)
	}

	#brand(draft: Draft<SetupProfile>): TemplateResult {
		const { say } = this
		const accent = draft.value.accent ?? ''
		const known = isColour(accent)
		const odd = accent !== '' && !known ? { error: say('accent-unknown') } : {}
		return this.card(
			say('brand'),
			html`${draft.text('accent', say('accent'), { hint: say('accent-hint'), nullable: true, ...odd })}
				${
					known
						? html`<h3>${say('contrast')}</h3><p class="sm quiet">${say('contrast-text')}</p><div class="grid2">
							<vetslot-clinic-colour theme="light" .accent=${accent} .say=${say}></vetslot-clinic-colour>
							<vetslot-clinic-colour theme="dark" .accent=${accent} .say=${say}></vetslot-clinic-colour></div>`
						: nothing
				}`,
		)
	}

	protected override render(): unknown {
		return this.#profile.draw(() => {
			const { draft } = this
			if (!draft) return nothing
			return html`<form class="stack" novalidate @submit=${this.#save}>${draft.alerts(2)}
				${this.#about(draft)}${this.#hours(draft)}${this.#night(draft)}
				${this.#rules(draft)}${this.#keeping(draft)}
				${this.#brand(draft)}${this.#place(draft)}${this.saveBar(draft)}</form>`
		})
	}
}

customElements.define('vetslot-clinic-setup-profile', ProfileSection)
