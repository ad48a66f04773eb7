import type { NotificationKind, NotificationVariables } from '../queue.ts'
import type { Visit } from '../visit.ts'
import { dayText, timeInZone, timeText } from '../when.ts'
import {
	collectText,
	factsOf,
	firstName,
	petNames,
	phoneWords,
	shortStartText,
	startText,
} from './facts.ts'
import type { Letter } from './letter.ts'

export interface LetterInput {
	visit: Visit
	variables: NotificationVariables
	/** Opens this visit only; made at sending, stored nowhere. */
	manageUrl: string
	/** For a guest: where an account is made that keeps the visit. */
	accountUrl: string | null
	now: Date
}

/** Writes the letter of a kind. */
export function writeLetter(kind: NotificationKind, input: LetterInput): Letter {
	return letters[kind](input)
}

const letters: Readonly<Record<NotificationKind, (input: LetterInput) => Letter>> = {
	booking_confirmed: confirmed,
	booking_requested: requested,
	booking_moved: moved,
	booking_delayed: delayed,
	booking_declined: declined,
	booking_cancelled: cancelled,
	visit_needs_new_time: needsNewTime,
	match_question: whoAreYou,
	running_late: runningLate,
}

function confirmed(input: LetterInput): Letter {
	const { visit, now } = input
	const name = firstName(visit)
	return letter(input, {
		subject: `You’re booked: ${petNames(visit)}, ${shortStartText(visit.start, visit, now)}`,
		heading: name ? `You’re booked, ${name}` : 'You’re booked',
		paragraphs: [
			visit.collect
				? `Please bring ${petNames(visit)} on ${startText(visit.start, visit, now)}, and ${collectText(visit)}.`
				: `${visit.shortVeterinarian} will see ${petNames(visit)} on ${startText(visit.start, visit, now)}.`,
		],
		closing: changeWords(input),
		aside: keepIt(input),
	})
}

function requested(input: LetterInput): Letter {
	const { visit, now } = input
	return letter(input, {
		subject: `Request sent: ${petNames(visit)}, ${shortStartText(visit.start, visit, now)}`,
		heading: 'Request sent',
		paragraphs: [`A vet reads every request for this kind of visit. ${answerWords(input)}`],
		action: { label: 'See or withdraw your request', url: input.manageUrl },
		closing: [`If it gets worse while you wait, please call us${phoneWords(visit.clinic)}.`],
		aside: keepIt(input),
	})
}

function keepIt({ accountUrl: url }: LetterInput): NonNullable<Letter['aside']> | null {
	return url === null ? null : { label: 'Keep this visit: make an account', url }
}

function moved(input: LetterInput): Letter {
	const { visit, variables, now } = input
	const before = variables.previousStart
		? `It was on ${shortStartText(new Date(variables.previousStart), visit, now)}. `
		: ''
	const isPending = visit.status === 'pending'
	const answer = isPending ? [`A vet still has to say yes. ${answerWords(input)}`] : []
	return letter(input, {
		subject: `${isPending ? 'New time asked for' : 'New time'}: ${petNames(visit)}, ${shortStartText(visit.start, visit, now)}`,
		heading: isPending ? 'Your request has a new time' : 'Your visit has moved',
		paragraphs: [`${before}The new time is ${startText(visit.start, visit, now)}.`, ...answer],
		closing: changeWords(input),
	})
}

/** A proposal, though its time is kept already: the owner has the last word. */
function delayed(input: LetterInput): Letter {
	const { visit, variables, now } = input
	const before = new Date(variables.previousStart ?? visit.start)
	const at = timeText(visit.start, visit.clinic)
	const sameTime = before.getTime() === visit.start.getTime()
	const instead = sameTime ? at : `${at} instead of ${timeText(before, visit.clinic)}`
	const { shortVeterinarian: vet } = visit
	return letter(input, {
		subject: `${sameTime ? `${vet} will see ${petNames(visit)}` : `${instead}: ${petNames(visit)}`}, ${dayText(visit.start, visit.clinic, now)}`,
		heading: 'An emergency came in',
		paragraphs: [
			sameTime
				? `We’re sorry. ${vet} can see ${petNames(visit)} at ${at}, as agreed.`
				: `We’re sorry. ${vet} can see ${petNames(visit)} at ${instead}.`,
			'The time is kept for you. Please tell us whether it suits you, or choose another.',
		],
		action: { label: 'Answer', url: input.manageUrl },
		closing: [
			'Moving or cancelling costs nothing.',
			`If you have left already, just come: we’ll see you as soon as we can. Any questions, please call us${phoneWords(visit.clinic)}.`,
		],
	})
}

function declined(input: LetterInput): Letter {
	const { visit, now } = input
	return letter(input, {
		subject: `Request declined: ${petNames(visit)}, ${shortStartText(visit.start, visit, now)}`,
		heading: 'We can’t take this request',
		paragraphs: [
			`We’re sorry, we can’t see ${petNames(visit)} on ${startText(visit.start, visit, now)}.`,
			`Please call us${phoneWords(visit.clinic)} or choose another time. If it gets worse, call at once.`,
		],
		preparation: [],
		action: bookAgain(visit),
		closing: ['Nothing is booked, and there is nothing to pay.'],
	})
}

function cancelled(input: LetterInput): Letter {
	const { visit, now } = input
	const start = startText(visit.start, visit, now)
	const byOwner = visit.cancelledBy === 'owner'
	return letter(input, {
		subject: `Visit cancelled: ${petNames(visit)}, ${shortStartText(visit.start, visit, now)}`,
		heading: 'Visit cancelled',
		paragraphs: byOwner
			? [`The visit on ${start} is cancelled.${visit.cancelledLate ? '' : ' Nothing to pay.'}`]
			: [
					`We’re sorry, the visit on ${start} can’t go ahead.`,
					`Please call us${phoneWords(visit.clinic)}, and we’ll find another time.`,
				],
		preparation: [],
		action: bookAgain(visit),
		closing: byOwner ? [`It’s out of ${visit.shortVeterinarian}’s diary.`] : [],
	})
}

function needsNewTime(input: LetterInput): Letter {
	const { visit, now, manageUrl } = input
	const online = visit.freeUntil > now
	const call = `call us${phoneWords(visit.clinic)}`
	return letter(input, {
		subject: `Please choose another time: ${petNames(visit)}, ${shortStartText(visit.start, visit, now)}`,
		heading: 'Please choose another time',
		paragraphs: [
			`We’re sorry, something has changed here, and we can’t see ${petNames(visit)} as planned on ${startText(visit.start, visit, now)}.`,
			online
				? `Choose a time that suits you, or ${call}, and we’ll find one together.`
				: `Please ${call}, and we’ll find another time together.`,
		],
		preparation: [],
		action: online ? { label: 'Choose another time', url: manageUrl } : null,
		closing: ['Nothing to pay. If it gets worse while you wait, please call at once.'],
	})
}

/** To a guest whom the clinic can't place among those it knows. */
function whoAreYou(input: LetterInput): Letter {
	const { visit, now } = input
	const { clinic } = visit
	const start = startText(visit.start, visit, now)
	return letter(input, {
		subject: `Have you been to ${clinic.name} before?`,
		heading: 'Have you been here before?',
		paragraphs: [
			`We have your booking for ${petNames(visit)} on ${start}. It stands as it is.`,
			`If you have been with us before, please reply with the name, email or phone number that you gave us then, or call us${phoneWords(visit.clinic)}. We would like to have the records at hand.`,
		],
		closing: ['If this is your first visit, there is nothing to do.'],
	})
}

/** Facts with the time to come at: two times in one letter are one too many. */
function runningLate(input: LetterInput): Letter {
	const { visit, variables, now } = input
	const start = variables.expectedStart ? new Date(variables.expectedStart) : visit.start
	const late = start.getTime() - visit.start.getTime()
	const expected = { ...visit, start, end: new Date(visit.end.getTime() + late) }
	const minutes = Math.round(late / 60_000)
	return letter(input, {
		subject: `Running late: please bring ${petNames(visit)} at ${timeText(start, visit.clinic)}`,
		heading: `Please come at ${timeText(start, visit.clinic)}`,
		paragraphs: [
			`We’re sorry, ${visit.shortVeterinarian} is running about ${minutes} minutes late. Please come at ${timeInZone(start, visit.clinic)} instead of ${timeText(visit.start, visit.clinic)}.`,
			`If you’re on your way already, you’re welcome to wait outside or in the car.`,
		],
		facts: factsOf(expected, now),
		closing: [
			`If that doesn’t suit you, please call us${phoneWords(visit.clinic)}. If it gets worse while you wait, call at once.`,
		],
	})
}

function bookAgain({ clinic }: Visit): Letter['action'] {
	const { website: url } = clinic
	return /^https?:\/\//.test(url) ? { label: 'Book another time', url } : null
}

type Own = Pick<Letter, 'subject' | 'heading' | 'paragraphs' | 'closing'> & Partial<Letter>

function letter({ visit, manageUrl, now }: LetterInput, own: Own): Letter {
	return {
		preview: own.paragraphs[0] ?? '',
		facts: factsOf(visit, now),
		preparation: visit.preparation,
		// After the cut-off a visit can still be cancelled, but no longer moved.
		action: {
			label: visit.freeUntil > now ? 'Move or cancel' : 'Cancel the visit',
			url: manageUrl,
		},
		clinic: visit.clinic,
		...own,
	}
}

function answerWords({ visit, now }: LetterInput): string {
	if (!visit.answerBy) return 'You’ll hear from us soon.'
	return `You’ll hear from us by ${startText(visit.answerBy, visit, now)}.`
}

/** A promise that has run out already is not made. */
function changeWords({ visit, now }: LetterInput): string[] {
	if (visit.freeUntil <= now) return ['If you can’t come, please tell us as soon as you know.']
	const until = shortStartText(visit.freeUntil, visit, now)
	return [`Plans change. You can move or cancel free until ${until}.`]
}
