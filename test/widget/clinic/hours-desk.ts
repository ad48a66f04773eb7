import { type StrandedVisit, VetslotError } from '@vetslot/sdk/staff'
import { html, LitElement, nothing } from 'lit'
import type { ConsoleView } from '../../../widget/clinic/console-view.ts'
import type { ConsoleContext } from '../../../widget/clinic/context.ts'
import { consoleMessages } from '../../../widget/clinic/messages.ts'
import { viewStyles } from '../../../widget/clinic/styles.ts'
import { wordsOf } from '../../../widget/clinic/words.ts'
import { failureText } from '../../../widget/frame/failures.ts'
import { createTranslate } from '../../../widget/locales/localize.ts'

export const vet = {
	id: 'v1',
	kind: 'veterinarian',
	name: 'Dr Nils Lind',
	shortName: 'Dr Lind',
	active: true,
}
const nurse = { id: 'n1', kind: 'nurse', name: 'Ada Brook', active: true }
const room = { id: 'r1', kind: 'room', name: 'Room 1', active: true }

export const schedule = {
	...{ id: 's1', resourceId: 'v1', kind: 'consult', label: 'Mornings', anchorDate: '2027-01-05' },
	...{ rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', startTime: '08:00', endTime: '13:00' },
	...{ effectiveFrom: '2027-01-05', effectiveUntil: null, stepMinutes: 15, bufferMinutes: 5 },
	...{ lanes: 2, appointmentTypeIds: ['t1'], keepBack: [{ at: '07:00', share: 0.2 }] },
	breaks: [{ start: '10:00', end: '10:15', description: null, rrule: null, anchorDate: null }],
}
export const yearly = { ...schedule, id: 's2', rrule: 'FREQ=YEARLY', label: null, breaks: [] }

export const override = {
	...{ id: 'o1', resourceId: null, type: 'unavailable', date: '2027-12-25', rrule: null },
	...{ anchorDate: null, effectiveUntil: null, startTime: null, endTime: null },
	...{ releaseHoursBefore: null, releaseAt: null, reason: 'Christmas', dates: ['2027-12-25'] },
}
export const meeting = {
	...{ ...override, id: 'o2', date: null, rrule: 'FREQ=MONTHLY;BYDAY=1MO', resourceId: 'v1' },
	...{ anchorDate: '2027-01-04', startTime: '13:00', endTime: '14:00', reason: null },
}

export const feed = {
	...{ id: 'f1', resourceId: 'v1', label: 'Private diary', host: 'calendar.example', active: true },
	...{ status: 'stale', error: { code: 'http_404', message: 'The calendar is no longer there.' } },
	...{
		events: 12,
		skipped: 1,
		lastTriedAt: '2027-01-05T09:00:00Z',
		nextFetchAt: '2099-01-01T00:00:00Z',
	},
	lastSuccessAt: '2027-01-05T08:00:00Z',
}

export const visit = (id: string) => ({
	...{ id, reference: `REF${id}`, start: '2027-01-05T10:00:00Z', end: '2027-01-05T10:30:00Z' },
	...{ veterinarianId: 'v1', typeId: 't1', resolution: null, movedTo: null },
	reasons: [{ code: 'closed', message: 'The visit is not wholly in working hours' }],
})

/** The refusal of a change that strands visits. */
export function stranding(...ids: string[]): VetslotError {
	const stranded = ids.map(visit) as unknown as StrandedVisit[]
	return new VetslotError({ code: 'visits_stranded', status: 409, message: 'x', stranded })
}

type Answer = (...asked: never[]) => unknown

/** What was asked of the client, and what the frame was told. */
export interface Fake {
	desk: ConsoleContext
	asked: [name: string, ...values: unknown[]][]
	told: string[]
	/** Answers of the client by name, as in `schedules.create`. */
	answers: Record<string, Answer>
}

export function fakeDesk(roles: readonly string[] = ['admin']): Fake {
	const asked: Fake['asked'] = []
	const told: string[] = []
	const answers: Record<string, Answer> = {
		'schedules.list': () => ({ schedules: [schedule, yearly] }),
		'types.list': () => ({
			types: [
				{ id: 't1', name: 'Check-up' },
				{ id: 't2', name: 'Vaccination' },
			],
		}),
		'overrides.list': () => ({ overrides: [override, meeting] }),
		'planning.ruleDates': () => ({
			timeZone: 'Europe/London',
			more: true,
			dates: [
				{
					...{ date: '2027-03-28', start: '2027-03-28T01:30:00Z', end: '2027-03-28T09:00:00Z' },
					notes: [{ code: 'skipped', message: '01:30 does not exist on 28 March 2027.' }],
				},
			],
		}),
		'planning.holidays': () => ({
			...{ country: 'GB', region: null, year: 2027, attribution: 'Days by date-holidays' },
			...{
				countries: [{ code: 'GB', name: 'United Kingdom' }],
				regions: [{ code: 'SCT', name: 'Scotland' }],
			},
			days: [
				{ date: '2099-01-01', name: 'New Year’s Day', closed: true },
				{ date: '2099-03-26', name: 'Good Friday', closed: false },
			],
		}),
		'calendars.feeds': () => ({ feeds: [feed] }),
		'calendars.conflicts': () => ({
			conflicts: [
				{
					...{ feedId: 'f1', resourceId: 'v1', label: 'Private diary', appointment: visit('a') },
					...{ start: '2027-01-05T09:30:00Z', end: '2027-01-05T11:00:00Z' },
				},
			],
		}),
		'appointments.list': () => ({
			appointments: [{ id: 'a', pets: [{ name: 'Pickle' }], client: { name: 'Ann Otter' } }],
		}),
	}
	const subject = (name: string) =>
		new Proxy(
			{},
			{
				get:
					(_, verb) =>
					async (...values: unknown[]) => {
						const call = `${name}.${String(verb)}`
						asked.push([call, ...values])
						return answers[call]?.(...(values as never[])) ?? { stranded: [] }
					},
			},
		)
	const client = new Proxy({}, { get: (_, name) => subject(String(name)) })
	const words = wordsOf({ timeZone: 'Europe/London', locale: 'en-GB', currency: 'GBP' })
	const t = createTranslate<typeof consoleMessages>('en-GB', consoleMessages)
	const desk = {
		...{ client, words, t, resources: [vet, nurse, room] },
		speak: (messages: object) => createTranslate('en-GB', messages as never),
		may: (...of: string[]) => of.some((role) => roles.includes(role)),
		say: (text: string) => told.push(text),
		toast: ({ text }: { text: string }) => told.push(text),
		failure: (error: unknown) => failureText(t, error),
		go: () => {},
		openVisit: (id: string) => told.push(`visit ${id}`),
		openDialog: (dialog: ConsoleView, { label }: { label: string }) => {
			dialog.desk = desk as unknown as ConsoleContext
			stage().open(dialog, label)
		},
		closeDialog: () => stage().open(null, ''),
		badge: (view: string, count: number) => told.push(`${view} ${count}`),
		onChange: () => () => {},
		refresh: () => {},
	}
	return { desk: desk as unknown as ConsoleContext, asked, told, answers }
}

/** Stands in for the frame: a page and a dialog. */
class Stage extends LitElement {
	static override styles = viewStyles
	view: ConsoleView | null = null
	dialog: ConsoleView | null = null
	label = ''

	open(dialog: ConsoleView | null, label: string): void {
		this.dialog = dialog
		this.label = label
		this.requestUpdate()
	}

	protected override render() {
		return html`<main><h1>Hours</h1>${this.view}</main>${
			this.dialog
				? html`<section role="dialog" aria-label=${this.label}><h2>${this.label}</h2>${this.dialog}</section>`
				: nothing
		}`
	}
}
customElements.define('vetslot-test-stage', Stage)

export function stage(): Stage {
	return document.querySelector('vetslot-test-stage') as Stage
}

export async function show(view: ConsoleView, { desk }: Fake, path: string[]): Promise<void> {
	const page = document.createElement('vetslot-test-stage') as Stage
	document.body.replaceChildren(page)
	Object.assign(view, { desk, route: { view: 'hours', path, query: {} }, label: 'Hours' })
	page.view = view
	page.requestUpdate()
	await settle()
}

/** Until what was asked for is on screen. */
export const settle = (ms = 30) => new Promise((resolve) => setTimeout(resolve, ms))

/** All that can be found, however many shadow roots deep. */
export function all<E extends HTMLElement>(selector: string, root: ParentNode = document): E[] {
	const found = [...root.querySelectorAll<E>(selector)]
	for (const element of root.querySelectorAll('*')) {
		if (element.shadowRoot) found.push(...all<E>(selector, element.shadowRoot))
	}
	return found
}

/** A button or link by the beginning of its name. */
export function press(name: string): void {
	const found = all('button, a').find((one) =>
		(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().startsWith(name),
	)
	if (!found) throw new Error(`Nothing is called ${name}`)
	found.click()
}

export function type(id: string, value: string): void {
	const [field] = all<HTMLInputElement>(`#${id}`)
	if (!field) throw new Error(`No field ${id}`)
	field.value = value
	field.dispatchEvent(new Event(field.matches('select') ? 'change' : 'input', { bubbles: true }))
}

export const text = () =>
	all('*')
		.map((one) => (one.shadowRoot ? (one.shadowRoot.textContent ?? '') : ''))
		.join(' ')
		.replace(/\s+/g, ' ')
