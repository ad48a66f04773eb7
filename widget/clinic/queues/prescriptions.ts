import type { PrescriptionRequest } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { segmented } from '../../controls/fields.ts'
import { clientLink, petLink } from '../people/tables.ts'
import { dayText, momentText } from '../people/words.ts'
import { DeclineForm } from './decline-form.ts'
import { QueueList } from './queue-list.ts'

type Status = 'open' | 'done'
type Handover = 'collect' | 'sent'

/** Medicines that owners ask for: a vet says yes or no, and somebody hands it over. */
export class Prescriptions extends QueueList<PrescriptionRequest> {
	#status: Status = 'open'
	#pages = 1
	#hasMore = false

	protected override async read(signal: AbortSignal): Promise<readonly PrescriptionRequest[]> {
		const found: PrescriptionRequest[] = []
		let cursor: string | null = null
		for (let page = 0; page < this.#pages && (page === 0 || cursor !== null); page++) {
			const query = { status: this.#status, ...(cursor !== null && { cursor }) }
			const { requests, nextCursor }: Page = await this.desk.client.prescriptions.list(query, {
				signal,
			})
			found.push(...requests)
			cursor = nextCursor
		}
		this.#hasMore = cursor !== null
		return found
	}

	#show(status: Status, pages: number): void {
		this.#status = status
		this.#pages = pages
		void this.entries.load()
	}

	protected override render(): unknown {
		const { say } = this
		const options = [
			{ value: 'open', label: say('open-requests') },
			{ value: 'done', label: say('done-requests') },
		]
		const onSelect = (value: string) => this.#show(value as Status, 1)
		const onMore = () => this.#show(this.#status, this.#pages + 1)
		return html`<div class="block">${segmented(this.desk.words, {
			...{ id: 'status', label: say('show'), options, value: this.#status, onSelect },
		})}${super.render()}${
			this.#hasMore ? button('secondary', { label: say('more'), onClick: onMore }) : nothing
		}</div>`
	}

	protected override entry(request: PrescriptionRequest): TemplateResult {
		const { say, desk } = this
		const { medicine, pet, client, notes, reason } = request
		const quantity = request.quantity ?? request.prescription?.quantity
		const time = momentText(desk, request.askedAt)
		return html`<li class="sheet-card block"><div class="between"><h3 class="subhead">${
			quantity ? say('medicine-of', { medicine, quantity }) : medicine
		}</h3><span class="tags">${this.#tags(request)}</span></div>
			<p>${petLink(pet)} ${clientLink(client)} <span class="sm quiet">${say('asked-by', { time })}</span></p>
			${this.#prescription(request)}${notes ? html`<p class="said">${notes}</p>` : nothing}${
				reason ? html`<p class="said">${reason}</p>` : nothing
			}${this.#buttons(request)}</li>`
	}

	#tags({ status, overdue, handover, answeredBy }: PrescriptionRequest) {
		const name = answeredBy?.name
		const tag = (text: string, tone = '') => html`<span class=${`tag ${tone}`}>${text}</span>`
		const { say } = this
		switch (status) {
			case 'requested':
				return tag(say(overdue ? 'unanswered' : 'requested'), overdue ? 'danger' : '')
			case 'approved':
				return tag(name ? say('approved-by', { name }) : say('approved'))
			case 'declined':
				return tag(name ? say('not-approved-by', { name }) : say('not-approved'))
			case 'ready':
				return tag(say(handover ?? 'collect'))
			case 'withdrawn':
				return tag(say('withdrawn'))
		}
	}

	/** What a vet needs to know for a yes or a no. */
	#prescription({ prescription }: PrescriptionRequest) {
		const { say, desk } = this
		if (!prescription) return html`<p class="sm quiet">${say('own-words')}</p>`
		const { dose, prescribedOn, repeatsLeft, reviewOn, reviewPassed, withdrawn } = prescription
		const review = reviewOn ? { day: dayText(desk, reviewOn) } : null
		const warnings = [
			...(withdrawn ? [say('record-withdrawn')] : []),
			...(review && reviewPassed ? [say('review-passed', review)] : []),
		]
		const facts = [
			say('prescribed', { day: dayText(desk, prescribedOn) }),
			say('left-after', { count: Math.max(0, repeatsLeft) }),
			...(review && !reviewPassed ? [say('review-by', review)] : []),
		]
		return html`${dose ? html`<p>${dose}</p>` : nothing}<p class="sm quiet">${facts.join(' · ')}</p>${
			warnings.length
				? html`<p class="tags">${warnings.map((text) => html`<span class="tag danger">${text}</span>`)}</p>`
				: nothing
		}`
	}

	#buttons(request: PrescriptionRequest) {
		const { say, desk } = this
		const { id, status } = request
		const isVet = desk.may('veterinarian')
		const busy = this.isBusy(id)
		const decline = () =>
			desk.openDialog(new DeclineForm(this.#declining(request)), {
				label: say('decline-medicine', { medicine: request.medicine, pet: request.pet.name }),
			})
		const no = isVet ? button('secondary', { label: say('decline'), onClick: decline }) : nothing
		if (status === 'requested' && isVet) {
			const onClick = () => void this.#approve(request)
			return html`<div class="buttons">${button('primary', { label: say('approve'), busy, onClick })}${no}</div>`
		}
		if (status !== 'approved' || !desk.may('veterinarian', 'nurse', 'receptionist')) return nothing
		const ready = (kind: 'primary' | 'secondary', label: string, handover: Handover) =>
			button(kind, { label, busy, onClick: () => void this.#ready(request, handover) })
		return html`<div class="buttons">${ready('primary', say('collect-now'), 'collect')}
			${ready('secondary', say('sent-now'), 'sent')}${no}</div>`
	}

	#declining({ id }: PrescriptionRequest) {
		return {
			text: this.say('decline-medicine-text'),
			limit: 500,
			send: (reason: string) => this.desk.client.prescriptions.decline(id, reason),
			onDone: () => void this.entries.load(),
		}
	}

	#approve({ id, client }: PrescriptionRequest): Promise<void> {
		return this.work(id, async () => {
			await this.desk.client.prescriptions.approve(id)
			this.desk.toast({ text: this.say('approved-said', { owner: client.name ?? '–' }) })
		})
	}

	#ready({ id, client }: PrescriptionRequest, handover: Handover): Promise<void> {
		return this.work(id, async () => {
			await this.desk.client.prescriptions.ready(id, handover)
			this.desk.toast({ text: this.say('ready-said', { owner: client.name ?? '–' }) })
		})
	}
}

interface Page {
	requests: readonly PrescriptionRequest[]
	nextCursor: string | null
}

customElements.define('vetslot-clinic-prescriptions', Prescriptions)
