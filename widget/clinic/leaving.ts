import type { Translate } from '../locales/localize.ts'
import type { Question } from './context.ts'
import type { consoleMessages } from './messages.ts'

/** Asked before something that was typed is lost. */
export const leaving = (t: Translate<typeof consoleMessages>): Question => ({
	text: t('leave-unsaved'),
	yes: t('leave'),
	no: t('keep-going'),
})
