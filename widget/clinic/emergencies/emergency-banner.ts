import type { Emergency, EmergencyPlan } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { icon, phone, pulse } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { viewStyles } from '../styles.ts'
import { shortName } from '../words.ts'
import { bannerStyles } from './banner.styles.ts'
import { openPlan } from './open.ts'
import { callerText, headline, type Say, sayOf } from './speech.ts'

/** What is on the way and has nobody yet: below the top bar of every view until somebody takes it. */
export class EmergencyBanner extends ConsoleView {
	static override properties = { ...ConsoleView.properties, emergencies: { attribute: false } }
	static override styles = [...viewStyles, bannerStyles]

	declare emergencies: readonly Emergency[]
	/** The newest plan of each, by its id. */
	readonly #plans = new Map<string, EmergencyPlan>()
	#busy: string | undefined

	constructor() {
		super()
		this.emergencies = []
	}

	get #say(): Say {
		return sayOf(this.desk)
	}

	/** Shows these, and looks where each could go. */
	show(emergencies: readonly Emergency[]): void {
		this.emergencies = emergencies
		for (const { id } of emergencies) void this.#look(id)
	}

	async #look(id: string): Promise<void> {
		// Without a plan the banner still says what is on the way, and the dialog asks again.
		const plan = await this.desk.client.emergencies.plan(id).catch(() => undefined)
		if (plan) this.#plans.set(id, plan)
		this.requestUpdate()
	}

	async #assign(emergency: Emergency, proposal: EmergencyPlan['proposals'][number]): Promise<void> {
		const { desk } = this
		if (this.#busy) return
		this.#busy = emergency.id
		this.requestUpdate()
		try {
			await desk.client.emergencies.approve(emergency.id, proposal.approve)
			const vet = shortName(desk, proposal.veterinarianId)
			desk.toast({ text: this.#say('assigned', { vet, time: desk.words.time(proposal.start) }) })
		} catch {
			// The day is another one by now: the dialog has a new plan, and says what is wrong.
			openPlan(desk, emergency)
		}
		this.#busy = undefined
		this.requestUpdate()
	}

	protected override render(): TemplateResult {
		const { emergencies } = this
		const count = emergencies.length
		const say = this.#say
		return html`<section aria-label=${say('many', { count })}>${
			count > 1 ? html`<p class="count">${say('many', { count })}</p>` : nothing
		}<ul>${emergencies.map((one) => this.#row(one))}</ul></section>`
	}

	#row(emergency: Emergency): TemplateResult {
		const { words } = this.desk
		const plan = this.#plans.get(emergency.id)
		const text = [`${callerText(this.#say, words, emergency)}.`, plan && this.#placeText(plan)]
		return html`<li class="row"><span class="sign">${icon(pulse, 24)}</span>
			<p class="words"><b>${headline(this.#say, words, emergency, Date.now())}</b><span>${text.filter(Boolean).join(' ')}</span></p>
			<div class="buttons">${this.#ways(emergency, plan)}${
				emergency.caller.phone
					? button('secondary', {
							label: this.#say('call-back'),
							glyph: phone,
							href: `tel:${emergency.caller.phone}`,
						})
					: nothing
			}</div></li>`
	}

	/** One press where nobody has to wait; else a look at who would. */
	#ways(emergency: Emergency, plan: EmergencyPlan | undefined) {
		const [best] = plan?.proposals ?? []
		const look = (label: 'make-room' | 'what-then' | 'look-closer', kind: 'urgent' | 'secondary') =>
			button(kind, { label: this.#say(label), onClick: () => openPlan(this.desk, emergency) })
		if (plan && !best) return look('what-then', 'urgent')
		if (!best || best.moves.length > 0) return look('make-room', 'urgent')
		const vet = shortName(this.desk, best.veterinarianId)
		return html`${button('urgent', {
			label: this.#say('assign-to', { vet, time: this.desk.words.time(best.start) }),
			busy: this.#busy === emergency.id,
			onClick: () => void this.#assign(emergency, best),
		})}${look('look-closer', 'secondary')}`
	}

	#placeText({ proposals: [best] }: EmergencyPlan): string {
		if (!best) return this.#say('no-place')
		const vet = shortName(this.desk, best.veterinarianId)
		const free = this.#say('free-at', { vet, time: this.desk.words.time(best.start) })
		const count = best.moves.length
		return count > 0 ? `${free} ${this.#say('must-wait', { count })}` : free
	}
}

customElements.define('vetslot-clinic-emergency-banner', EmergencyBanner)
