import { LitElement } from 'lit'
import { MonthCursor } from '../../../widget/controls/month-grid.ts'
import { styles } from '../../../widget/controls/styles.ts'
import { adoptAccent, registerFontSize } from '../../../widget/theme/tokens.ts'
import { wordsFor } from './sample.ts'
import { scenes } from './scenes.ts'

registerFontSize()

/** Draws one scene of the booking flow out of the controls, without any of its rules. */
export class Gallery extends LitElement {
	static override styles = styles
	static override properties = { scene: {}, locale: {} }
	declare scene: string
	declare locale: string
	readonly #cursor = new MonthCursor(this)

	constructor() {
		super()
		this.scene = 'a1'
		this.locale = 'en-GB'
	}

	override connectedCallback() {
		super.connectedCallback()
		adoptAccent(this)
	}

	override render() {
		return scenes[this.scene]?.({ words: wordsFor(this.locale), cursor: this.#cursor })
	}
}

customElements.define('vetslot-gallery', Gallery)
