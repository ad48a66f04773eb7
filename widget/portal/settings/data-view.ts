import type { ErasureOutlook } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { segmented } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { subhead } from '../../controls/shell.ts'
import { codeOf } from '../../frame/failures.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { saveAs } from '../../frame/save.ts'
import { info } from '../../theme/icons.ts'
import { PortalView } from '../portal-view.ts'
import { settingsMessages } from './messages.ts'
import { settingsStyles } from './settings.styles.ts'

/** What is here about somebody: to take along, and to have erased. */
export class OwnDataView extends PortalView {
	static override styles = settingsStyles
	readonly #form = new Form(this, { visits: 'cancel' })
	readonly #outlook = new Loaded<ErasureOutlook>(this, (signal) =>
		this.portal.client.ownData.outlook({ signal }),
	)
	/** The sign-in is too long ago for what was pressed. */
	#isStale = false

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#outlook.load()
	}

	override reread(): void {
		void this.#outlook.load()
	}

	get #say() {
		return this.portal.speak(settingsMessages)
	}

	/** Sends what needs a fresh sign-in, and asks for one where there is none. */
	#send(work: () => Promise<unknown>): Promise<boolean> {
		this.#isStale = false
		return this.#form.send(null, async () => {
			try {
				await work()
			} catch (error) {
				this.#isStale = codeOf(error) === 'fresh_sign_in_required'
				throw error
			}
		})
	}

	readonly #download = async (): Promise<void> => {
		const { ownData } = this.portal.client
		const save = async () => {
			const answer = await ownData.download()
			saveAs(await answer.blob(), 'your-data.zip')
		}
		if (await this.#send(save)) this.portal.toast({ text: this.#say('downloaded') })
	}

	readonly #erase = async (): Promise<void> => {
		const t = this.#say
		const sure = { text: t('erase-sure'), yes: t('erase-yes'), no: t('erase-no') }
		if (!(await this.portal.ask(sure))) return
		const upcomingVisits = this.#form.value('visits') === 'keep' ? 'keep' : 'cancel'
		const { ownData } = this.portal.client
		let isPostponed = false
		const erase = async () => {
			isPostponed = (await ownData.erase({ upcomingVisits })).status === 'postponed'
		}
		if (!(await this.#send(erase))) return
		if (!isPostponed) return this.portal.forget(t('erased'))
		this.portal.toast({ text: t('postponed') })
		await this.#outlook.load()
	}

	readonly #signIn = async (): Promise<void> => {
		const { view } = this.route
		await this.portal.signOut()
		this.portal.go({ view })
	}

	protected override render(): TemplateResult {
		return html`<div class="stack narrow">${this.#isStale ? this.#stale() : this.#form.alert()}
			${this.#takeAlong()}${this.#outlook.draw((outlook) => this.#leave(outlook))}</div>`
	}

	#stale(): TemplateResult {
		const t = this.#say
		return html`<div class="trouble" role="alert">${note('info', { glyph: info, text: t('fresh') })}
			${action({ label: t('sign-in-again'), onClick: this.#signIn })}</div>`
	}

	#takeAlong(): TemplateResult {
		const t = this.#say
		const { busy } = this.#form
		return html`<section class="stack">${subhead(this.level, t('take-along'))}<p>${t('take-along-text')}</p>
			${button('secondary', { label: t('download'), onClick: this.#download, busy })}</section>`
	}

	#leave(outlook: ErasureOutlook): TemplateResult {
		const t = this.#say
		const { busy } = this.#form
		return html`<section class="stack">${subhead(this.level, t('erase'))}<p>${t('erase-text')}</p>
			<ul class="bullets">${this.#consequences(outlook).map((text) => html`<li>${text}</li>`)}</ul>
			${outlook.upcomingVisits.length > 0 && outlook.scope === 'client' ? this.#visits(outlook) : nothing}
			${outlook.askedAt ? note('info', { glyph: info, text: t('erase-asked') }) : button('danger', { label: t('erase-now'), onClick: this.#erase, busy })}</section>`
	}

	#consequences({ scope, onHold }: ErasureOutlook): string[] {
		const t = this.#say
		const person = [t('erase-person'), t('erase-pets'), t('erase-shared')]
		const all = [...(scope === 'account' ? [t('erase-account')] : person), t('erase-letter')]
		return onHold ? [t('erase-hold'), ...all] : all
	}

	#visits({ upcomingVisits }: ErasureOutlook): TemplateResult {
		const t = this.#say
		const { words } = this.portal
		const value = this.#form.value('visits')
		const options = [
			{ value: 'cancel', label: t('visits-cancel') },
			{ value: 'keep', label: t('visits-keep') },
		]
		const onSelect = (chosen: string) => this.#form.set('visits', chosen)
		const rows = upcomingVisits.map(({ start, pets }) => {
			const names = pets.map(({ name }) => name).join(', ')
			return html`<li>${words.shortDay(words.dayOf(start))}, ${words.time(start)}: ${names}</li>`
		})
		return html`${segmented(words, { id: 'visits', label: t('visits'), options, value, onSelect })}
			<ul class="bullets">${rows}</ul>${value === 'keep' ? html`<p class="sm quiet">${t('visits-keep-text')}</p>` : nothing}`
	}
}

customElements.define('vetslot-portal-data', OwnDataView)
