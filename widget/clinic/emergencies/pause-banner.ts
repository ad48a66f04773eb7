import type { BookingPauses } from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { ConsoleView } from '../console-view.ts'
import { viewStyles } from '../styles.ts'
import { shortName } from '../words.ts'
import { bannerStyles } from './banner.styles.ts'
import { type Say, sayOf } from './speech.ts'

/** That owners can't book online for now, until when, and the press that ends it. */
export class PauseBanner extends ConsoleView {
	static override properties = { ...ConsoleView.properties, pauses: { attribute: false } }
	static override styles = [...viewStyles, bannerStyles]

	declare pauses: BookingPauses | undefined
	#busy = false

	get #say(): Say {
		return sayOf(this.desk)
	}

	async #end(resourceId: string | null): Promise<void> {
		if (this.#busy) return
		this.#busy = true
		this.requestUpdate()
		const { desk } = this
		try {
			this.pauses = await desk.client.pause.end(resourceId === null ? {} : { resourceId })
			desk.toast({ text: this.#say('pause-over') })
		} catch (error) {
			desk.toast({ text: desk.failure(error) })
		}
		this.#busy = false
		this.requestUpdate()
	}

	protected override render(): TemplateResult {
		const { everyone = null, people = [] } = this.pauses ?? {}
		const rows = [...(everyone ? [{ ...everyone, resourceId: null }] : []), ...people]
		return html`<ul>${rows.map((one) => this.#row(one))}</ul>`
	}

	#row({
		resourceId,
		until,
		reason,
	}: {
		resourceId: string | null
		until: string
		reason: string | null
	}) {
		const { words } = this.desk
		const time = words.time(until)
		const vet = shortName(this.desk, resourceId)
		const text =
			resourceId === null
				? this.#say('paused-all', { time })
				: this.#say('paused-one', { vet, time })
		return html`<li class="row"><p class="words"><b>${text}</b><span>${reason ?? ''}</span></p>
			<div class="buttons">${button('secondary', {
				label: this.#say('end-pause'),
				name: `${this.#say('end-pause')}: ${text}`,
				busy: this.#busy,
				onClick: () => void this.#end(resourceId),
			})}</div></li>`
	}
}

customElements.define('vetslot-clinic-pause-banner', PauseBanner)
