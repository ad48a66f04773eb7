import { html, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { textArea } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { alert } from '../../theme/icons.ts'
import { codeOf } from '../failures.ts'
import type { VisitPanel } from './visit-panel.ts'

type Field = 'internal' | 'shared'

/** Notes being written. What is typed stays, whatever comes from elsewhere meanwhile. */
export class Notes {
	readonly #panel: VisitPanel
	#typed: Partial<Record<Field, string>> = {}
	#trouble: string | undefined
	#busy = false

	constructor(panel: VisitPanel) {
		this.#panel = panel
	}

	forget(): void {
		this.#typed = {}
		this.#trouble = undefined
	}

	readonly #save = async (): Promise<void> => {
		const { details, desk, visitId, say } = this.#panel
		const { version } = details.value?.notes ?? {}
		if (version === undefined || this.#busy) return
		const { internal, shared } = this.#typed
		this.#busy = true
		this.#trouble = undefined
		this.#panel.requestUpdate()
		try {
			await desk.client.appointments.edit(visitId, {
				version,
				...(internal !== undefined && { internalNotes: internal.trim() || null }),
				...(shared !== undefined && { sharedNotes: shared.trim() || null }),
			})
			this.#typed = {}
			desk.toast({ text: say('saved') })
		} catch (error) {
			const meanwhile = codeOf(error) === 'conflict'
			this.#trouble = meanwhile ? say('changed-meanwhile') : desk.failure(error)
		}
		this.#busy = false
		await details.load()
	}

	render(): TemplateResult {
		const { details, say } = this.#panel
		const { notes } = details.value!
		const dirty = Object.keys(this.#typed).length > 0
		return html`<section class="stack tight"><h3 class="subhead">${say('notes')}</h3>
			${this.#field('internal', notes.internal)}${this.#field('shared', notes.shared)}
			${this.#trouble ? html`<div role="alert">${note('warm', { glyph: alert, text: this.#trouble })}</div>` : ''}
			${dirty ? button('secondary', { label: say('save-notes'), busy: this.#busy, onClick: () => void this.#save() }) : ''}</section>`
	}

	#field(id: Field, saved: string | null) {
		const { desk, say } = this.#panel
		const onInput = (text: string) => {
			this.#typed = { ...this.#typed, [id]: text }
			this.#panel.requestUpdate()
		}
		const value = this.#typed[id] ?? saved ?? ''
		const limits = { limit: 2000, countFrom: 1800 }
		return textArea(desk.words, { id, label: say(`${id}-notes`), value, onInput, ...limits })
	}
}
