import { html, type TemplateResult } from 'lit'
import { ConsoleView } from '../console-view.ts'

/** The day and the week by who and where. */
export class DiaryView extends ConsoleView {
	protected override render(): TemplateResult {
		return html`<div class="page"></div>`
	}
}

customElements.define('vetslot-clinic-diary', DiaryView)
