import { enBooking } from './en-booking.ts'
import { enControls } from './en-controls.ts'

/** The English words, and with them the list of keys that every language must have. */
export const en = { ...enControls, ...enBooking } as const
