import { base } from '../theme/base.ts'
import { palette } from '../theme/palette.ts'
import { tokens } from '../theme/tokens.ts'
import { dayStripStyles } from './day-strip.styles.ts'
import { daysStyles } from './days.styles.ts'
import { dialogStyles } from './dialog.styles.ts'
import { errorsStyles } from './errors.styles.ts'
import { fieldStyles } from './fields.styles.ts'
import { holdBarStyles } from './hold-bar.styles.ts'
import { monthGridStyles } from './month-grid.styles.ts'
import { notesStyles } from './notes.styles.ts'
import { resultsStyles } from './results.styles.ts'
import { shellStyles } from './shell.styles.ts'
import { skeletonStyles } from './skeleton.styles.ts'
import { speciesStyles } from './species.styles.ts'
import { summaryStyles } from './summary.styles.ts'
import { timesStyles } from './times.styles.ts'
import { vetsStyles } from './vets.styles.ts'
import { visitsStyles } from './visits.styles.ts'
import { whenStyles } from './when.styles.ts'

// Style sheets live in files of their own so that the build puts them side by side: what is alike
// packs better when it is near.

/** Everything an element needs in its `static styles`; the controls share its one shadow root. */
export const styles = [
	tokens,
	palette,
	base,
	shellStyles,
	summaryStyles,
	speciesStyles,
	visitsStyles,
	vetsStyles,
	daysStyles,
	dayStripStyles,
	monthGridStyles,
	timesStyles,
	whenStyles,
	holdBarStyles,
	fieldStyles,
	errorsStyles,
	notesStyles,
	resultsStyles,
	skeletonStyles,
	dialogStyles,
]
