import { html, nothing, type TemplateResult } from 'lit'
import { type Glyph, icon } from '../theme/icons.ts'

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'soft' | 'danger' | 'urgent'

export interface ButtonProps {
	label: unknown
	onClick?: (event: Event) => void
	glyph?: Glyph | undefined
	/** Turns the button into a link. */
	href?: string | undefined
	/** With `href`: open in another tab. */
	external?: boolean
	/** Work is going on: the button keeps the focus and ignores presses. */
	busy?: boolean
	/** Can't be used now, for a reason that the page says; it stays focusable and ignores presses. */
	off?: boolean
	submit?: boolean
	/** A longer name for screen readers, which has to contain the label. */
	name?: string | undefined
}

const content = ({ glyph, label }: ButtonProps, size: number) =>
	html`${glyph ? icon(glyph, size) : nothing}<span>${label}</span>`

function press(props: ButtonProps, classes: string, part: string | typeof nothing, size: number) {
	const { href, busy, off, onClick, submit, external, name } = props
	if (href !== undefined)
		return html`<a class=${classes} part=${part} href=${href} target=${external ? '_blank' : nothing}
			rel=${external ? 'noopener' : nothing} aria-label=${name ?? nothing}
			@click=${onClick ?? nothing}>${content(props, size)}</a>`
	const still = busy || off
	const stop = (event: Event) => event.preventDefault()
	return html`<button class=${classes} part=${part} type=${submit ? 'submit' : 'button'}
		aria-busy=${busy ? 'true' : nothing} aria-disabled=${still ? 'true' : nothing}
		aria-label=${name ?? nothing} @click=${still ? stop : (onClick ?? nothing)}
		>${content(props, size)}</button>`
}

/**
 * A full-width button: one `primary` a screen.
 *
 * @example button('primary', { label: 'Continue', onClick: next })
 * @example button('urgent', { label: 'Call 020 7946 0112', glyph: phone, href: 'tel:+442079460112' })
 */
export function button(kind: ButtonKind, props: ButtonProps): TemplateResult {
	const part = kind === 'primary' ? 'primary-button' : nothing
	return press(props, `button ${kind}`, part, kind === 'urgent' ? 18 : kind === 'soft' ? 20 : 22)
}

/** A small text button or link, 44 px high: Change, Edit, Month, Print. */
export function action(props: ButtonProps): TemplateResult {
	return press(props, 'action', nothing, 18)
}
