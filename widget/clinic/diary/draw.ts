import { html, type TemplateResult } from 'lit'
import { icon } from '../../theme/icons.ts'
import type { DiaryView } from './diary-view.ts'
import { drawGrid } from './grid.ts'
import { drawList } from './list.ts'
import { legendLooks } from './looks.ts'

/** Calendar or list, with what stands around them. */
export function drawDiary(view: DiaryView): TemplateResult {
	const { mode, shown, diary } = view
	const bones = html`<div class="waiting bones" aria-hidden="true"><i class="bone"></i><i class="bone"></i><i class="bone"></i></div>`
	// An answer for other days is as good as none.
	const ready = () => (shown ? (mode === 'list' ? drawList(view) : drawGrid(view)) : bones)
	return html`<div class="diary ${mode}">${diary.draw(ready, bones)}${mode === 'list' ? '' : legend(view)}</div>`
}

function legend({ say }: DiaryView) {
	return html`<ul class="legend" tabindex="0" aria-label=${say('legend')}>${legendLooks.map(
		({ name, glyph, word }) =>
			html`<li><i class="swatch ${name ?? ''}">${glyph ? icon(glyph, 13) : ''}</i>${say(word)}</li>`,
	)}<li><i class="swatch shut"></i>${say('not-bookable')}</li></ul>`
}
