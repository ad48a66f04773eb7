import type { OfferedTime } from '@vetslot/sdk'
import { codeOf, isWrongLink, troubleText } from './failures.ts'
import type { VisitPage } from './visit-page.ts'

const gone = new Set(['slot_taken', 'slot_not_offered'])
// The visit is not what it was when the page was opened: another window, or the clinic.
const changed = new Set([
	'appointment_moved',
	'visit_in_account',
	'transition_refused',
	'cutoff_passed',
	'conflict',
])

/** Sends the move; repeated presses carry the same key, so it happens once. */
export async function move(page: VisitPage): Promise<void> {
	const { visit, picked, intent, working, offline } = page.state
	if (!visit || !picked || working || offline) return
	page.voice.say(page.words.say('moving'))
	await page.set({ working: true, trouble: undefined, notice: undefined })
	try {
		const call = { ...page.proof, idempotencyKey: intent }
		const moved = await page.client.appointments.reschedule(visit.id, picked, call)
		await page.set({ screen: 'moved', visit: moved, working: false, gone: undefined })
	} catch (error) {
		if (gone.has(codeOf(error))) await lost(page, picked, codeOf(error))
		else await refused(page, error, 'move')
	}
}

/** Says that the time suits which the clinic has put the visit off to. */
export async function accept(page: VisitPage): Promise<void> {
	const { visit, intent, working, offline } = page.state
	if (!visit || working || offline) return
	page.voice.say(page.words.say('accepting'))
	await page.set({ working: true, trouble: undefined, notice: undefined })
	try {
		const call = { ...page.proof, idempotencyKey: intent }
		const accepted = await page.client.appointments.accept(visit.id, call)
		const text = page.words.say('accepted', { time: page.words.time(accepted.start) })
		await page.set({ visit: accepted, working: false, notice: { kind: 'info', text } })
		// The button that had the focus is gone.
		page.focusTitle()
		page.voice.say(text)
	} catch (error) {
		await refused(page, error, 'accept')
	}
}

/** Cancels the visit, or withdraws a request. */
export async function cancel(page: VisitPage): Promise<void> {
	const { visit, reason, intent, working, offline } = page.state
	if (!visit || working || offline) return
	page.voice.say(page.words.say(visit.status === 'pending' ? 'withdrawing' : 'cancelling'))
	await page.set({ working: true, trouble: undefined, notice: undefined })
	try {
		const call = { ...page.proof, idempotencyKey: intent }
		const cancelled = await page.client.appointments.cancel(visit.id, { reason }, call)
		const wasRequest = visit.status === 'pending'
		await page.set({ screen: 'cancelled', visit: cancelled, working: false, wasRequest })
	} catch (error) {
		await refused(page, error, 'cancel')
	}
}

/** The time went to someone else: the others are asked for again, and this one stays slashed. */
async function lost(page: VisitPage, picked: OfferedTime, code: string): Promise<void> {
	const key = code === 'slot_taken' ? 'times-gone' : 'not-offered'
	const text = page.words.say(key, { time: page.words.time(picked.start) })
	const notice = { kind: 'warm', text } as const
	await page.set({ working: false, picked: undefined, gone: picked, notice })
	// The button that had the focus is gone with the picked time.
	page.focusTitle()
	page.voice.say(text, true)
	await page.diary.load(null)
}

async function refused(
	page: VisitPage,
	error: unknown,
	by: 'move' | 'accept' | 'cancel',
): Promise<void> {
	if (isWrongLink(error)) return page.set({ screen: 'wrong-link', working: false })
	if (changed.has(codeOf(error))) return page.reopen()
	const text = troubleText(page, error, 'unsure-text')
	await page.set({ working: false, trouble: { by, text } })
	page.voice.say(text, true)
}
