import type { MoveVisitBody, VisitDetails, VisitPlan } from '@vetslot/sdk/staff'
import { idempotencyKey } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { checkField, textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { codeOf } from '../../frame/failures.ts'
import { Loaded } from '../../frame/loaded.ts'
import { alert, check, exclaim, icon } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { diaryMessages } from './messages.ts'

interface Question {
	plan: VisitPlan
	visit: VisitDetails
}

/** Shows what a move would do and what it takes, and makes it. */
export class MoveDialog extends ConsoleView {
	readonly #id: string
	readonly #wish: MoveVisitBody
	readonly #question: Loaded<Question>
	#reason = ''
	#tell = true
	#error: string | undefined
	#trouble: string | undefined
	#busy = false
	readonly #intent = idempotencyKey()

	constructor(id: string, wish: MoveVisitBody) {
		super()
		this.#id = id
		this.#wish = wish
		this.#question = new Loaded(this, async (signal) => {
			const { appointments } = this.desk.client
			const [plan, visit] = await Promise.all([
				appointments.tryMove(this.#id, this.#wish, { signal }),
				appointments.details(this.#id, { signal }),
			])
			return { plan, visit }
		})
	}

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#question.load()
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		const { plan } = this.#question.value ?? {}
		if (!plan || this.#busy) return
		const say = this.desk.speak(diaryMessages)
		const reason = this.#reason.trim()
		const needsReason = plan.needs === 'override' || plan.needs === 'overbook'
		this.#error = needsReason && !reason ? say('reason-missing') : undefined
		this.requestUpdate()
		if (this.#error) return void this.updateComplete.then(() => this.find('#reason')?.focus())
		const override = needsReason ? { reason, overbook: plan.needs === 'overbook' } : undefined
		await this.#send(override)
	}

	async #send(override: MoveVisitBody['override']): Promise<void> {
		const say = this.desk.speak(diaryMessages)
		this.#busy = true
		this.#trouble = undefined
		this.requestUpdate()
		const body = { ...this.#wish, tellOwner: this.#tell, ...(override && { override }) }
		try {
			const { appointments } = this.desk.client
			const moved = await appointments.move(this.#id, body, { idempotencyKey: this.#intent })
			const pets = this.desk.words.list(moved.pets.map(({ name }) => name))
			this.desk.closeDialog()
			if (this.desk.isOpenVisit(this.#id)) this.desk.openVisit(moved.id)
			this.desk.toast({ text: say('moved', { pets, time: this.desk.words.time(moved.start) }) })
		} catch (error) {
			await this.#refused(error)
		}
		this.#busy = false
		this.requestUpdate()
	}

	/** Somebody else was faster: that is told, and the calendar shows it by itself. */
	async #refused(error: unknown): Promise<void> {
		const say = this.desk.speak(diaryMessages)
		const gone = ['appointment_moved', 'transition_refused', 'conflict'].includes(codeOf(error))
		if (gone) {
			this.desk.closeDialog()
			this.desk.toast({ text: say('moved-by-other') })
			return
		}
		this.#trouble = this.desk.failure(error)
		await this.#question.load()
	}

	protected override render(): TemplateResult {
		const say = this.desk.speak(diaryMessages)
		return html`<form class="stack" novalidate @submit=${this.#submit}>${this.#question.draw(
			(question) => this.#draw(question),
			html`<p class="quiet">${say('checking-rules')}</p>`,
		)}</form>`
	}

	#draw({ plan, visit: { appointment } }: Question) {
		const say = this.desk.speak(diaryMessages)
		const { words } = this.desk
		const at = (start: string, vet: string | null) => ({
			day: words.shortDay(words.dayOf(start)),
			time: words.time(start),
			who: this.desk.resources.find(({ id }) => id === vet)?.name ?? '',
		})
		const length = this.#wish.durationMinutes
		const possible = plan.needs !== 'other'
		return html`<div><p class="subhead">${say('move-to', at(plan.start, plan.veterinarianId ?? appointment.veterinarianId))}${
			length ? html`, ${say('minutes', { count: length })}` : nothing
		}</p><p class="quiet">${say('was-at', at(appointment.start, appointment.veterinarianId))}</p></div>
			${this.#trouble ? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>` : nothing}
			${this.#rules(plan)}${plan.needs === 'override' || plan.needs === 'overbook' ? this.#reasonField() : nothing}
			${possible ? this.#tellField() : nothing}
			<div class="buttons">${button('secondary', { label: say('keep'), onClick: () => this.desk.closeDialog() })}${
				possible
					? button('primary', {
							label: say(plan.needs === 'overbook' ? 'overbook-move' : 'move'),
							submit: true,
							busy: this.#busy,
						})
					: nothing
			}</div>`
	}

	#rules({ needs, broken }: VisitPlan) {
		const say = this.desk.speak(diaryMessages)
		if (needs === 'nothing') return note('info', { glyph: check, text: say('fits') })
		return html`<div role="alert">${note(needs === 'other' ? 'danger' : 'warm', {
			glyph: exclaim,
			text: say(needs === 'other' ? 'impossible' : 'needs-reason'),
		})}<ul class="rules">${broken.map(({ message }) => html`<li>${icon(exclaim, 16)}<span>${message}</span></li>`)}</ul></div>`
	}

	#reasonField() {
		const say = this.desk.speak(diaryMessages)
		return textField(this.desk.words, {
			id: 'reason',
			label: say('reason-label'),
			value: this.#reason,
			error: this.#error,
			onInput: (text) => {
				this.#reason = text
				if (this.#error && text.trim()) this.#error = undefined
				this.requestUpdate()
			},
		})
	}

	#tellField() {
		const onToggle = (tell: boolean) => {
			this.#tell = tell
			this.requestUpdate()
		}
		const label = this.desk.speak(diaryMessages)('tell-owner')
		return checkField({ id: 'tell', label, checked: this.#tell, onToggle })
	}
}

customElements.define('vetslot-clinic-move', MoveDialog)
