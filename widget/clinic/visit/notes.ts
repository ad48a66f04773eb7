import { html, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { textArea } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { codeOf } from '../../frame/failures.ts'
import { alert } from '../../theme/icons.ts'
import type { ConsoleContext } from '../context.ts'
import type { VisitPanel } from './visit-panel.ts'

type Field = 'internal' | 'shared'
type Typed = Partial<Record<Field, string>>

/** By the visit's id, for as long as somebody is signed in: the panel comes and goes. */
const unsaved = new WeakMap<ConsoleContext, Map<string, Typed>>()

/** Notes being written. What is typed stays, whichever visit is opened meanwhile. */
export class Notes {
	readonly #panel: VisitPanel
	#trouble: string | undefined
	#busy = false

	constructor(panel: VisitPanel) {
		this.#panel = panel
	}

	get #kept(): Map<string, Typed> {
		const { desk } = this.#panel
		const kept = unsaved.get(desk) ?? new Map<string, Typed>()
		unsaved.set(desk, kept)
		return kept
	}

	/** A visit that was moved has another id. */
	get #typed(): Typed {
		const { details, visitId } = this.#panel
		const before = details.value?.appointment.previousAppointmentId ?? ''
		return this.#kept.get(visitId) ?? this.#kept.get(before) ?? {}
	}

	/** Another visit is opened: what went wrong with the one before is no matter of it. */
	turn(): void {
		this.#trouble = undefined
	}

	#forget(visitId: string, previousId: string | null): void {
		this.#kept.delete(visitId)
		if (previousId) this.#kept.delete(previousId)
	}

	readonly #save = async (): Promise<void> => {
		const { details, desk, visitId, say, pets } = this.#panel
		if (!details.value || this.#busy) return
		const { notes, appointment } = details.value
		const { version } = notes
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
			this.#forget(visitId, appointment.previousAppointmentId)
			desk.toast({ text: say('saved', { pets }) })
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
			${dirty ? html`<p class="sm quiet" role="status">${say('not-saved')}</p>${button('secondary', { label: say('save-notes'), busy: this.#busy, onClick: () => void this.#save() })}` : ''}</section>`
	}

	#field(id: Field, saved: string | null) {
		const { desk, say } = this.#panel
		const onInput = (text: string) => {
			this.#kept.set(this.#panel.visitId, { ...this.#typed, [id]: text })
			this.#panel.requestUpdate()
		}
		const value = this.#typed[id] ?? saved ?? ''
		const limits = { limit: 2000, countFrom: 1800 }
		return textArea(desk.words, { id, label: say(`${id}-notes`), value, onInput, ...limits })
	}
}
