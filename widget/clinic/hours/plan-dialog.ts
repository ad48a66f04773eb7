import { type StrandedResolution, type StrandedVisit, VetslotError } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { focusField } from '../../controls/errors.ts'
import { note } from '../../controls/notes.ts'
import { codeOf, fieldErrors } from '../../frame/failures.ts'
import type { Translate } from '../../locales/localize.ts'
import { alert } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { viewStyles } from '../styles.ts'
import { hoursStyles } from './hours.styles.ts'
import { hoursMessages } from './messages.ts'
import { type Choice, strandedPart } from './stranded-part.ts'

/** What is sent along once the visits that lose their place are known. */
export interface Sending {
	resolutions: StrandedResolution[]
	/** Only what would come of it. */
	dryRun: boolean
	/** The visits have been seen. */
	again: boolean
}

export interface Sent {
	stranded: StrandedVisit[]
}

/**
 * A form that changes hours. Should that strand visits, it asks what becomes of each before anything
 * is changed; a form that can tell shows where those would go that move.
 */
export abstract class PlanDialog extends ConsoleView {
	static override styles = [...viewStyles, hoursStyles]

	/** Told once it is saved. */
	onSaved: () => void = () => {}
	/** By the field's id. */
	errors: Record<string, string> = {}
	#say: Translate<typeof hoursMessages> | undefined
	#trouble: string | undefined
	#busy = false
	#visits: readonly StrandedVisit[] = []
	#names = new Map<string, string>()
	#chosen = new Map<string, Choice>()
	#places = new Map<string, StrandedVisit['movedTo']>()

	get say(): Translate<typeof hoursMessages> {
		this.#say ??= this.desk.speak(hoursMessages)
		return this.#say
	}

	protected abstract fields(): TemplateResult
	/** What has to be mended before anything is sent, by the field's id. */
	protected abstract check(): Record<string, string>
	protected abstract send(sending: Sending): Promise<Sent | undefined>
	/** Said when it is done. */
	protected abstract get done(): string
	/** On the button that saves. */
	protected get saveLabel(): string {
		return this.say('save')
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		if (this.#busy) return
		this.#trouble = undefined
		this.errors = this.#visits.length > 0 ? this.#checkChoices() : this.check()
		this.requestUpdate()
		if (await this.#focusFirst()) return
		await this.#run(async () => {
			const resolutions = this.#resolutions()
			await this.send({ resolutions, dryRun: false, again: this.#visits.length > 0 })
			this.desk.toast({ text: this.done })
			this.onSaved()
			this.desk.closeDialog()
		})
	}

	async #focusFirst(): Promise<boolean> {
		const [first] = Object.keys(this.errors)
		if (first === undefined) return false
		await this.updateComplete
		const at = this.#visits.find(({ id }) => !this.#chosen.has(id))
		focusField(this.renderRoot, first === 'stranded' && at ? `for-${at.id}` : first)
		return true
	}

	#checkChoices(): Record<string, string> {
		const open = this.#visits.some(({ id }) => !this.#chosen.has(id))
		return open ? { stranded: this.say('choose-each') } : {}
	}

	#resolutions(): StrandedResolution[] {
		return [...this.#chosen].map(([appointmentId, choice]) => ({ appointmentId, do: choice }))
	}

	async #run(work: () => Promise<void>): Promise<void> {
		this.#busy = true
		this.requestUpdate()
		try {
			await work()
		} catch (error) {
			await this.#fail(error)
		}
		this.#busy = false
		this.requestUpdate()
	}

	async #fail(error: unknown): Promise<void> {
		if (codeOf(error) === 'visits_stranded' && error instanceof VetslotError) {
			await this.#ask(error.stranded)
			return
		}
		const known = fieldErrors(error)
		const mine = Object.entries(known).filter(([path]) =>
			this.renderRoot.querySelector(`#${CSS.escape(path)}`),
		)
		this.errors = Object.fromEntries(mine)
		const [unknown] = Object.entries(known).filter(([path]) => !(path in this.errors))
		if (mine.length === 0 || unknown) this.#trouble = unknown?.[1] ?? this.desk.failure(error)
		this.requestUpdate()
		await this.#focusFirst()
	}

	async #ask(visits: readonly StrandedVisit[]): Promise<void> {
		this.#visits = visits
		const known = new Set(visits.map(({ id }) => id))
		this.#chosen = new Map([...this.#chosen].filter(([id]) => known.has(id)))
		this.#places.clear()
		const text = this.say('stranded-title', { count: visits.length })
		this.desk.say(text, true)
		await this.#readNames()
	}

	/** Whose visits these are; without it their references have to do. */
	async #readNames(): Promise<void> {
		const days = new Set(this.#visits.map(({ start }) => this.desk.words.dayOf(start)))
		for (const day of [...days].sort()) await this.#readDay(day)
	}

	/** Page after page until nobody of that day is without a name. */
	async #readDay(day: string): Promise<void> {
		const { client, words } = this.desk
		const ids = this.#visits.flatMap(({ id, start }) => (words.dayOf(start) === day ? [id] : []))
		let cursor: string | undefined
		do {
			const range = { from: day, to: day, limit: 200, cursor }
			const found = await client.appointments.list(range).catch(() => undefined)
			for (const one of found?.appointments ?? []) {
				const names = words.list(one.pets.map((pet) => pet.name))
				this.#names.set(one.id, one.client.name ? `${names} (${one.client.name})` : names)
			}
			cursor = found?.nextCursor ?? undefined
			this.requestUpdate()
		} while (cursor && ids.some((id) => !this.#names.has(id)))
	}

	readonly #choose = (ids: readonly string[], choice: Choice): void => {
		for (const id of ids) this.#chosen.set(id, choice)
		this.errors = {}
		this.#places.clear()
		this.requestUpdate()
		if (this.#resolutions().some((one) => one.do === 'move')) void this.#look()
	}

	/** Where visits that move would go. */
	async #look(): Promise<void> {
		const asked = [...this.#chosen].join()
		try {
			const sent = await this.send({ resolutions: this.#resolutions(), dryRun: true, again: true })
			if (asked !== [...this.#chosen].join()) return
			for (const { id, movedTo } of sent?.stranded ?? []) this.#places.set(id, movedTo)
		} catch (error) {
			this.#trouble = this.desk.failure(error)
		}
		this.requestUpdate()
	}

	readonly #back = (): void => {
		this.#visits = []
		this.#trouble = undefined
		this.requestUpdate()
	}

	#body(): TemplateResult {
		if (this.#visits.length === 0) return this.fields()
		return strandedPart({
			...{ desk: this.desk, say: this.say, visits: this.#visits, names: this.#names },
			...{ chosen: this.#chosen, places: this.#places, error: this.errors.stranded },
			choose: this.#choose,
		})
	}

	protected override render(): TemplateResult {
		const asks = this.#visits.length > 0
		return html`<form class="stack" novalidate @submit=${this.#submit}>
			${this.#trouble ? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>` : nothing}
			${this.#body()}
			<div class="ends">${button('secondary', {
				label: this.say(asks ? 'back' : 'cancel'),
				onClick: asks ? this.#back : () => this.desk.closeDialog(),
			})}${button('primary', {
				label: asks ? this.say('save-so') : this.saveLabel,
				submit: true,
				busy: this.#busy,
			})}</div></form>`
	}
}
