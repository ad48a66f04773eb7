import type { OwnerVisits, RebookSuggestions } from '@vetslot/sdk/owner'
import { html, type PropertyValues, type TemplateResult } from 'lit'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import type { Translate } from '../../locales/localize.ts'
import { screenStyles } from '../../visit/visit.styles.ts'
import { places } from '../places.ts'
import { PortalView } from '../portal-view.ts'
import type { Route } from '../route.ts'
import { viewStyles } from '../styles.ts'
import { AnswersPage } from './answers-page.ts'
import { visitsMessages } from './messages.ts'
import { OwnPage } from './own-page.ts'
import { drawMoving, drawOwn } from './own-screens.ts'
import { drawVisits } from './visit-list.ts'
import { visitsStyles } from './visits.styles.ts'

export interface VisitLists {
	upcoming: OwnerVisits
	past: OwnerVisits
	again: RebookSuggestions['suggestions']
}

/** All visits; below one's id that visit, and below it choosing another time and the open questions. */
export class VisitsView extends PortalView {
	static override styles = [...viewStyles, ...screenStyles, visitsStyles]
	/** Of checking in. */
	readonly form = new Form<'note'>(this)
	readonly lists = new Loaded<VisitLists>(this, (signal) => this.#read(signal))
	page: OwnPage | undefined
	answers: AnswersPage | undefined
	#say: Translate<typeof visitsMessages> | undefined
	#isStale = true

	get say(): Translate<typeof visitsMessages> {
		this.#say ??= this.portal.speak(visitsMessages)
		return this.#say
	}

	override get heading(): string {
		const [id, part] = this.route.path
		if (!id) return this.label
		return this.say(part === 'answers' ? 'questions-title' : 'your-visit')
	}

	override get above(): Partial<Route> {
		const { path } = this.route
		return path.length ? { path: path.slice(0, -1), query: {} } : { view: 'home', path: [] }
	}

	override reread(): void {
		this.stale()
		const [id, part] = this.route.path
		if (!id) void this.#list()
		else if (!part) void this.page?.load()
		else if (part === 'move') void this.page?.diary.load(null)
	}

	/** The lists are not what they were. */
	override get dirty(): boolean {
		return this.answers?.dirty ?? false
	}

	stale(): void {
		this.#isStale = true
	}

	show(id: string, part: 'move' | 'answers'): void {
		const [shown, at] = this.route.path
		if (shown === id && at === part) return
		this.portal.go(places.visit(id, part))
	}

	async #list(): Promise<void> {
		this.#isStale = false
		await this.lists.load()
	}

	async #read(signal: AbortSignal): Promise<VisitLists> {
		const { visits } = this.portal.client
		const [upcoming, past, { suggestions: again }] = await Promise.all([
			visits.list({ when: 'upcoming', limit: 50 }, { signal }),
			visits.list({ when: 'past', limit: 10 }, { signal }),
			visits.again({}, { signal }),
		])
		return { upcoming, past, again }
	}

	protected override willUpdate(changed: PropertyValues): void {
		if (!changed.has('route')) return
		const [id, part] = this.route.path
		if (id && this.page?.id !== id) {
			this.page?.diary.stop()
			this.page = new OwnPage(this, id)
			this.answers = undefined
			void this.page.load()
		}
		if (!id && (this.#isStale || this.lists.value === undefined)) void this.#list()
		if (part === 'answers' && id) this.answers ??= new AnswersPage(this, id)
		else this.answers = undefined
		if (part === 'move') void this.#openDiary()
		else this.page?.back()
	}

	/** Also for whoever comes by an address of that place. */
	async #openDiary(): Promise<void> {
		const { page } = this
		if (!page || page.state.screen === 'move') return
		if (!page.state.visit) await page.load()
		if (page.state.visit?.canMove) await page.diary.open()
	}

	protected override render(): TemplateResult {
		const { page, answers } = this
		if (!this.route.path.length || !page) return html`${drawVisits(this)}`
		if (answers) return html`${answers.draw()}`
		return page.state.screen === 'move' ? drawMoving(page) : drawOwn(this, page)
	}
}

customElements.define('vetslot-portal-visits', VisitsView)
