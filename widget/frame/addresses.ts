import { html } from 'lit'

/** Words with an email in them, which is broken before its @ where it must be broken. */
export const breakable = (text: string) =>
	text.split('@').map((part, i) => (i ? html`<wbr />@${part}` : part))
