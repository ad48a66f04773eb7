import type { StaffTriageQuestion, TriageQuestions } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { Loaded } from '../../frame/loaded.ts'
import { down, icon, info, plus } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from '../people/people.styles.ts'
import { dayText } from '../people/words.ts'
import { triageMessages } from './messages.ts'
import { QuestionForm, wordsOf } from './question-form.ts'
import { triageStyles } from './triage.styles.ts'

type Question = StaffTriageQuestion

/** The questions about signs: their words, their order, and who approved them. */
export class TriageView extends ConsoleView {
	static override styles = [...peopleStyles, triageStyles]

	readonly #list = new Loaded<TriageQuestions>(this, (signal) =>
		this.desk.client.triage.list({ signal }),
	)

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#list.load()
	}

	get #say() {
		return this.desk.speak(triageMessages)
	}

	get #mayChange(): boolean {
		return this.desk.may('admin', 'veterinarian')
	}

	readonly #set = (answer: TriageQuestions): void => this.#list.set(answer)

	async #change(work: () => Promise<TriageQuestions>, text: string): Promise<void> {
		try {
			this.#set(await work())
			this.desk.toast({ text })
		} catch (error) {
			this.desk.toast({ text: this.desk.failure(error) })
			void this.#list.load()
		}
	}

	protected override render(): TemplateResult {
		const say = this.#say
		const add = () =>
			this.desk.openDialog(new QuestionForm(undefined, this.#set), { label: say('add-question') })
		return html`<div class="page"><div class="head"><p class="lead">${say('intro')}</p>
			<div class="buttons">${
				this.#mayChange
					? button('primary', { label: say('add'), glyph: plus, onClick: add })
					: nothing
			}</div></div>${note('info', { glyph: info, text: say('needs-vet') })}
			${this.#list.draw(
				({ questions }) =>
					html`<h2 class="subhead">${say('questions')}</h2><ol class="block">${questions.map(
						(question, i) => this.#question(questions, question, i),
					)}</ol>`,
			)}</div>`
	}

	#question(all: readonly Question[], question: Question, i: number) {
		const say = this.#say
		const { text, level, species, active, published, draft } = question
		return html`<li class=${active ? 'sheet-card question' : 'sheet-card question unused'}>
			${this.#mayChange ? this.#order(all, question, i) : nothing}<div class="block grow">
			<div class="between"><h3 class="subhead">${draft && !published ? draft.text : text}</h3><span class="tags">
			<span class=${level === 'red' ? 'tag danger' : 'tag warm'}>${say(level)}</span>
			<span class="tag">${say(species ?? 'all')}</span>
			${active ? nothing : html`<span class="tag">${say('not-asked')}</span>`}
			${draft ? html`<span class="tag">${say('waits')}</span>` : nothing}</span></div>
			${draft && published ? html`<p>${say('new-words', { text: draft.text })}</p>` : nothing}
			<p class="sm quiet">${this.#approval(question)}</p>${this.#buttons(question)}</div></li>`
	}

	#approval({ approved, published }: Question): string {
		const say = this.#say
		if (!approved) return published ? say('not-approved') : say('waits')
		const day = dayText(this.desk, this.desk.words.dayOf(approved.at))
		return say('approved', { name: approved.by ?? '', day })
	}

	#order(all: readonly Question[], { id, text }: Question, i: number) {
		const say = this.#say
		const move = (by: -1 | 1) => () => {
			const ids = all.map((one) => one.id)
			ids.splice(i, 1)
			ids.splice(i + by, 0, id)
			const told = say(by < 0 ? 'moved-up' : 'moved-down')
			void this.#change(() => this.desk.client.triage.order({ ids }), told)
		}
		const arrow = (label: string, by: -1 | 1, off: boolean) =>
			html`<button class=${by < 0 ? 'round up' : 'round'} type="button" aria-label=${label}
				aria-disabled=${off ? 'true' : nothing} @click=${off ? nothing : move(by)}>${icon(down, 18)}</button>`
		return html`<div class="order">${arrow(say('up', { text }), -1, i === 0)}${arrow(
			say('down', { text }),
			1,
			i === all.length - 1,
		)}</div>`
	}

	#buttons(question: Question) {
		if (!this.#mayChange) return nothing
		const say = this.#say
		const { id, active, draft, approved } = question
		const { triage } = this.desk.client
		const edit = () =>
			this.desk.openDialog(new QuestionForm(question, this.#set), { label: say('edit-question') })
		const words = wordsOf(draft ?? question)
		const approve = () => void this.#change(() => triage.approve(id, { words }), say('saved'))
		const use = () => void this.#change(() => triage.change(id, { active: !active }), say('saved'))
		const waits = (draft || !approved) && this.desk.may('veterinarian')
		return html`<div class="buttons">${
			waits ? button('soft', { label: say('approve'), onClick: approve }) : nothing
		}${button('quiet', { label: say('edit'), onClick: edit })}${button('quiet', {
			...{ label: say(active ? 'off' : 'on'), onClick: use },
		})}</div>`
	}
}

customElements.define('vetslot-clinic-triage', TriageView)
