import type { ClinicType, Resource, StaffClient, StaffSession, StaffUser } from '@vetslot/sdk/staff'
import type { DialogOptions, FrameContext, Question, Toast } from '../frame/context.ts'
import type { LocalDate } from '../locales/format.ts'
import type { Message, Translate } from '../locales/localize.ts'
import type { ConsoleView } from './console-view.ts'
import type { consoleMessages } from './messages.ts'
import type { Route } from './route.ts'

export type Role = StaffUser['roles'][number]
export type StaffClinic = StaffSession['clinic']
export type { Resource } from '@vetslot/sdk/staff'

/** What is known of a visit before its form is opened. */
export interface VisitPreset {
	date?: LocalDate
	/** On the clinic's wall: `10:40`. */
	time?: string
	veterinarianId?: string
	clientId?: string
	petId?: string
}

/** What every view of the console gets as `desk`: who is signed in, and what the frame does for it. */
export interface ConsoleContext extends FrameContext {
	readonly client: StaffClient
	readonly clinic: StaffClinic
	readonly user: StaffUser
	/** People, rooms, equipment and places, also those that are not in use; read when signing in. */
	readonly resources: readonly Resource[]
	/** Kinds of visits in the clinic's order, also those that are not in use. */
	readonly types: readonly ClinicType[]
	/** Reads resources and types again, after a change of them. */
	readResources(): Promise<void>
	/** The frame's own messages. */
	readonly t: Translate<typeof consoleMessages>
	/** Binds a view's own messages to the language. */
	speak<C extends object>(messages: { [K in keyof C]: Message } & C): Translate<C>
	/** Whether one of these roles is the person's. */
	may(...roles: Role[]): boolean
	/** Says something to screen readers only; `alert` interrupts. */
	say(text: string, alert?: boolean): void
	toast(toast: Toast): void
	/** Changes the address, and with it the view; without a trace in the history when told. */
	go(to: Partial<Route>, replace?: boolean): void
	/** Opens a visit in the panel at the side, in whatever view. */
	openVisit(id: string | null): void
	isOpenVisit(id: string): boolean
	/** Opens the form for a visit that is booked by phone or at the desk. */
	newVisit(preset?: VisitPreset): void
	/** Shows a view as a modal dialog; it closes by `closeDialog` or Escape. */
	openDialog(dialog: ConsoleView, options: DialogOptions): void
	/** Closes the dialog, once that is agreed to where something typed would be lost. */
	leaveDialog(): void
	/** Asks for a yes; Escape is a no. */
	ask(question: Question): Promise<boolean>
	/** A number beside a view's name in the navigation. */
	badge(view: string, count: number): void
	/** Shows something below the top bar whatever the view, by its name; null takes it away. */
	banner(name: string, element: HTMLElement | null): void
	/**
	 * Tells of every change of visits and hours at this clinic, by whomever, within about a second.
	 *
	 * @returns how to stop listening
	 */
	onChange(listener: (version: number | null) => void): () => void
	/** Draws the top bar again; views do it by themselves when they were updated. */
	refresh(): void
}
