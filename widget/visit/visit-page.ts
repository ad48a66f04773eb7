import type { VetslotClient } from '@vetslot/sdk'
import type { Diary } from './diary.ts'
import type { CancelReason, State } from './state.ts'
import type { VisitWords } from './words.ts'

/** What shows one visit and changes it: the page behind a mail's link, and the portal's view. */
export interface VisitPage {
	readonly state: State
	readonly words: VisitWords
	readonly voice: { say(text: string, alert?: boolean): void }
	readonly diary: Diary
	readonly client: Pick<VetslotClient, 'availability' | 'nextFree' | 'appointments'>
	/** What opens the visit; nothing where the client's own session does. */
	readonly proof: { manageToken?: string }
	readonly set: (change: Partial<State>) => Promise<void>
	/** Shows the visit as it is now, after it turned out not to be as it was. */
	readonly reopen: () => Promise<void>
	readonly keep: () => void
	readonly toggleReason: (reason: CancelReason) => void
	readonly download: () => Promise<void>
	vetName(id: string | null | undefined): string
	focusTitle(): void
}
