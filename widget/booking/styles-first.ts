import { dialogStyles } from '../controls/dialog.styles.ts'
import { fieldStyles } from '../controls/fields.styles.ts'
import { holdBarStyles } from '../controls/hold-bar.styles.ts'
import { notesStyles } from '../controls/notes.styles.ts'
import { resultsStyles } from '../controls/results.styles.ts'
import { shellStyles } from '../controls/shell.styles.ts'
import { skeletonStyles } from '../controls/skeleton.styles.ts'
import { speciesStyles } from '../controls/species.styles.ts'
import { summaryStyles } from '../controls/summary.styles.ts'
import { timesStyles } from '../controls/times.styles.ts'
import { visitsStyles } from '../controls/visits.styles.ts'
import { base } from '../theme/base.ts'
import { palette } from '../theme/palette.ts'
import { tokens } from '../theme/tokens.ts'

/**
 * What the first screens need. The later steps bring the whole list and take the place of this one,
 * so that the order of the sheets, and with it who wins, is always the same.
 */
export const firstStyles = [
	tokens,
	palette,
	base,
	shellStyles,
	summaryStyles,
	speciesStyles,
	visitsStyles,
	timesStyles,
	holdBarStyles,
	fieldStyles,
	notesStyles,
	resultsStyles,
	skeletonStyles,
	dialogStyles,
]
