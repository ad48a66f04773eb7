import type { Diary, DiaryVisit } from '@vetslot/sdk/staff'
import { html, type PropertyValues, type TemplateResult } from 'lit'
import { addDays, columnOf as weekdayOf } from '../../controls/calendar.ts'
import { Loaded } from '../../frame/loaded.ts'
import type { LocalDate } from '../../locales/format.ts'
import type { Translate } from '../../locales/localize.ts'
import { ConsoleView } from '../console-view.ts'
import { viewStyles } from '../styles.ts'
import { drawBar } from './bar.ts'
import { Chooser } from './chooser.ts'
import { chosenIds } from './columns-choice.ts'
import { diaryStyles } from './diary.styles.ts'
import { Drag } from './drag.ts'
import { drawDiary } from './draw.ts'
import { columnsInView, columnWidth, type Size } from './geometry.ts'
import { firstBlock, pressed } from './keys.ts'
import { lookOf } from './looks.ts'
import { diaryMessages } from './messages.ts'
import { type Block, type Column, columnsOf, hoursShown, type Stretch } from './model.ts'
import { Now } from './now.ts'
import { PlaceMenu } from './place-menu.ts'
import { Sweep } from './sweep.ts'

export type Mode = 'day' | 'week' | 'list'
export type Say = Translate<typeof diaryMessages>

/** Columns are never narrower, so that a time and a name fit. */
const LEAST = { day: 148, week: 112, list: 148 } as const

/** The day and the week by who and where; `#/diary/2026-11-03/week?who=…`. */
export class DiaryView extends ConsoleView {
	static override styles = [...viewStyles, diaryStyles]

	readonly diary: Loaded<Diary>
	readonly drag: Drag
	readonly sweep: Sweep
	readonly menu: PlaceMenu
	readonly chooser: Chooser
	readonly clock: Now
	say!: Say
	columns: readonly Column[] = []
	hours: Stretch = { from: 540, to: 1020 }
	size: Size = { width: 1000, gutter: 64 }
	each = 148
	scrolled = 0
	/** The block that Tab leads to. */
	focusKey = ''
	#resize: ResizeObserver | undefined
	#stopListening = () => {}
	#asked = ''
	/** The version that was told last. */
	#latest = 0
	#built: unknown[] = []
	#scrolledFor = ''
	/** Reading a width costs a layout, which scrolling has no time for. */
	#isMeasured = false
	#bar = ''

	constructor() {
		super()
		this.diary = new Loaded(this, (signal) => this.#read(signal))
		this.drag = new Drag(this)
		this.sweep = new Sweep(this)
		this.menu = new PlaceMenu(this)
		this.chooser = new Chooser(this)
		this.clock = new Now(this)
	}

	override connectedCallback(): void {
		super.connectedCallback()
		this.say = this.desk.speak(diaryMessages)
		this.#stopListening = this.desk.onChange((version) => {
			this.#latest = version ?? 0
			// What is on its way may be new enough; it is looked at when it has come.
			if (!this.diary.busy && this.#latest !== this.diary.value?.version) void this.diary.load()
		})
		this.#resize = new ResizeObserver(() => {
			this.#isMeasured = false
			this.requestUpdate()
		})
		this.#resize.observe(this)
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		this.#stopListening()
		this.#resize?.disconnect()
	}

	async #read(signal: AbortSignal): Promise<Diary> {
		const diary = await this.desk.client.diary(this.range, { signal })
		return diary.version < this.#latest ? this.desk.client.diary(this.range, { signal }) : diary
	}

	get today(): LocalDate {
		return this.desk.words.dayOf(new Date(this.clock.now).toISOString())
	}
	get date(): LocalDate {
		const [date = ''] = this.route.path
		return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)) ? date : this.today
	}
	get mode(): Mode {
		const [, mode] = this.route.path
		return mode === 'week' || mode === 'list' ? mode : 'day'
	}
	/** Whose week: one resource, or null for everyone. */
	get who(): string | null {
		return this.route.query.who ?? null
	}
	/** The visit that is open in the panel. */
	get chosen(): string {
		return this.route.query.visit ?? ''
	}
	get dates(): LocalDate[] {
		if (this.mode !== 'week') return [this.date]
		const first = addDays(this.date, -weekdayOf(this.date, this.desk.words.firstWeekday))
		return Array.from({ length: 7 }, (_, i) => addDays(first, i))
	}
	get range(): { from: LocalDate; to: LocalDate } {
		const { dates } = this
		return { from: dates[0]!, to: dates.at(-1)! }
	}
	/** What is on screen, when the answer for it is there. */
	get shown(): Diary | undefined {
		const { value } = this.diary
		const { from, to } = this.range
		return value && value.from <= from && value.to >= to ? value : undefined
	}
	get heading(): string {
		const { words } = this.desk
		const { from, to } = this.range
		if (from === to) return words.longDay(from)
		return this.say('week-of', { from: words.shortDay(from), to: words.shortDay(to) })
	}
	get nowAt(): { day: LocalDate; minute: number } {
		return this.clock.wall(this.desk.clinic.timeZone)
	}
	/** How many columns a day has. */
	get perDay(): number {
		return this.columns.length / this.dates.length
	}
	get heldKey(): string {
		return this.drag.key
	}

	readonly names = (visit: DiaryVisit): string =>
		visit.pets.map(({ name }) => name).join(' + ') || visit.client || this.say('a-visit')

	/** What a visit's place and look tell those who see them. */
	readonly aside = (visit: DiaryVisit): string => {
		const who = this.shown?.columns.find(({ id }) => id === visit.veterinarianId)?.shortName ?? ''
		const state = lookOf(visit).marks.map(({ word }) => this.say(word))
		return this.say('visit-aside', { who, state: state.join(', ') })
	}

	readonly show = (path: { date?: LocalDate; mode?: Mode }): void => {
		const { date = this.date, mode = this.mode } = path
		this.desk.go({ view: 'diary', path: mode === 'day' ? [date] : [date, mode] })
	}

	readonly turn = (by: 1 | -1): void =>
		this.show({ date: addDays(this.date, this.mode === 'week' ? 7 * by : by) })

	readonly toToday = (): void => this.show({ date: this.today })

	readonly newVisit = (): void => this.desk.newVisit({ date: this.date })

	readonly keys = (event: KeyboardEvent): void => pressed(this, event)

	readonly onPress = (event: PointerEvent): void => {
		this.drag.start(event)
		this.sweep.start(event)
	}

	readonly onClick = (event: MouseEvent): void => {
		if (this.drag.hasJustMoved || this.sweep.hasJustEnded) return
		const target = event.target as HTMLElement
		const { visit, key } = target.closest<HTMLElement>('[data-visit]')?.dataset ?? {}
		if (visit) {
			this.focusKey = key ?? ''
			this.desk.openVisit(visit)
		} else if (target.closest('.cell')) this.menu.forPlace(event)
	}

	readonly onScroll = (event: Event): void => {
		const box = event.currentTarget as HTMLElement
		const scrolled = Math.abs(box.scrollLeft)
		const of = { count: this.columns.length, each: this.each }
		const before = columnsInView(this.scrolled, this.size, of)
		const after = columnsInView(scrolled, this.size, of)
		this.scrolled = scrolled
		if (before.first !== after.first || before.last !== after.last) this.requestUpdate()
	}

	/** Brings a visit into sight and puts the focus on it. */
	async focusBlock(block: Block): Promise<void> {
		this.focusKey = block.key
		const index = this.columns.findIndex(({ blocks }) => blocks.includes(block))
		const box = this.find('.scroll')
		if (!box) return
		const left = index * this.each
		const room = box.clientWidth - this.size.gutter - this.each
		const to = Math.min(left, Math.max(this.scrolled, left - room))
		if (to !== this.scrolled) {
			box.scrollLeft = getComputedStyle(box).direction === 'rtl' ? -to : to
			this.scrolled = to
		}
		this.requestUpdate()
		await this.updateComplete
		this.find(`[data-key="${CSS.escape(block.key)}"]`)?.focus()
	}

	protected override willUpdate(): void {
		const { from, to } = this.range
		const asked = `${from} ${to}`
		if (asked !== this.#asked) {
			this.#asked = asked
			void this.diary.load()
		}
		this.#build()
		if (!this.#isMeasured) this.#measure()
	}

	/** Puts the columns together, unless nothing that they come from has changed. */
	#build(): void {
		const { shown, mode, who, chooser } = this
		const of = [shown, this.#asked, mode, who, chooser.choice]
		if (of.every((one, i) => one === this.#built[i])) return
		this.#built = of
		this.#isMeasured = false
		if (!shown) return
		this.clock.set(shown.now)
		const all = chosenIds(chooser.choice, shown, this.desk.resources)
		const resourceIds = mode === 'week' && who !== null ? [who] : all
		this.columns = columnsOf(shown, { dates: this.dates, resourceIds })
		this.hours = hoursShown(this.columns)
		const keeps = this.columns.some(({ blocks }) => blocks.some((one) => one.key === this.focusKey))
		if (!keeps) this.focusKey = firstBlock(this.columns)?.key ?? ''
	}

	#measure(): void {
		const box = this.find('.scroll')
		this.#isMeasured = box !== null
		const width = box?.clientWidth || this.clientWidth || 1000
		// As wide as the style makes the column of hours: larger letters take more.
		const letters = 3.6 * Number.parseFloat(getComputedStyle(this).fontSize)
		const gutter = Math.max(width < 600 ? 52 : 64, letters)
		this.size = { width, gutter }
		this.each = columnWidth(this.columns.length, LEAST[this.mode], this.size)
	}

	protected override updated(changed: PropertyValues): void {
		const { heading, mode, who, today } = this
		const bar = `${heading} ${mode} ${who} ${today}`
		// The top bar says nothing of how far the calendar is scrolled.
		if (bar !== this.#bar) super.updated(changed)
		this.#bar = bar
		this.chooser.updated()
		this.menu.updated()
		this.#scrollToNow()
	}

	/** A day opens where something is going on, once. */
	#scrollToNow(): void {
		const box = this.find('.scroll')
		if (!box || !this.shown || this.#scrolledFor === this.#asked) return
		this.#scrolledFor = this.#asked
		box.scrollTop = this.clock.scrollTop(this, box.clientHeight)
		this.requestUpdate()
	}

	override bar(): TemplateResult {
		return drawBar(this)
	}

	protected override render(): TemplateResult {
		return html`${drawDiary(this)}${this.menu.render()}${this.chooser.render()}`
	}
}

customElements.define('vetslot-clinic-diary', DiaryView)
