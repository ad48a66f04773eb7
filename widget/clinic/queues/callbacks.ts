import type { Callback } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { segmented } from '../../controls/fields.ts'
import { Form } from '../../frame/form.ts'
import { phone as phoneGlyph } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from '../people/people.styles.ts'
import { clientLink, petLink } from '../people/tables.ts'
import { momentText } from '../people/words.ts'
import { phoneText } from '../phone.ts'
import { LinkForm } from './link-form.ts'
import { queueMessages } from './messages.ts'
import { QueueList } from './queue-list.ts'

type Status = Callback['status']

/** People who wait for a call, what is overdue first. */
export class Callbacks extends QueueList<Callback> {
	#status: Status = 'open'

	protected override async read(signal: AbortSignal): Promise<readonly Callback[]> {
		const { callbacks } = await this.desk.client.callbacks.list(
			{ status: this.#status },
			{ signal },
		)
		return callbacks
	}

	protected override render(): unknown {
		const { say } = this
		const options = [
			{ value: 'open', label: say('waiting') },
			{ value: 'done', label: say('called') },
		]
		const onSelect = (value: string) => {
			this.#status = value as Status
			void this.entries.load()
		}
		return html`<div class="block">${segmented(this.desk.words, {
			...{ id: 'status', label: say('show'), options, value: this.#status, onSelect },
		})}${super.render()}</div>`
	}

	protected override entry(call: Callback): TemplateResult {
		const { say, desk } = this
		const { name, petName, note, client, pet, attempts } = call
		return html`<li class="sheet-card block"><div class="between"><h3 class="subhead">${
			client ? clientLink(client) : (name ?? '–')
		}${pet || petName ? html`, ${pet?.name ? petLink({ id: pet.id, name: pet.name }) : petName}` : nothing}</h3
		><span class="tags">${this.#tags(call)}</span></div>
			<p class="sm quiet">${say('asked-at', { time: momentText(desk, call.createdAt) })}${
				attempts ? `, ${say('tried', { count: attempts })}` : ''
			}</p>${note ? html`<p class="said">${note}</p>` : nothing}${
				call.outcome ? html`<p class="said">${call.outcome}</p>` : nothing
			}${call.status === 'open' ? this.#buttons(call) : nothing}</li>`
	}

	#tags({ kind, status, promisedBy, overdue, claimedBy }: Callback) {
		const { say } = this
		const time = promisedBy ? momentText(this.desk, promisedBy) : ''
		const promise = promisedBy
			? say(overdue ? 'promised-late' : 'promised-by', { time })
			: say('no-promise')
		return html`${kind === 'end_of_life' ? html`<span class="tag warm">${say('end-of-life')}</span>` : nothing}${
			kind === 'request' ? html`<span class="tag">${say('request')}</span>` : nothing
		}${claimedBy ? html`<span class="tag">${say(status === 'open' ? 'taken-by' : 'by', { name: claimedBy.name ?? '' })}</span>` : nothing}${
			status === 'open'
				? html`<span class=${overdue ? 'tag danger' : 'tag'}>${promise}</span>`
				: nothing
		}`
	}

	#buttons(call: Callback) {
		const { say, desk } = this
		const { id, phone } = call
		const mine = call.claimedBy?.id === desk.user.id
		const done = () =>
			desk.openDialog(new DoneForm(id, () => void this.entries.load()), {
				label: say('done-call'),
			})
		const { callbacks } = desk.client
		const take = () => this.work(id, async () => void (await callbacks.claim(id)))
		const missed = () =>
			this.work(id, async () => {
				await callbacks.noAnswer(id)
				desk.toast({ text: say('tried-again') })
			})
		const link = () =>
			desk.openDialog(new LinkForm(call, () => void this.entries.load()), {
				label: say('which-one'),
			})
		const number = {
			label: say('call-number', { phone: phoneText(desk, phone) }),
			glyph: phoneGlyph,
		}
		return html`<div class="buttons">${
			mine
				? button('primary', { ...number, href: `tel:${phone}` })
				: button('primary', {
						label: say('take'),
						busy: this.isBusy(id),
						onClick: () => void take(),
					})
		}${button('secondary', { label: say('done'), onClick: done })}${button('quiet', {
			...{ label: say('no-answer'), onClick: () => void missed() },
		})}${call.pet ? nothing : button('quiet', { label: say('which-one'), onClick: link })}</div>`
	}
}

/** What came of a call. */
class DoneForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #id: string
	readonly #onDone: () => void
	readonly #form = new Form(this)

	constructor(id: string, onDone: () => void) {
		super()
		this.#id = id
		this.#onDone = onDone
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const outcome = this.#form.optional('outcome')
			await this.desk.client.callbacks.done(this.#id, { outcome })
			this.desk.closeDialog()
			this.desk.toast({ text: this.desk.speak(queueMessages)('finished') })
			this.#onDone()
		})

	protected override render(): TemplateResult {
		const say = this.desk.speak(queueMessages)
		const more = { optional: true, limit: 500 }
		return this.#form.draw(
			html`<div class="all">${this.#form.area('outcome', say('outcome'), more)}</div>`,
			{ label: say('done'), onSend: this.#send },
		)
	}
}

customElements.define('vetslot-clinic-callbacks', Callbacks)
customElements.define('vetslot-clinic-done-form', DoneForm)
