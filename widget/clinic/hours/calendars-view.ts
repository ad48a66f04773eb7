import type { CalendarConflicts, CalendarFeed } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { Loaded } from '../../frame/loaded.ts'
import { alert, close, edit, info, next, plus, refresh } from '../../theme/icons.ts'
import { shortName } from '../words.ts'
import { CalendarDialog } from './calendar-dialog.ts'
import { PartView } from './part-view.ts'
import { RemoveDialog } from './remove-dialog.ts'

interface Found {
	feeds: readonly CalendarFeed[]
	conflicts: CalendarConflicts['conflicts']
}

const LOOK_AGAIN = 3000

/** Diaries that are kept elsewhere, how they are doing, and the visits they clash with. */
export class CalendarsView extends PartView {
	readonly #found = new Loaded<Found>(this, (signal) => this.#read(signal))
	#stop: (() => void) | undefined
	#timer: ReturnType<typeof setTimeout> | undefined

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#found.load()
		this.#stop = this.desk.onChange(() => void this.#found.load())
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		this.#stop?.()
		clearTimeout(this.#timer)
	}

	async #read(signal: AbortSignal): Promise<Found> {
		const { calendars } = this.desk.client
		const [{ feeds }, { conflicts }] = await Promise.all([
			calendars.feeds({ signal }),
			calendars.conflicts({ signal }),
		])
		// What is read in a moment is looked at again then.
		clearTimeout(this.#timer)
		const soon = Date.now() + LOOK_AGAIN
		const due = feeds.some(
			({ nextFetchAt }) => nextFetchAt !== null && Date.parse(nextFetchAt) < soon,
		)
		if (due) this.#timer = setTimeout(() => void this.#found.load(), LOOK_AGAIN)
		return { feeds, conflicts }
	}

	get #mayChange(): boolean {
		return this.desk.may('admin', 'veterinarian')
	}

	#edit(feed: CalendarFeed | null): void {
		const dialog = new CalendarDialog()
		dialog.feed = feed
		dialog.onSaved = () => void this.#found.load()
		this.desk.openDialog(dialog, { label: this.say(feed ? 'calendar' : 'new-calendar') })
	}

	#remove({ id, label }: CalendarFeed): void {
		const dialog = new RemoveDialog()
		dialog.removal = {
			text: this.say('remove-calendar-text', { name: label }),
			...{ done: this.say('calendar-removed'), save: this.say('remove') },
			remove: () => this.desk.client.calendars.removeFeed(id),
		}
		dialog.onSaved = () => void this.#found.load()
		this.desk.openDialog(dialog, { label: this.say('remove-what', { what: label }) })
	}

	async #now({ id }: CalendarFeed): Promise<void> {
		try {
			await this.desk.client.calendars.refreshFeed(id)
			this.desk.toast({ text: this.say('being-read') })
			await this.#found.load()
		} catch (error) {
			this.desk.toast({ text: this.desk.failure(error) })
		}
	}

	#status(feed: CalendarFeed): TemplateResult {
		const { say } = this
		const { words } = this.desk
		const { lastSuccessAt: at, events, skipped, status, error } = feed
		const read = at && `${words.shortDay(words.dayOf(at))}, ${words.time(at)}`
		const more = [
			read && say('read-at', { time: read }),
			at && say('events-read', { count: events }),
			skipped > 0 && say('events-skipped', { count: skipped }),
		]
		return html`<span class="pill ${status}">${say(status)}</span>
			<span class="sm quiet">${more.filter(Boolean).join(' · ')}</span>
			${error && status !== 'off' ? html`<p class="sm">${error.message}</p>` : nothing}`
	}

	#row(feed: CalendarFeed): TemplateResult {
		const { say } = this
		const { label, host, resourceId } = feed
		const what = `${label}, ${this.nameOf(resourceId)}`
		return html`<li><div><strong>${label}</strong> <span class="quiet">${this.nameOf(resourceId)} · ${host}</span>
			<div>${this.#status(feed)}</div></div>${
				this.#mayChange
					? html`<div class="buttons">${
							feed.active
								? action({
										...{
											label: say('read-now'),
											glyph: refresh,
											name: say('read-now-what', { what }),
										},
										onClick: () => void this.#now(feed),
									})
								: nothing
						}${action({
							...{ label: say('edit'), glyph: edit, name: say('edit-what', { what }) },
							onClick: () => this.#edit(feed),
						})}${action({
							...{ label: say('remove'), glyph: close, name: say('remove-what', { what }) },
							onClick: () => this.#remove(feed),
						})}</div>`
					: nothing
			}</li>`
	}

	async #dismiss({ feedId, start, end, appointment }: Found['conflicts'][number]): Promise<void> {
		try {
			const body = { feedId, appointmentId: appointment.id, start, end }
			await this.desk.client.calendars.dismissConflict(body)
			this.desk.toast({ text: this.say('dismissed') })
			await this.#found.load()
		} catch (error) {
			this.desk.toast({ text: this.desk.failure(error) })
		}
	}

	#conflict(conflict: Found['conflicts'][number]): TemplateResult {
		const { say } = this
		const { words } = this.desk
		const { appointment, label, start, end } = conflict
		const { reference } = appointment
		const when = `${words.shortDay(words.dayOf(appointment.start))}, ${words.time(appointment.start)}`
		const who = shortName(this.desk, appointment.veterinarianId)
		const what = { when, who, label, from: words.time(start), to: words.time(end) }
		const mayDismiss = this.desk.may('admin', 'veterinarian', 'receptionist')
		return html`<li><div>${say('conflict-what', what)}</div><div class="buttons">${action({
			...{ label: say('open-visit'), glyph: next, name: say('open-visit-what', { reference }) },
			onClick: () => this.desk.openVisit(appointment.id),
		})}${
			mayDismiss
				? action({
						...{ label: say('dismiss'), name: say('dismiss-what', { reference }) },
						onClick: () => void this.#dismiss(conflict),
					})
				: nothing
		}</div></li>`
	}

	#warning(feeds: readonly CalendarFeed[]): TemplateResult | typeof nothing {
		const stale = feeds.filter(({ status }) => status === 'stale')
		if (stale.length === 0) return nothing
		const names = this.desk.words.list([
			...new Set(stale.map((feed) => this.nameOf(feed.resourceId))),
		])
		return note('danger', {
			glyph: alert,
			title: this.say('stale'),
			text: this.say('stale-text', { names }),
		})
	}

	#draw({ feeds, conflicts }: Found): TemplateResult {
		const { say } = this
		return html`<div class="cards">${this.#warning(feeds)}
			<section class="sheet-card" aria-labelledby="feeds"><div class="head"><h2 class="subhead" id="feeds">${say('calendars')}</h2>${
				this.#mayChange
					? html`<div>${button('primary', { label: say('add-calendar'), glyph: plus, onClick: () => this.#edit(null) })}</div>`
					: nothing
			}</div><p class="quiet">${say('calendars-text')}</p>
			${this.#mayChange ? nothing : note('info', { glyph: info, text: this.onlyFor('admin', 'veterinarian') })}
			${
				feeds.length > 0
					? html`<ul class="lines">${feeds.map((feed) => this.#row(feed))}</ul>`
					: html`<p class="quiet">${say('no-calendars')}</p>`
			}</section>
			<section class="sheet-card" aria-labelledby="conflicts"><h2 class="subhead" id="conflicts">${say('conflicts')}</h2>${
				conflicts.length > 0
					? html`<ul class="lines">${conflicts.map((one) => this.#conflict(one))}</ul>`
					: html`<p class="quiet">${say('no-conflicts')}</p>`
			}</section></div>`
	}

	protected override render(): unknown {
		return this.#found.draw((found) => this.#draw(found))
	}
}

customElements.define('vetslot-clinic-calendars', CalendarsView)
