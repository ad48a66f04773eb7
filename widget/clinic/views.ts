import {
	bell,
	calendar,
	clipboard,
	clock,
	type Glyph,
	lock,
	paw,
	pulse,
	shield,
	users,
} from '../theme/icons.ts'
import type { ConsoleContext, Role } from './context.ts'
import { sliders, transfer } from './glyphs.ts'
import type { consoleMessages } from './messages.ts'

/** One entry of the navigation, and the custom element that shows it. */
export interface ViewEntry {
	/** Its place in the address: `#/hours/…`. */
	id: string
	/** The element, which is a `ConsoleView`. */
	tag: string
	label: keyof typeof consoleMessages & `view-${string}`
	glyph: Glyph
	/** Who sees it; everyone unless told. The server decides about every call by itself. */
	roles?: readonly Role[]
	/** Defines the element; its code is a file of its own that comes when it is first wanted. */
	load: () => Promise<unknown>
}

/**
 * All views, in the order of the navigation. To add one:
 *
 * 1. `widget/clinic/<subject>/<name>-view.ts`: a class that extends `ConsoleView`
 *    (`../console-view.ts`) and ends with `customElements.define('vetslot-clinic-<name>', …)`.
 *    `this.desk` is the `ConsoleContext` (`context.ts`): the SDK's client, who is signed in,
 *    resources, words, toasts with Undo, dialogs, the visit panel, live changes.
 *    `this.route` is the address: `#/<id>/<path…>?<query>`; `this.desk.go(…)` changes it.
 *    `bar()` draws what stands in the top bar, the view's name unless told.
 *    `static styles = [...viewStyles, ownStyles]` (`styles.ts`) has fields, buttons, tables, notes.
 *    Data comes through `Loaded` (`loaded.ts`): skeleton, trouble with "Try again", then the view.
 *    Messages stand in a file beside the view: `this.desk.speak(hoursMessages)`.
 * 2. Its name in `messages.ts`: `'view-<id>': 'Hours'`.
 * 3. One line here.
 *
 * A dialog is a `ConsoleView` as well: `this.desk.openDialog(new BlockDialog(), { label })`.
 */
export const views: readonly ViewEntry[] = [
	{
		id: 'diary',
		tag: 'vetslot-clinic-diary',
		label: 'view-diary',
		glyph: calendar,
		load: () => import('./diary/diary-view.ts'),
	},
	{
		id: 'queues',
		tag: 'vetslot-clinic-queues',
		label: 'view-queues',
		glyph: bell,
		load: () => import('./queues/queues-view.ts'),
	},
	{
		id: 'people',
		tag: 'vetslot-clinic-people',
		label: 'view-people',
		glyph: paw,
		load: () => import('./people/people-view.ts'),
	},
	{
		id: 'emergencies',
		tag: 'vetslot-clinic-emergencies',
		label: 'view-emergencies',
		glyph: pulse,
		load: () => import('./emergencies/emergencies-view.ts'),
	},
	{
		id: 'hours',
		tag: 'vetslot-clinic-hours',
		label: 'view-hours',
		glyph: clock,
		load: () => import('./hours/hours-view.ts'),
	},
	{
		id: 'triage',
		tag: 'vetslot-clinic-triage',
		label: 'view-triage',
		glyph: shield,
		load: () => import('./triage/triage-view.ts'),
	},
	{
		id: 'staff',
		tag: 'vetslot-clinic-staff',
		label: 'view-staff',
		glyph: users,
		load: () => import('./staff/staff-view.ts'),
	},
	{
		id: 'audit',
		tag: 'vetslot-clinic-audit',
		label: 'view-audit',
		glyph: clipboard,
		roles: ['admin'],
		load: () => import('./staff/audit-view.ts'),
	},
	{
		id: 'data',
		tag: 'vetslot-clinic-data',
		label: 'view-data',
		glyph: transfer,
		roles: ['admin'],
		load: () => import('./data/data-view.ts'),
	},
	{
		id: 'account',
		tag: 'vetslot-clinic-account',
		label: 'view-account',
		glyph: lock,
		load: () => import('./account/account-view.ts'),
	},
	{
		id: 'setup',
		tag: 'vetslot-clinic-setup',
		label: 'view-setup',
		glyph: sliders,
		roles: ['admin'],
		load: () => import('./setup/setup-view.ts'),
	},
]

/** Something that runs while somebody is signed in, whatever the view: it returns how to stop it. */
export interface Companion {
	load: () => Promise<{ start: (desk: ConsoleContext) => () => void }>
}

/** What watches in the background and shows banners and badges; one line each. */
export const companions: readonly Companion[] = [
	{ load: () => import('./emergencies/companion.ts') },
	{ load: () => import('./hours/watch-calendars.ts') },
	{ load: () => import('./queues/badges.ts') },
]

/** The views of somebody with these roles. */
export const viewsFor = (roles: readonly Role[]): ViewEntry[] =>
	views.filter((view) => !view.roles || view.roles.some((role) => roles.includes(role)))
