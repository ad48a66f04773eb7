import { base } from '../theme/base.ts'
import { palette } from '../theme/palette.ts'
import { tokens } from '../theme/tokens.ts'
import { dayStripStyles } from './day-strip.ts'
import { daysStyles } from './days.ts'
import { dialogStyles } from './dialog.ts'
import { errorsStyles } from './errors.ts'
import { fieldStyles } from './fields.styles.ts'
import { holdBarStyles } from './hold-bar.ts'
import { monthGridStyles } from './month-grid.ts'
import { notesStyles } from './notes.ts'
import { resultsStyles } from './results.ts'
import { shellStyles } from './shell.ts'
import { skeletonStyles } from './skeleton.ts'
import { speciesStyles } from './species.ts'
import { summaryStyles } from './summary.ts'
import { timesStyles } from './times.ts'
import { vetsStyles } from './vets.ts'
import { visitsStyles } from './visits.ts'
import { whenStyles } from './when.ts'

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
