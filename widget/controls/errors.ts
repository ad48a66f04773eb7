import { html, type TemplateResult } from 'lit'
import type { Words } from '../locales/localize.ts'
import { alert, icon } from '../theme/icons.ts'

export interface FieldError {
	/** The field's id. */
	id: string
	message: string
}

/** Puts the focus into a field by its id: the input itself, or the tab stop of a group. */
export function focusField(root: ParentNode, id: string): void {
	const field = root.querySelector<HTMLElement>(`#${CSS.escape(id)}`)
	const target = field?.matches('[role]')
		? field.querySelector<HTMLElement>('[tabindex="0"]')
		: field
	target?.focus()
}

/**
 * All errors at the top of the form, as links in the order of the fields. Focus `#errors` when a
 * submit fails.
 */
export function errorSummary(
	words: Words,
	level: number,
	errors: readonly FieldError[],
): TemplateResult {
	const count = errors.length
	const number = words.t('numbers-in-words').split(',')[count - 1] ?? count
	const go = (id: string) => (event: Event) => {
		event.preventDefault()
		focusField((event.currentTarget as Element).getRootNode() as ShadowRoot, id)
	}
	return html`<div class="errors" id="errors" role="group" aria-labelledby="errors-title" tabindex="-1">
		${icon(alert)}<div><div class="subhead" id="errors-title" role="heading" aria-level=${level}
			>${words.t('things-to-fix', { count, number })}</div>
			<ul>${errors.map(({ id, message }) => html`<li><a class="link sm" href="#${id}" @click=${go(id)}>${message}</a></li>`)}</ul>
		</div></div>`
}
