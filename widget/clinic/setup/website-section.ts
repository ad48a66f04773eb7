import type { ApiKey, KeyCreated } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { Loaded } from '../../frame/loaded.ts'
import { copy, lock, plus } from '../../theme/icons.ts'
import { Draft } from './draft.ts'
import { RevokeDialog } from './revoke-dialog.ts'
import { SetupSection } from './section.ts'
import { tickList } from './ticks.ts'

const SCOPES = [
	...['read', 'schedule:write', 'appointments:write', 'records:write'],
	...['people:write', 'setup:write', 'staff:write', 'export'],
]

interface EditedKey {
	id: string | null
	kind: ApiKey['kind']
	label: string
	allowedOrigins: string[]
	native: boolean
	scopes: string[]
}

const EMPTY: EditedKey = {
	id: null,
	kind: 'publishable',
	label: '',
	allowedOrigins: [],
	native: false,
	scopes: [],
}

/** What goes onto the clinic's website, how it looks there, and the keys that open the clinic. */
export class WebsiteSection extends SetupSection {
	draft: Draft<EditedKey> | undefined
	#made: KeyCreated | undefined
	#chosen: string | undefined
	readonly #keys = new Loaded(this, (signal) => this.desk.client.keys.list({ signal }))

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#keys.load()
	}

	#edit(key: EditedKey | undefined): void {
		this.draft = key && new Draft<EditedKey>(this, key)
		this.requestUpdate()
		const next = key ? '#f-label' : '#keys'
		void this.updateComplete.then(() => this.find(next)?.focus())
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		const { draft } = this
		if (!draft) return
		const { keys } = this.desk.client
		const went = await draft.save(async () => {
			const { id, kind, label, allowedOrigins, native, scopes } = draft.value
			const inPages = { label, allowedOrigins, native }
			if (id !== null) await keys.change(id, kind === 'secret' ? { label } : inPages)
			else {
				const may = { kind, label, scopes: scopes as [] }
				this.#made = await keys.create(kind === 'secret' ? may : { kind, ...inPages })
			}
			return draft.value
		})
		if (!went) return
		await this.#keys.load()
		this.saved()
		this.#edit(undefined)
	}

	readonly #makePageKey = async (): Promise<void> => {
		try {
			await this.desk.client.keys.create({ kind: 'publishable', label: this.say('hosted-page') })
			await this.#keys.load()
		} catch (error) {
			this.desk.toast({ text: this.desk.failure(error) })
		}
	}

	async #copy(text: string): Promise<void> {
		await navigator.clipboard.writeText(text)
		this.desk.toast({ text: this.say('copied') })
	}

	#revoke({ id, label }: ApiKey): void {
		const dialog = new RevokeDialog()
		dialog.keyLabel = label
		dialog.revoke = async () => {
			await this.desk.client.keys.revoke(id)
			await this.#keys.load()
			this.desk.toast({ text: this.say('revoked') })
		}
		this.desk.openDialog(dialog, { label: this.say('revoke-title') })
	}

	#snippet(keys: readonly ApiKey[]): TemplateResult {
		const { say, desk } = this
		const pages = keys.filter(({ text }) => text !== null)
		const key = pages.find(({ id }) => id === this.#chosen) ?? pages[0]
		if (!key) {
			const make = button('secondary', { label: say('make-page-key'), onClick: this.#makePageKey })
			return this.card(
				say('snippet'),
				html`<p>${say('no-key')}</p><div class="buttons">${make}</div>`,
			)
		}
		const of = { origin: location.origin, key: key.text ?? '', phone: desk.clinic.phone }
		const choose = (event: Event) => {
			this.#chosen = (event.target as HTMLSelectElement).value
			this.requestUpdate()
		}
		return this.card(
			say('snippet'),
			html`<p class="sm quiet">${say('snippet-text')}</p>
				<div class="field"><label class="label" for="which">${say('which-key')}</label><select class="input" id="which" @change=${choose}>${pages.map(
					({ id, label }) => html`<option value=${id} ?selected=${id === key.id}>${label}</option>`,
				)}</select></div>
				${this.#pasted(say('snippet'), bookingTag(of))}
				<p class="sm quiet">${say('portal-text')}</p>${this.#pasted(say('portal-snippet'), portalTag(of))}`,
		)
	}

	#pasted(label: string, tag: string): TemplateResult {
		const { say } = this
		const onClick = () => void this.#copy(tag)
		return html`<pre tabindex="0" role="region" aria-label=${label}><code>${tag}</code></pre>
			<div>${action({ label: say('copy'), name: say('copy-name', { name: label }), glyph: copy, onClick })}</div>`
	}

	#preview(keys: readonly ApiKey[]): TemplateResult | typeof nothing {
		if (!keys.some(({ text, native }) => text !== null && !native)) return nothing
		const { say, desk } = this
		const slug = encodeURIComponent(desk.clinic.slug)
		const [page, portal] = [`/book/${slug}`, `/portal/${slug}`]
		return this.card(
			say('hosted-page'),
			html`<p class="sm quiet">${say('hosted-text')} <a class="link" href=${page} target="_blank" rel="noopener">${say('open-page')}</a></p>
				<iframe src=${page} title=${say('hosted-page')} loading="lazy"></iframe>
				<p class="sm quiet">${say('hosted-portal-text')} <a class="link" href=${portal} target="_blank" rel="noopener">${say('open-portal')}</a></p>`,
		)
	}

	#row(key: ApiKey): TemplateResult {
		const { say, desk } = this
		const { label: name, kind, allowedOrigins, scopes } = key
		const where = kind === 'secret' ? scopes : allowedOrigins
		return html`<tr><th scope="row">${name}</th><td data-label=${say('key')}>${say(kind === 'secret' ? 'secret' : 'for-pages')}</td>
			<td data-label=${say('may')}>${where.join(', ')}</td>
			<td data-label="">${say('since', { date: desk.words.shortDay(desk.words.dayOf(key.createdAt)) })}</td>
			<td class="acts">${action({ label: say('edit'), name: say('edit-name', { name }), onClick: () => this.#edit(key) })}
				${action({ label: say('revoke'), name: say('revoke-name', { name }), onClick: () => this.#revoke(key) })}</td></tr>`
	}

	#list(keys: readonly ApiKey[]): TemplateResult {
		const { say } = this
		const made = this.#made
		const secret = made?.key.kind === 'secret' ? made.text : undefined
		return this.card(
			say('keys'),
			html`<p class="sm quiet">${say('keys-text')}</p>
				${secret === undefined ? nothing : html`<div role="status">${note('warm', { glyph: lock, title: say('secret-once'), text: html`<code>${secret}</code>` })}${action({ label: say('copy'), glyph: copy, onClick: () => void this.#copy(secret) })}</div>`}
				<div class="table" tabindex="0" role="region" aria-label=${say('keys')} id="keys"><table>
				<thead><tr><th scope="col">${say('used')}</th><th scope="col">${say('key')}</th><th scope="col">${say('may')}</th><td></td><td></td></tr></thead>
				<tbody>${keys.map((key) => this.#row(key))}</tbody></table></div>
				<div class="buttons">${button('secondary', { label: say('add-key'), glyph: plus, onClick: () => this.#edit(EMPTY) })}</div>`,
		)
	}

	#form(draft: Draft<EditedKey>): TemplateResult {
		const { say } = this
		const { id, kind } = draft.value
		const kinds = [
			{ value: 'publishable', label: say('for-pages') },
			{ value: 'secret', label: say('secret') },
		]
		const scopes = SCOPES.map((value) => ({ value, label: value }))
		return this.card(
			id === null ? say('add-key') : draft.value.label,
			html`<form class="stack" novalidate @submit=${this.#submit}>${draft.alerts(3)}
				<div class="grid2">${draft.text('label', say('used'))}${id === null ? draft.select('kind', say('kind'), kinds) : nothing}</div>
				${kind === 'publishable' ? html`${draft.list('allowedOrigins', say('websites'), say('websites-hint'))}${draft.check('native', say('native'))}` : nothing}
				${kind === 'secret' && id === null ? tickList(draft, 'scopes', say('may'), scopes) : nothing}
				${this.saveBar(draft as Draft<object>)}${action({ label: say('cancel'), onClick: () => this.#edit(undefined) })}</form>`,
		)
	}

	protected override render(): unknown {
		return this.#keys.draw(({ keys }) =>
			this.draft
				? this.#form(this.draft)
				: html`<div class="stack">${this.#snippet(keys)}${this.#list(keys)}${this.#preview(keys)}</div>`,
		)
	}
}

customElements.define('vetslot-clinic-setup-website', WebsiteSection)

interface Pasted {
	origin: string
	key: string
	phone: string | null
}

const scriptTag = (origin: string) =>
	`<script type="module" src="${origin}/widget/v1/vetslot.js"></script>`

/** What a clinic pastes into its page. */
function bookingTag({ origin, key, phone }: Pasted): string {
	const call = phone ? `\n  <a href="tel:${phone}">Call to book: ${phone}</a>` : ''
	return `${scriptTag(origin)}
<vetslot-booking clinic-key="${key}">${call}
</vetslot-booking>`
}

/** The same for a page of its owners. */
function portalTag({ origin, key, phone }: Pasted): string {
	const call = phone ? `\n  <a href="tel:${phone}">Call us: ${phone}</a>` : ''
	return `${scriptTag(origin)}
<vetslot-portal clinic-key="${key}">${call}
</vetslot-portal>`
}
