/** Everything after the first screens: free times, details, review and results. */
import { enDiary } from '../locales/en-controls.ts'
import { enLater } from '../locales/en-later.ts'

export { revealChosen } from '../controls/day-strip.ts'
export { sayLater } from './announce-later.ts'
export { DialogMode } from './dialog-mode.ts'
export { meaningOf, perform } from './effects-later.ts'
export { bodies, footers, holdBanner, strip, summaryAside } from './frame-later.ts'
export { Live } from './live.ts'
export { rows } from './machine-later.ts'
export { printVisit } from './print.ts'
export { copyReference, saveCalendar } from './results.ts'
export { styles } from './styles.ts'

export const words = { ...enDiary, ...enLater }
