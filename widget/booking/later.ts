/** Everything after the first screens: free times, details, review and results. */
import { enDiary } from '../locales/en-controls.ts'
import { enLater } from '../locales/en-later.ts'

export { revealChosen } from '../controls/day-strip.ts'
// What the owner's steps are made of as well. Bound to this file by name, since without that a bundle
// has both an object with all names and a list of them.
export { focusField } from '../controls/errors.ts'
export { segmented, selectField, textField } from '../controls/fields.ts'
export { adviceList, visitCard } from '../controls/results.ts'
export { linkRows } from '../controls/rows.ts'
export { reviewList, summaryStrip } from '../controls/summary.ts'
export { pin } from '../theme/glyphs-later.ts'
export { sayLater } from './announce-later.ts'
export { DialogMode } from './dialog-mode.ts'
export { BOOK_TIMEOUT, bookingOf, meaningOf, perform } from './effects-later.ts'
export { fieldsOf, firstError } from './fields.ts'
export { bodies, footers, holdBanner, strip, summaryAside } from './frame-later.ts'
export { Live } from './live.ts'
export { rows } from './machine-later.ts'
export { printVisit } from './print.ts'
export { copyReference, saveCalendar } from './results.ts'
export { group, offlineNote, summary } from './steps/details.ts'
export { freeUntil } from './steps/review.ts'
export { timeButton } from './steps/time.ts'
export { styles } from './styles.ts'

export const words = { ...enDiary, ...enLater }
