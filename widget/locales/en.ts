import { enControls } from './en-controls.ts'
import { enFirst } from './en-first.ts'
import { enLater } from './en-later.ts'
import { enOwner } from './en-owner.ts'

/** The English words, and with them the list of keys that every language must have. */
export const en = { ...enControls, ...enFirst, ...enLater, ...enOwner } as const
