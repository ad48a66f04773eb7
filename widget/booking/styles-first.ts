import { css } from 'lit'
import { checksStyles } from '../controls/checks.styles.ts'
import { heroStyles } from '../controls/hero.styles.ts'
import { holdBarStyles } from '../controls/hold-bar.styles.ts'
import { plainNotesStyles } from '../controls/notes.styles.ts'
import { shellStyles } from '../controls/shell.styles.ts'
import { skeletonStyles } from '../controls/skeleton.styles.ts'
import { speciesStyles } from '../controls/species.styles.ts'
import { timesStyles } from '../controls/times.styles.ts'
import { visitsStyles } from '../controls/visits.styles.ts'
import { base } from '../theme/base.ts'
import { colours } from '../theme/colours.ts'
import { tokens } from '../theme/tokens.ts'

/** The first screen's place until it comes, so that the page below doesn't move then. */
export const placeStyles = css`
:host(:not([ready], [mode='dialog'])) {
	min-block-size: 420px;
}
`

/**
 * What the first screens need. The later steps bring the whole list and take the place of this one,
 * so that the order of the sheets, and with it who wins, is always the same.
 */
export const firstStyles = [
	tokens,
	colours,
	base,
	shellStyles,
	speciesStyles,
	visitsStyles,
	timesStyles,
	holdBarStyles,
	checksStyles,
	plainNotesStyles,
	heroStyles,
	skeletonStyles,
	placeStyles,
]
