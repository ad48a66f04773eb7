import { html, type TemplateResult } from 'lit'

/** The shape of the first view, so that nothing jumps when it comes. */
export const homeSkeleton = (): TemplateResult =>
	html`<div class="side visits-side bones" aria-hidden="true"><i class="bone next-bone"></i><div class="part"
		><i class="bone text-bone short-bone"></i><i class="bone due-bone"></i></div></div><div class="side bones" aria-hidden="true"
		><div class="part"><i class="bone text-bone short-bone"></i><i class="bone pets-bone"></i></div></div>`
