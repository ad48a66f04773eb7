import {
	bell,
	calendar,
	calendarAdd,
	type Glyph,
	home,
	lock,
	paw,
	pill,
	refresh,
	shield,
	user,
} from '../theme/icons.ts'
import type { portalMessages } from './messages.ts'
import type { Route } from './route.ts'

/** One view, and the custom element that shows it. */
export interface ViewEntry {
	/** Its place in the address: `#vetslot/pets/…`. */
	id: string
	/** The element, which is a `PortalView`. */
	tag: string
	label: keyof typeof portalMessages & `view-${string}`
	/** With it the view stands in the menu; `main` ones beside the title, too, where there is room. */
	glyph?: Glyph
	main?: true
	/** Also for whom is not signed in; all others show the way in first. */
	open?: true
	/** The name of links in mails that lead here: `#verify=…`; the view finds its token in `this.token`. */
	link?: string
	/** Defines the element; its code is a file of its own that comes when it is first wanted. */
	load: () => Promise<unknown>
}

/** With `as=guest` in its address, the booking asks nobody to sign in. */
export const GUEST = 'guest'

/**
 * Whether a view is there for somebody who is not signed in. What was begun with an account goes on
 * with it: whoever has lost their session is asked first, and may go on as a guest.
 */
export const isOpen = ({ open, id }: ViewEntry, { query }: Route, wasSignedIn: boolean): boolean =>
	!!open && !(id === 'book' && wasSignedIn && query.as !== GUEST)

/** The view that lets people in, which stands for every view that needs somebody signed in. */
export const DOOR = 'sign-in'

/**
 * All views, in the order of the menu. To add one:
 *
 * 1. `widget/portal/<subject>/<name>-view.ts`: a class that extends `PortalView`
 *    (`../portal-view.ts`) and ends with `customElements.define('vetslot-portal-<name>', …)`.
 *    `this.portal` is the `PortalContext` (`context.ts`): the SDK's client, who is signed in, the
 *    clinic, words, toasts with Undo, dialogs, `go()`, `book()`.
 *    `this.route` is the address: `vetslot/<id>/<path…>?<query>`; `this.portal.go(…)` changes it.
 *    The frame draws the title (`heading`, the view's name unless told) and the arrow back (`above`);
 *    headings inside begin at `this.level`, by `subhead(this.level, …)` of `controls/shell.ts`.
 *    `static styles = [...viewStyles, ownStyles]` (`styles.ts`) has type, fields, buttons, rows, notes.
 *    Data comes through `Loaded` (`../frame/loaded.ts`): skeleton, trouble with "Try again", then the
 *    view; forms through `Form` (`../frame/form.ts`). `reread()` is called when data may be stale.
 *    Messages stand in a file beside the view: `this.portal.speak(petsMessages)`.
 *    One filled button a view: `button('primary', …)`.
 * 2. Its name in `messages.ts`: `'view-<id>': 'Your visits'`.
 * 3. One line here.
 *
 * A dialog is a `PortalView` as well: `this.portal.openDialog(new WeightDialog(), { label })`.
 */
export const views: readonly ViewEntry[] = [
	{
		id: 'home',
		tag: 'vetslot-portal-home',
		label: 'view-home',
		glyph: home,
		main: true,
		load: () => import('./home/home-view.ts'),
	},
	{
		id: DOOR,
		tag: 'vetslot-portal-sign-in',
		label: 'view-sign-in',
		open: true,
		link: 'reset',
		load: () => import('./door/sign-in-view.ts'),
	},
	{
		id: 'pets',
		tag: 'vetslot-portal-pets',
		label: 'view-pets',
		glyph: paw,
		load: () => import('./pets/pets-view.ts'),
	},
	{
		id: 'share',
		tag: 'vetslot-portal-share',
		label: 'view-share',
		link: 'share',
		load: () => import('./pets/share-view.ts'),
	},
	{
		id: 'visits',
		tag: 'vetslot-portal-visits',
		label: 'view-visits',
		glyph: calendar,
		main: true,
		load: () => import('./visits/visits-view.ts'),
	},
	{
		id: 'book',
		tag: 'vetslot-portal-book',
		label: 'view-book',
		glyph: calendarAdd,
		open: true,
		load: () => import('./book/book-view.ts').then(({ loadBooking }) => loadBooking()),
	},
	{
		id: 'prescriptions',
		tag: 'vetslot-portal-prescriptions',
		label: 'view-prescriptions',
		glyph: pill,
		load: () => import('./prescriptions/prescriptions-view.ts'),
	},
	{
		id: 'documents',
		tag: 'vetslot-portal-documents',
		label: 'view-documents',
		load: () => import('./documents/documents-view.ts'),
	},
	{
		id: 'account',
		tag: 'vetslot-portal-account',
		label: 'view-account',
		glyph: user,
		load: () => import('./account/account-view.ts'),
	},
	{
		id: 'notifications',
		tag: 'vetslot-portal-notifications',
		label: 'view-notifications',
		glyph: bell,
		load: () => import('./settings/notifications-view.ts'),
	},
	{
		id: 'habits',
		tag: 'vetslot-portal-habits',
		label: 'view-habits',
		glyph: refresh,
		load: () => import('./settings/habits-view.ts'),
	},
	{
		id: 'sessions',
		tag: 'vetslot-portal-sessions',
		label: 'view-sessions',
		glyph: lock,
		load: () => import('./door/sessions-view.ts'),
	},
	{
		id: 'your-data',
		tag: 'vetslot-portal-data',
		label: 'view-your-data',
		glyph: shield,
		load: () => import('./settings/data-view.ts'),
	},
	{
		id: 'register',
		tag: 'vetslot-portal-register',
		label: 'view-register',
		open: true,
		link: 'keep',
		load: () => import('./join/register-view.ts'),
	},
	{
		id: 'verify',
		tag: 'vetslot-portal-email-link',
		label: 'view-verify',
		open: true,
		link: 'verify',
		load: () => import('./join/link-view.ts'),
	},
	{
		id: 'email',
		tag: 'vetslot-portal-email-link',
		label: 'view-email',
		open: true,
		link: 'email',
		load: () => import('./join/link-view.ts'),
	},
]

export const viewOf = (id: string): ViewEntry | undefined => views.find((view) => view.id === id)

/** The names that links in mails begin with. */
export const linkNames = views.flatMap(({ link }) => (link === undefined ? [] : [link]))
