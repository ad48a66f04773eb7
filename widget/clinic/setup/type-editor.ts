import { html, nothing, type TemplateResult } from 'lit'
import { action } from '../../controls/buttons.ts'
import { Loaded } from '../../frame/loaded.ts'
import { back } from '../../theme/icons.ts'
import { visitIcons } from '../../theme/visit-icons.ts'
import { writeRoute } from '../route.ts'
import { Draft } from './draft.ts'
import { fieldsToSend, formBuilder, formPreview } from './form-builder.ts'
import { type EditedType, newType, typeBody } from './new-type.ts'
import { rowList } from './row-list.ts'
import { animalsForm, dayForm, lengthForm, peopleForm, timeForm } from './rules-form.ts'
import { SetupSection } from './section.ts'
import { SPECIES, tickList } from './ticks.ts'

const MODES = ['instant', 'request', 'triage_only', 'callback', 'staff_only'] as const
const TRIAGES = ['none', 'required', 'amber_required'] as const
const PRICES = ['none', 'fixed', 'from', 'package', 'free', 'range', 'estimate'] as const

/** One kind of visit with all its rules, and its form as owners will see it. */
export class TypeEditor extends SetupSection {
	draft: Draft<EditedType> | undefined
	readonly #type = new Loaded(this, async (signal) => {
		const [, id = 'new'] = this.route.path
		const type: EditedType =
			id === 'new' ? newType : await this.desk.client.types.get(id, { signal })
		this.draft = new Draft(this, type)
		return type
	})

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#type.load()
	}

	readonly #submit = (event: Event): void => {
		event.preventDefault()
		void this.#save(false)
	}

	async #save(allowStranded: boolean): Promise<void> {
		const { draft } = this
		if (!draft) return
		const { types } = this.desk.client
		const { id, formFields } = draft.value
		const body = {
			...typeBody({ ...draft.value, formFields: fieldsToSend(formFields) }),
			allowStranded,
		}
		const went = await draft.save(async () => {
			const { type } = await (id === null ? types.create(body) : types.replace(id, body))
			return type
		})
		if (!went) return
		this.saved()
		if (id === null) this.desk.go({ path: ['visits', String(draft.value.id)] }, true)
	}

	#options<V extends string>(values: readonly V[], key: string) {
		const say = this.say as (key: string) => string
		return values.map((value) => ({ value, label: say(`${key}-${value}`) }))
	}

	#basics(draft: Draft<EditedType>): TemplateResult {
		const { say } = this
		const icons = Object.keys(visitIcons).map((value) => ({ value, label: value }))
		return this.card(
			say('basics'),
			html`<div class="grid2">${draft.text('name', say('name'))}${draft.text('group', say('group'))}</div>
				${draft.area('description', say('description'), { limit: 400 })}
				<div class="grid3">${draft.select('icon', say('icon'), icons)}${draft.text('color', say('color'), { nullable: true })}
					${draft.number('sortOrder', say('order'))}</div>
				<div class="grid2">${draft.select('mode', say('how'), this.#options(MODES, 'mode'))}
					${draft.select('triage', say('triage'), this.#options(TRIAGES, 'triage'))}</div>
				${draft.check('active', say('active'))}${draft.check('isDefault', say('default-visit'))}`,
		)
	}

	#price(draft: Draft<EditedType>): TemplateResult {
		const { say } = this
		const { kind } = draft.value.price
		const named = kind === 'fixed' || kind === 'from' || kind === 'package'
		const choose = (next: string) =>
			draft.set('price', { ...draft.value.price, kind: next, amount: null })
		return this.card(
			say('price-cancel'),
			html`<div class="grid3" @change=${(event: Event) => {
				const { id, value } = event.target as HTMLSelectElement
				if (id === 'f-price-kind') choose(value)
			}}>${draft.select('price.kind', say('price'), this.#options(PRICES, 'price'))}
				${named ? draft.text('price.amount', say('amount'), { inputmode: 'decimal', placeholder: '0.00', nullable: true }) : nothing}
				${draft.text('price.note', say('price-note'), { nullable: true })}</div>
				${draft.number('cancellationCutoffHours', say('cutoff'))}`,
		)
	}

	#preparation(draft: Draft<EditedType>): TemplateResult {
		const { say } = this
		const animals = SPECIES.map((value) => ({ value, label: say(value) }))
		return this.card(
			say('preparation'),
			rowList(this, draft, {
				path: 'preparation',
				ordered: true,
				addLabel: say('add-note'),
				name: (i) => say('note', { count: i + 1 }),
				fresh: () => ({ text: '', species: null, fromWeeks: null, underWeeks: null }),
				fields: (path) =>
					html`${draft.text(`${path}.text`, say('note-text'))}
						<div class="grid2">${draft.number(`${path}.fromWeeks`, say('from-weeks'))}${draft.number(`${path}.underWeeks`, say('under-weeks'))}</div>
						${tickList(draft, `${path}.species`, say('animals'), animals, say('animals-hint'), null)}`,
			}),
		)
	}

	#head(): TemplateResult {
		const { say, draft } = this
		const href = writeRoute({ view: this.route.view, path: ['visits'], query: {} })
		return html`<div class="lead-in">${action({ label: say('back-to-visits'), glyph: back, href })}
			<h2 class="title">${draft?.value.name || say('new-visit')}</h2></div>`
	}

	protected override render(): unknown {
		return this.#type.draw(() => {
			const { draft, say } = this
			if (!draft) return nothing
			return html`<form class="stack" novalidate @submit=${this.#submit}>${this.#head()}${draft.alerts(2)}
				${this.#basics(draft)}
				${this.card(say('time'), timeForm(this, draft))}${this.card(say('longer'), lengthForm(this, draft))}
				${this.card(say('who-where'), peopleForm(this, draft))}${this.card(say('for-whom'), animalsForm(this, draft))}
				${this.card(say('day-procedure'), dayForm(this, draft))}${this.#price(draft)}${this.#preparation(draft)}
				${this.card(say('form'), formBuilder(this, draft))}
				${this.card(say('preview'), formPreview(this, draft.value))}
				${this.saveBar(draft as Draft<object>, () => void this.#save(true))}</form>`
		})
	}
}

customElements.define('vetslot-clinic-setup-visit', TypeEditor)
