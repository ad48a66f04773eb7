import { css } from 'lit'
import { styles as controls } from '../controls/styles.ts'
import { placeStyles } from './styles-first.ts'

/** What only the booking's steps need; the controls bring the rest. */
export const styles = [
	...controls,
	placeStyles,
	css`
.gap {
	margin-block-end: var(--vetslot-s-3);
}
.plain-notes {
	gap: var(--vetslot-s-4);
}
.card-and {
	gap: var(--vetslot-s-3);
}
`,
]
