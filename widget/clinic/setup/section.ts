import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import type { Translate } from '../../locales/localize.ts'
import { alert } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { viewStyles } from '../styles.ts'
import type { Draft } from './draft.ts'
import { setupMessages } from './messages.ts'
import { setupStyles } from './setup.styles.ts'

/** A part of setting up: its words, its cards, and the bar that saves. */
export abstract class SetupSection extends ConsoleView {
	static override styles = [...viewStyles, setupStyles]
	#say: Translate<typeof setupMessages> | undefined

	get say(): Translate<typeof setupMessages> {
		this.#say ??= this.desk.speak<typeof setupMessages>(setupMessages)
		return this.#say
	}

	override get dirty(): boolean {
		const { draft } = this as { draft?: Draft<object> }
		return draft?.changed ?? false
	}

	card(heading: string, content: unknown): TemplateResult {
		return html`<section class="sheet-card"><h2 class="card-head">${heading}</h2><div class="stack">${content}</div></section>`
	}

	/** Saves, says whether there is something to save, and asks again about visits that lose out. */
	saveBar(draft: Draft<object>, onForce?: () => void): TemplateResult {
		const { say } = this
		const label = say(draft.busy ? 'saving' : 'save')
		return html`${draft.stranded.length > 0 ? this.#stranded(draft, onForce) : nothing}
			<div class="save-bar">${button('primary', { label, busy: draft.busy, submit: true })}
			<span class="sm quiet" role="status">${draft.changed ? say('unsaved') : ''}</span></div>`
	}

	#stranded({ stranded }: Draft<object>, onForce?: () => void): TemplateResult {
		const { say, desk } = this
		const list = desk.words.list(
			stranded.map(
				({ reference, start }) =>
					`${reference} (${desk.words.shortDay(desk.words.dayOf(start))}, ${desk.words.time(start)})`,
			),
		)
		return html`<div role="alert">${note('warm', {
			glyph: alert,
			title: say('stranded', { count: stranded.length }),
			text: say('stranded-text', { list }),
		})}${onForce ? action({ label: say('save-anyway'), onClick: onForce }) : nothing}</div>`
	}

	/** Says that it went well. */
	saved(): void {
		this.desk.toast({ text: this.say('saved') })
	}
}
