import type {
	AddTriageQuestionBody,
	StaffTriageQuestion,
	TriageQuestions,
} from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { Form } from '../../frame/form.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from '../people/people.styles.ts'
import { triageMessages } from './messages.ts'

type Words = NonNullable<StaffTriageQuestion['draft']>
const SPECIES = ['dog', 'cat', 'rabbit', 'guinea_pig', 'bird', 'reptile', 'other'] as const
const ALL = 'all'

export const wordsOf = ({ text, level, species, emphasis }: Words): Words => ({
	...{ text, level, species, emphasis },
})

/** The words of a question, new or other ones. */
export class QuestionForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #id: string | undefined
	readonly #onDone: (answer: TriageQuestions) => void
	readonly #form: Form

	constructor(
		question: StaffTriageQuestion | undefined,
		onDone: (answer: TriageQuestions) => void,
	) {
		super()
		this.#id = question?.id
		this.#onDone = onDone
		const { text = '', level = 'amber', species, emphasis } = question?.draft ?? question ?? {}
		const values = { text, level, species: species ?? ALL, emphasis: emphasis ?? '' }
		// What is sent of a question that is there stands under `words`.
		const named = Object.entries(values).map(([key, value]) => [this.#path(key), value])
		this.#form = new Form(this, Object.fromEntries(named))
	}

	#path(name: string): string {
		return this.#id ? `words.${name}` : name
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const { triage } = this.desk.client
			const value = (name: string) => this.#form.value(this.#path(name))
			const species = value('species')
			const words = {
				text: value('text'),
				level: value('level') as Words['level'],
				species: (species === ALL ? null : species) as Words['species'],
				emphasis: value('emphasis') || null,
			} satisfies AddTriageQuestionBody
			const answer = this.#id ? await triage.change(this.#id, { words }) : await triage.add(words)
			this.desk.closeDialog()
			this.desk.toast({ text: this.desk.speak(triageMessages)('saved') })
			this.#onDone(answer)
		})

	protected override render(): TemplateResult {
		const say = this.desk.speak(triageMessages)
		const form = this.#form
		const levels = (['red', 'amber'] as const).map((value) => ({ value, label: say(value) }))
		const animals = [ALL, ...SPECIES] as const
		const species = animals.map((value) => ({ value, label: say(value) }))
		return form.draw(
			html`<p class="all">${say('needs-vet')}</p>
			<div class="all">${form.text(this.#path('text'), say('text'))}</div>
			${form.choice(this.#path('level'), say('level'), levels)}
			${form.choice(this.#path('species'), say('asked-of'), species)}
			<div class="all">${form.text(this.#path('emphasis'), say('emphasis'), { optional: true })}</div>`,
			{ label: say('save'), onSend: this.#send },
		)
	}
}

customElements.define('vetslot-clinic-question-form', QuestionForm)
