import type { ClinicProfile } from '@vetslot/sdk'
import type { Owner, OwnerClient, OwnerSession } from '@vetslot/sdk/owner'
import type { DialogOptions, FrameContext, Question, Toast } from '../frame/context.ts'
import type { Message, Translate } from '../locales/localize.ts'
import type { KeptVisit } from './kept.ts'
import type { portalMessages } from './messages.ts'
import type { PortalView } from './portal-view.ts'
import type { Route } from './route.ts'

/** What is known of a visit before it is booked. */
export interface VisitPreset {
	appointmentTypeId?: string
	petId?: string
}

/** What every view of the portal gets as `portal`: who is signed in, and what the frame does for it. */
export interface PortalContext extends FrameContext {
	readonly client: OwnerClient
	/** Its public profile: vets, kinds of visits, hours, phone, address. */
	readonly clinic: ClinicProfile
	/** Who is signed in; undefined in views that are open to everybody. */
	readonly owner: Owner | undefined
	/** The frame's own messages. */
	readonly t: Translate<typeof portalMessages>
	/** Level of the view's title, which the frame draws; a view's own headings are one below. */
	readonly level: number
	/** There is no connection; the frame says so by itself. */
	readonly offline: boolean
	/** The attributes of a `<vetslot-booking>` in the portal. */
	readonly booking: { key: string; api: string; theme: string; locale: string }
	/** Binds a view's own messages to the language. */
	speak<C extends object>(messages: { [K in keyof C]: Message } & C): Translate<C>
	/** Says something to screen readers only; `alert` interrupts. */
	say(text: string, alert?: boolean): void
	toast(toast: Toast): void
	/** Shows another view, or another part of this one; without a trace in the history when told. */
	go(to: Partial<Route> & { view: string }, replace?: boolean): void
	/** The way to the view above, as the arrow beside the title goes it. */
	goBack(): void
	/** Opens the booking, with what is known already. */
	book(preset?: VisitPreset): void
	/** Shows a view as a modal dialog; it closes by `closeDialog` or Escape. */
	openDialog(dialog: PortalView, options: DialogOptions): void
	/** Closes the dialog, once that is agreed to where something typed would be lost. */
	leaveDialog(): void
	/** Asks for a yes; Escape is a no. */
	ask(question: Question): Promise<boolean>
	/** Begins with a session that was just made: to where somebody wanted, or home. */
	enter(session: OwnerSession): void
	/** Takes in what has changed about who is signed in. */
	setOwner(owner: Owner): void
	/** Ends the session of this page. */
	signOut(): Promise<void>
	/** Forgets whoever was signed in, whose session has ended elsewhere or with their account. */
	forget(text?: string): void
	/** Keeps the upcoming visits for when there is no connection, on pages that are there without one. */
	keep(visits: KeptVisit[]): void
	/** A view has turned to something else: its title has the focus, so that it is read. */
	focusTitle(): void
	/** Draws the frame again; views do it by themselves when they were updated. */
	refresh(): void
}
