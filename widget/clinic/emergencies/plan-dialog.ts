import {
	type CloseEmergencyBody,
	type Emergency,
	type EmergencyPlan,
	idempotencyKey,
} from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { segmented, selectField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { codeOf } from '../../frame/failures.ts'
import { Loaded } from '../../frame/loaded.ts'
import { alert, check, info, phone } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { phoneText } from '../phone.ts'
import { viewStyles } from '../styles.ts'
import { shortName } from '../words.ts'
import { planStyles } from './plan.styles.ts'
import {
	type Drawing,
	drawMoves,
	drawSides,
	drawWays,
	moveText,
	type Proposal,
} from './plan-parts.ts'
import { headline, peopleOf, type Say, sayOf } from './speech.ts'

type Outcome = CloseEmergencyBody['outcome']
const OUTCOMES: readonly Outcome[] = ['referred', 'advised', 'did_not_come', 'seen', 'mistake']
const LENGTHS = ['15', '20', '30', '45', '60', '90']

/** Where an emergency could go, what that would change, and the press that does it. */
export class PlanDialog extends ConsoleView {
	static override properties = { ...ConsoleView.properties, emergency: { attribute: false } }
	static override styles = [...viewStyles, planStyles]

	declare emergency: Emergency
	readonly #plan = new Loaded<EmergencyPlan>(this, (signal) =>
		this.desk.client.emergencies.plan(this.emergency.id, this.#query(), { signal }),
	)
	#minutes: string | undefined
	#chosen = 0
	#vetId: string | undefined
	#outcome: Outcome | undefined
	/** Of the two ways without a place, the one that lacks its choice. */
	#missing: 'give-to' | 'outcome' | undefined
	#notice: string | undefined
	#trouble: string | undefined
	#busy = false
	/** What was carried out, while somebody still has to be called. */
	#done: Proposal | undefined
	#intent = idempotencyKey()

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#plan.load()
	}

	get #say(): Say {
		return sayOf(this.desk)
	}

	#query() {
		return this.#minutes === undefined ? {} : { minutes: Number(this.#minutes) }
	}

	/** One change at a time; a lost race brings a new plan instead of an error. */
	async #send(act: (call: { idempotencyKey: string }) => Promise<string | undefined>) {
		if (this.#busy) return
		this.#busy = true
		this.#trouble = undefined
		this.#notice = undefined
		this.requestUpdate()
		try {
			const text = await act({ idempotencyKey: this.#intent })
			if (text) this.#close(text)
		} catch (error) {
			await this.#refused(error)
		}
		this.#busy = false
		this.#intent = idempotencyKey()
		this.requestUpdate()
	}

	async #refused(error: unknown): Promise<void> {
		if (codeOf(error) !== 'conflict') {
			this.#trouble = this.desk.failure(error)
			return
		}
		const { emergencies } = await this.desk.client.emergencies.list().catch(() => ({
			emergencies: [this.emergency],
		}))
		if (!emergencies.some(({ id }) => id === this.emergency.id))
			return this.#close(this.#say('taken'))
		this.#chosen = 0
		await this.#plan.load()
		this.#notice = this.#say('stale')
		this.desk.say(this.#notice, true)
	}

	#close(text: string): void {
		this.desk.toast({ text })
		this.desk.closeDialog()
	}

	#approve(proposal: Proposal): void {
		const { desk, emergency } = this
		void this.#send(async (call) => {
			await desk.client.emergencies.approve(emergency.id, proposal.approve, call)
			const [vet, time] = [
				shortName(desk, proposal.veterinarianId),
				desk.words.time(proposal.start),
			]
			const key = proposal.moves.length > 0 ? 'done' : 'done-free'
			if (proposal.moves.every(({ byMail }) => byMail)) return this.#say(key, { vet, time })
			this.#done = proposal
			desk.say(this.#say('call-these'), true)
			return undefined
		})
	}

	protected override render(): unknown {
		if (this.#done) return this.#callList(this.#done)
		const { words } = this.desk
		return html`<div class="stack"><p class="lead">${headline(this.#say, words, this.emergency, Date.now())}</p>${
			this.#trouble
				? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>`
				: nothing
		}${this.#notice ? note('warm', { glyph: info, text: this.#notice }) : nothing}
			${this.#length()}${this.#plan.draw((plan) => this.#proposals(plan))}${this.#without()}</div>`
	}

	#length(): TemplateResult {
		const minutes = this.#minutes ?? String(this.emergency.minutes)
		const lengths = LENGTHS.includes(minutes) ? LENGTHS : [minutes, ...LENGTHS]
		return segmented(this.desk.words, {
			id: 'length',
			label: this.#say('length'),
			value: minutes,
			options: lengths.map((value) => ({
				value,
				label: this.#say('in-minutes', { count: value }),
			})),
			onSelect: (value) => {
				this.#minutes = value
				this.#chosen = 0
				void this.#plan.load()
			},
		})
	}

	#proposals(plan: EmergencyPlan): TemplateResult {
		const say = this.#say
		const chosen = plan.proposals[this.#chosen] ?? plan.proposals[0]
		if (!chosen)
			return note('warm', { glyph: info, title: say('nothing-today'), text: say('nothing-text') })
		const drawing: Drawing = { desk: this.desk, say, plan, chosen }
		const choose = (proposal: Proposal) => {
			this.#chosen = plan.proposals.indexOf(proposal)
			this.#intent = idempotencyKey()
			this.requestUpdate()
		}
		const waiting = chosen.moves.length > 0
		return html`${drawWays(drawing, choose)}${
			plan.complete ? nothing : html`<p class="sm quiet">${say('incomplete')}</p>`
		}${drawSides(drawing)}${waiting ? drawMoves(drawing) : nothing}<div class="buttons">${button(
			'urgent',
			{
				label: say(this.#busy ? 'approving' : waiting ? 'approve' : 'approve-free'),
				glyph: check,
				busy: this.#busy || this.#plan.busy,
				onClick: () => this.#approve(chosen),
			},
		)}</div>`
	}

	/** Someone takes it at once, or it needs no place any more. */
	#without(): TemplateResult {
		const { desk, emergency } = this
		const say = this.#say
		const give = () =>
			this.#send(async (call) => {
				await desk.client.emergencies.assign(emergency.id, { veterinarianId: this.#vetId }, call)
				return say('assigned-now', { vet: shortName(desk, this.#vetId ?? null) })
			})
		const close = (outcome: Outcome) =>
			this.#send(async (call) => {
				await desk.client.emergencies.close(emergency.id, { outcome }, call)
				return say('closed')
			})
		const { value: plan } = this.#plan
		const open = plan?.proposals.length === 0
		return html`<details ?open=${open}><summary>${say('without-place')}</summary><div class="aside">${this.#select(
			{
				id: 'give-to',
				value: this.#vetId,
				options: peopleOf(desk).map(({ id, name }) => ({ value: id, label: name })),
			},
			(value) => (this.#vetId = value),
		)}${button('secondary', {
			label: say('give'),
			busy: this.#busy,
			onClick: () => (this.#vetId ? void give() : void this.#miss('give-to')),
		})}</div><div class="aside">${this.#select(
			{
				id: 'outcome',
				value: this.#outcome,
				options: OUTCOMES.map((value) => ({ value, label: say(value) })),
			},
			(value) => (this.#outcome = value as Outcome),
		)}${button('secondary', {
			label: say('close-it'),
			busy: this.#busy,
			onClick: () => (this.#outcome ? void close(this.#outcome) : void this.#miss('outcome')),
		})}</div></details>`
	}

	/** Says what has to be chosen first, where it is chosen. */
	async #miss(id: 'give-to' | 'outcome'): Promise<void> {
		this.#missing = id
		this.requestUpdate()
		await this.updateComplete
		this.find(`#${id}`)?.focus()
	}

	#select(
		{
			id,
			...of
		}: {
			id: 'give-to' | 'outcome'
			value: string | undefined
			options: { value: string; label: string }[]
		},
		take: (value: string) => void,
	): TemplateResult {
		const onSelect = (value: string) => {
			take(value)
			this.#missing = undefined
			this.requestUpdate()
		}
		return selectField(this.desk.words, {
			...{ id, label: this.#say(id), onSelect },
			...of,
			error:
				this.#missing === id
					? this.#say(id === 'outcome' ? 'pick-outcome' : 'pick-vet')
					: undefined,
		})
	}

	/** It is done, but a letter reaches not everybody. */
	#callList({ moves }: Proposal): TemplateResult {
		const say = this.#say
		const callable = moves.filter(({ byMail }) => !byMail)
		return html`<div class="stack"><div><h3 class="subhead">${say('call-these')}</h3>
			<p class="lead">${say('call-these-text')}</p></div><ul class="waiting">${callable.map(
				(move) =>
					html`<li><b>${moveText(this.desk, say, move)}</b> <span>${move.client.name}</span>${
						move.client.phone
							? html`<div class="buttons">${button('secondary', {
									label: phoneText(this.desk, move.client.phone),
									glyph: phone,
									href: `tel:${move.client.phone}`,
								})}</div>`
							: nothing
					}</li>`,
			)}</ul><div class="buttons">${button('primary', {
				label: say('close'),
				onClick: () => this.desk.closeDialog(),
			})}</div></div>`
	}
}

customElements.define('vetslot-clinic-emergency-plan', PlanDialog)
