import { type CreateVisitBody, idempotencyKey, type VisitPlan } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { checkField, segmented, selectField, textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import type { Translate } from '../../locales/localize.ts'
import { alert, exclaim, icon } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import type { VisitPreset } from '../context.ts'
import { viewStyles } from '../styles.ts'
import { visitMessages } from './messages.ts'
import { newVisitStyles } from './new-visit.styles.ts'
import { WhenPart } from './when-part.ts'
import { WhoPart } from './who-part.ts'

/** A visit that is booked by phone or at the desk: who, what, when, in one screen. */
export class NewVisit extends ConsoleView {
	static override styles = [...viewStyles, newVisitStyles]

	readonly who: WhoPart
	readonly #when: WhenPart
	readonly #preset: VisitPreset
	typeId = ''
	vetId: string
	errors: Record<string, string> = {}
	#method: 'phone' | 'walk_in' = 'phone'
	#reason = ''
	#tell = true
	/** What stands against it, once that was asked. */
	#plan: VisitPlan | undefined
	#why = ''
	#trouble: string | undefined
	#busy = false
	#intent = idempotencyKey()
	#say: Translate<typeof visitMessages> | undefined

	constructor(preset: VisitPreset) {
		super()
		this.#preset = preset
		this.vetId = preset.veterinarianId ?? ''
		this.who = new WhoPart(this)
		this.#when = new WhenPart(this, preset)
	}

	override connectedCallback(): void {
		super.connectedCallback()
		const { clientId, petId } = this.#preset
		this.typeId ||= this.desk.types.find((type) => type.active && type.isDefault)?.id ?? ''
		if (clientId) void this.who.take(clientId, petId)
		this.#when.look()
	}

	override get dirty(): boolean {
		const { client } = this.who
		return client !== undefined && client.id !== this.#preset.clientId
	}

	get say(): Translate<typeof visitMessages> {
		this.#say ??= this.desk.speak(visitMessages)
		return this.#say
	}

	/** Something was chosen: another wish, of which nothing is known yet. */
	changed(): void {
		this.#plan = undefined
		this.#trouble = undefined
		this.#intent = idempotencyKey()
		this.#when.look()
		this.recheck()
	}

	/** An error leaves the moment it is mended; new ones wait for the next try. */
	recheck(): void {
		const now = this.#mistakes()
		this.errors = Object.fromEntries(
			Object.keys(this.errors).flatMap((id) => (now[id] ? [[id, now[id]]] : [])),
		)
		this.requestUpdate()
	}

	#mistakes(): Record<string, string> {
		const needsWhy = this.#plan?.needs === 'override' || this.#plan?.needs === 'overbook'
		return {
			...this.who.mistakes(this.#method === 'walk_in'),
			...(this.typeId ? {} : { type: this.say('type-missing') }),
			...(this.#when.chosen ? {} : { time: this.say('time-missing') }),
			...(needsWhy && !this.#why.trim() ? { why: this.say('reason-missing') } : {}),
		}
	}

	get #body(): CreateVisitBody {
		const time = this.#when.chosen!
		const needs = this.#plan?.needs
		const overrules = needs === 'override' || needs === 'overbook'
		return {
			...this.who.body,
			appointmentTypeId: this.typeId,
			method: this.#method,
			start: time.start,
			veterinarianId: this.vetId || time.vetId,
			...(this.#reason.trim() && { reason: this.#reason.trim() }),
			...(overrules && { override: { reason: this.#why.trim(), overbook: needs === 'overbook' } }),
			tellOwner: this.#tell && this.who.hasEmail,
		}
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		if (this.#busy) return
		this.errors = this.#mistakes()
		this.requestUpdate()
		await this.updateComplete
		const [first] = Object.keys(this.errors)
		if (first) this.find(`#${first}`)?.focus()
		else await this.#send()
	}

	async #send(): Promise<void> {
		this.#busy = true
		this.#trouble = undefined
		this.requestUpdate()
		try {
			if (this.#plan?.needs === undefined) await this.#try()
			const { needs } = this.#plan ?? {}
			if (needs === 'nothing' || this.#why.trim()) await this.#book()
		} catch (error) {
			this.#trouble = this.desk.failure(error)
			// Whatever was true of this time, it may not be any more.
			this.#plan = undefined
		}
		this.#busy = false
		this.requestUpdate()
	}

	async #try(): Promise<void> {
		this.#plan = await this.desk.client.appointments.tryCreate(this.#body)
	}

	async #book(): Promise<void> {
		const { appointments } = this.desk.client
		const visit = await appointments.create(this.#body, { idempotencyKey: this.#intent })
		const { words } = this.desk
		this.desk.closeDialog()
		this.desk.toast({
			text: this.say('booked_at', {
				pets: words.list(visit.pets.map(({ name }) => name)),
				day: words.shortDay(words.dayOf(visit.start)),
				time: words.time(visit.start),
				reference: visit.reference,
			}),
		})
	}

	protected override render(): TemplateResult {
		const { say } = this
		const impossible = this.#plan?.needs === 'other'
		const label = this.#plan?.needs === 'overbook' ? say('overbook') : say('book')
		return html`<form class="two" novalidate @submit=${this.#submit}><div class="stack">${this.who.render()}
			${this.#how()}</div><div class="stack">${this.#what()}${this.#when.render()}</div>
			<div class="all stack tight">
			${this.#trouble ? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>` : nothing}
			${this.#plan && this.#plan.needs !== 'nothing' ? this.#rules(this.#plan) : nothing}
			<div class="buttons">${button('secondary', { label: this.desk.t('close'), onClick: () => this.desk.leaveDialog() })}${button(
				'primary',
				{ label, submit: true, busy: this.#busy, off: impossible },
			)}</div></div></form>`
	}

	#how() {
		const { say } = this
		const { words } = this.desk
		return html`${segmented(words, {
			id: 'how',
			label: say('how'),
			options: [
				{ value: 'phone', label: say('by-phone') },
				{ value: 'walk_in', label: say('at-desk') },
			],
			value: this.#method,
			onSelect: (method) => {
				this.#method = method as 'phone' | 'walk_in'
				this.changed()
			},
		})}${textField(words, {
			id: 'reason',
			label: say('reason-for-visit'),
			optional: true,
			value: this.#reason,
			onInput: (text) => {
				this.#reason = text
			},
		})}${this.#telling()}`
	}

	/** Nobody is promised a letter that nothing can be sent to. */
	#telling() {
		const { say } = this
		if (!this.who.hasEmail) return html`<p class="sm quiet">${say('no-email')}</p>`
		const onToggle = (tell: boolean) => {
			this.#tell = tell
			this.requestUpdate()
		}
		return checkField({ id: 'tell', label: say('tell-owner'), checked: this.#tell, onToggle })
	}

	#what() {
		const { say } = this
		const { words, types, resources } = this.desk
		const kinds = types.filter((type) => type.active && type.mode !== 'callback')
		const people = resources.filter(
			({ kind, active }) => active && (kind === 'veterinarian' || kind === 'nurse'),
		)
		const options = people.map(({ id, name }) => ({ value: id, label: name }))
		return html`<div class="form">${selectField(words, {
			id: 'type',
			label: say('kind-of-visit'),
			options: kinds.map(({ id, name }) => ({ value: id, label: name })),
			value: this.typeId,
			error: this.errors.type,
			onSelect: (id) => {
				this.typeId = id
				this.changed()
			},
		})}${selectField(words, {
			id: 'vet',
			label: say('with'),
			options: [{ value: 'any', label: say('any-vet') }, ...options],
			value: this.vetId || 'any',
			onSelect: (id) => {
				this.vetId = id === 'any' ? '' : id
				this.changed()
			},
		})}</div>`
	}

	#rules({ needs, broken }: VisitPlan) {
		const { say } = this
		const impossible = needs === 'other'
		const onInput = (text: string) => {
			this.#why = text
			this.recheck()
		}
		const label = say('overrule-reason')
		const field = { id: 'why', label, value: this.#why, error: this.errors.why, onInput }
		return html`<div role="alert">${note(impossible ? 'danger' : 'warm', {
			glyph: exclaim,
			text: say(impossible ? 'impossible' : 'needs-reason'),
		})}<ul class="rules">${broken.map(({ message }) => html`<li>${icon(exclaim, 16)}<span>${message}</span></li>`)}</ul></div>
			${impossible ? nothing : textField(this.desk.words, field)}`
	}
}

customElements.define('vetslot-clinic-new-visit', NewVisit)
