import { type Availability, idempotencyKey, type OfferedTime } from '@vetslot/sdk'
import { addDays } from '../controls/calendar.ts'
import type { LocalDate } from '../locales/format.ts'
import { troubleText } from './failures.ts'
import { otherTimes, PAGE_DAYS, pageOf, type State, timesOf } from './state.ts'
import type { VisitPage } from './visit-page.ts'
import { phoneOf } from './words.ts'

const SLOW_MS = 400
// Arrow keys run through the vets: only the one they rest on is asked about.
const REST_MS = 250

/** Choosing another time: which days are on screen, and what is free on them. */
export class Diary {
	readonly #page: VisitPage
	#stop = new AbortController()
	#rest: ReturnType<typeof setTimeout> | undefined

	constructor(page: VisitPage) {
		this.#page = page
	}

	/** Lets go of whatever is being asked. */
	stop(): void {
		this.#stop.abort()
		clearTimeout(this.#rest)
	}

	/** Starts with any vet, from today on. */
	readonly open = async (): Promise<void> => {
		const { visit } = this.#page.state
		if (!visit) return
		const from = this.#page.words.dayOf(visit.serverTime)
		const fresh: Partial<State> = {
			days: undefined,
			day: undefined,
			picked: undefined,
			vetId: null,
		}
		await this.#page.set({ ...fresh, screen: 'move', from, last: '', gone: undefined })
		await this.load()
	}

	readonly turn = (by: 1 | -1): Promise<void> =>
		this.from(addDays(this.#page.state.from, by * PAGE_DAYS))

	/** Shows the days from one on, never from before today. */
	readonly from = async (day: LocalDate): Promise<void> => {
		const today = this.#page.words.dayOf(this.#page.state.visit?.serverTime ?? '')
		await this.#page.set({ from: day < today ? today : day, day: undefined, picked: undefined })
		await this.load()
	}

	readonly pickVet = (vetId: string | null): void => {
		void this.#page.set({ vetId, picked: undefined, notice: undefined })
		clearTimeout(this.#rest)
		this.#rest = setTimeout(() => void this.load(this.#vetSaid), REST_MS)
	}

	readonly pickDay = (day: LocalDate): void => {
		void this.#page.set({ day, picked: undefined })
		const { words, voice, state } = this.#page
		const count = timesOf(state, day).length
		voice.say(words.say('day-times', { day: words.longDay(day), count }))
	}

	readonly pickTime = (picked: OfferedTime): void => {
		const { words, voice, set, vetName } = this.#page
		void set({ picked, intent: idempotencyKey(), notice: undefined, trouble: undefined })
		const button = words.say('move-to')
		const vet = vetName(picked.veterinarianId)
		voice.say(words.say('picked', { time: words.time(picked.start), vet, button }))
	}

	/** Asks for the days on screen; what is picked stays if it is still free. */
	readonly load = async (said: ((day: LocalDate) => string) | null = this.#daySaid) => {
		const page = this.#page
		const { visit, vetId } = page.state
		if (!visit) return
		this.stop()
		this.#stop = new AbortController()
		const { signal } = this.#stop
		const slow = setTimeout(() => page.voice.say(page.words.say('loading')), SLOW_MS)
		const question = {
			...visit.visit,
			appointmentTypeId: visit.appointmentType.id,
			veterinarianId: vetId ?? undefined,
		}
		await page.set({ asking: true, trouble: undefined })
		try {
			const call = { ...page.proof, signal }
			const { id } = visit.clinic
			const days = { ...pageOf(page.state), ...question }
			const answer = await page.client.availability(id, days, call)
			const shown = this.#shown(answer)
			// The way out of days without any time comes with them, so that nothing moves afterwards.
			const next = shown.day ? undefined : (await page.client.nextFree(id, question, call)).first
			if (signal.aborted) return
			await page.set({ ...shown, next, asking: false })
			if (said) page.voice.say(shown.day ? said(shown.day) : this.noneText)
		} catch (error) {
			if (signal.aborted) return
			const text = troubleText(page, error, 'times-failed')
			await page.set({ asking: false, trouble: { by: 'times', text } })
			page.voice.say(text, true)
		} finally {
			clearTimeout(slow)
		}
	}

	/** The day that was looked at stays if it has times, else the next free one takes its place. */
	#shown(answer: Availability) {
		const { state } = this.#page
		const days = otherTimes(answer.days, state.visit!)
		const now = { days, gone: state.gone }
		const free = days.map(({ date }) => date).filter((date) => timesOf(now, date).length)
		const day = free.find((date) => date >= (state.day ?? '')) ?? free[0]
		const still = (time: OfferedTime) =>
			time.start === state.picked?.start && time.veterinarianId === state.picked.veterinarianId
		const picked = timesOf(now, day).find(still)
		return { days, day, picked, last: answer.lastBookableDay }
	}

	/** "Nothing is free on these days.", or how to be helped when that goes on. */
	get noneText(): string {
		const { words, state } = this.#page
		if (state.next) return words.say('no-times')
		return words.say('none-online', { phone: phoneOf(state)?.text ?? '' })
	}

	readonly #daySaid = (day: LocalDate): string => {
		const { words, state } = this.#page
		return words.t('day-free', { day: words.longDay(day), count: timesOf(state, day).length })
	}

	readonly #vetSaid = (day: LocalDate): string => {
		const { words, state, vetName } = this.#page
		const vet = state.vetId ? vetName(state.vetId) : words.say('any-vet')
		const count = timesOf(state, day).length
		return words.say('vet-times', { vet, day: words.longDay(day), count })
	}
}
