import type { FrameTalk, Question } from './context.ts'

/** Asked before something that was typed is lost. */
export const leaving = (t: FrameTalk): Question => ({
	text: t('leave-unsaved'),
	yes: t('leave'),
	no: t('keep-going'),
})
