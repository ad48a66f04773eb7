import type { ApiKey, ClinicType, Resource, SetupProfile } from '@vetslot/sdk/staff'
import type { ConsoleView } from '../../../../widget/clinic/console-view.ts'
import type { ConsoleContext } from '../../../../widget/clinic/context.ts'
import { newType } from '../../../../widget/clinic/setup/new-type.ts'
import '../../../../widget/clinic/setup/setup-view.ts'
import { wordsOf } from '../../../../widget/clinic/words.ts'
import { createTranslate, type Message } from '../../../../widget/locales/localize.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`

const resource = (n: number, more: Partial<Resource>): Resource => ({
	...{
		id: id(n),
		kind: 'veterinarian',
		code: null,
		name: `No ${n}`,
		shortName: `No ${n}`,
		title: null,
	},
	...{ roomType: null, capacity: 1, skills: [], species: [], languages: [], color: null },
	...{ sortOrder: n, bookableOnline: true, active: true },
	...more,
})

export const resources: Resource[] = [
	resource(1, { name: 'Dr Maren Lind', skills: ['surgery'] }),
	resource(2, { kind: 'room', name: 'Room 1', roomType: 'consult' }),
	resource(3, { kind: 'equipment', name: 'Scanner', code: 'scanner' }),
	resource(4, { kind: 'cap', name: 'Theatre', code: 'theatre', capacity: 8 }),
]

export const booster: ClinicType = {
	...newType,
	...{ id: id(11), slug: 'booster', sortOrder: 10, name: 'Booster', group: 'Vaccination' },
	preparation: [{ text: 'Bring the card.', species: ['cat'], fromWeeks: null, underWeeks: null }],
	ageLimits: [{ species: null, minWeeks: 52, maxWeeks: null, minMonths: null, maxMonths: null }],
	caps: [{ resourceId: id(4), per: 'day', points: 1 }],
	formFields: [
		{
			...{ id: 'well', label: 'Well today?', type: 'yesno', required: true, options: null },
			...{ maxLength: null, min: null, max: null, pattern: null, species: null, sex: null },
			advice: null,
		},
	],
}

export const profile: SetupProfile = {
	...{ name: 'Oakfield Vets', about: null, phone: '+442079460142', sms: null, email: null },
	...{ website: null, privacyUrl: null, address: ['1 Oak Lane', 'London'], parking: null },
	...{ access: null, hours: [{ weekday: 0, opens: '08:00', closes: '18:00' }], outOfHours: null },
	...{ cancellationPolicy: '', carParkCheckIn: false, lateCutOffMinutes: 10 },
	retention: { callbackDays: 90, emergencyDays: 90 },
	...{ accent: '#ffd400', locale: 'en-GB', region: 'GB', textCountries: ['GB'] },
	...{ currency: 'GBP', timeZone: 'Europe/London', units: 'metric', pricesIncludeTax: true },
}

export const pageKey: ApiKey = {
	...{ id: id(21), kind: 'publishable', label: 'Website', text: 'pk_oak', native: false },
	...{ allowedOrigins: ['https://oak.example'], scopes: [], createdAt: '2026-11-02T09:00:00Z' },
}

type Call = [name: string, ...given: unknown[]]

/** A console around one view, with a server that notes what it is told and answers as it should. */
export class TestDesk {
	readonly calls: Call[] = []
	readonly said: string[] = []
	readonly toasts: string[] = []
	dialog: ConsoleView | undefined
	/** Thrown by the next change instead of an answer. */
	refusal: unknown
	keys: ApiKey[] = [pageKey]
	went: unknown[] = []

	#note<T>(name: string, answer: (...given: never[]) => T) {
		return async (...given: unknown[]): Promise<T> => {
			this.calls.push([name, ...given])
			const { refusal } = this
			this.refusal = undefined
			if (refusal) throw refusal
			return answer(...(given as never[]))
		}
	}

	get context(): ConsoleContext {
		const clinic = { id: id(0), slug: 'oakfield', name: 'Oakfield', timeZone: 'Europe/London' }
		const more = { locale: 'en-GB', currency: 'GBP', phone: '+442079460142', accent: null }
		const words = wordsOf({ ...clinic, ...more })
		const client = {
			profile: {
				get: async () => profile,
				change: this.#note('profile.change', (body: object) => ({ ...profile, ...body })),
			},
			types: {
				list: async () => ({ types: [booster] }),
				get: async () => booster,
				create: this.#note('types.create', (body: object) => ({
					type: { ...booster, ...body, id: id(12) },
				})),
				replace: this.#note('types.replace', (_: string, body: object) => ({
					type: { ...booster, ...body },
				})),
			},
			resources: {
				create: this.#note('resources.create', (body: object) => ({ resource: resource(5, body) })),
				change: this.#note('resources.change', (_: string, body: object) => ({
					resource: resource(1, body),
				})),
			},
			keys: {
				list: async () => ({ keys: this.keys }),
				create: this.#note('keys.create', (body: Partial<ApiKey>) => {
					const secret = body.kind === 'secret'
					const text = secret ? 'sk_shown_once' : 'pk_new'
					const key = { ...pageKey, ...body, id: id(22), text: secret ? null : text }
					this.keys = [...this.keys, key]
					return { key, text }
				}),
				change: this.#note('keys.change', () => pageKey),
				revoke: this.#note('keys.revoke', () => undefined),
			},
		}
		return {
			...{ client, words, clinic: { ...clinic, ...more }, resources },
			readResources: async () => {},
			speak: <C extends object>(messages: { [K in keyof C]: Message } & C) =>
				createTranslate<C>('en-GB', messages),
			t: (key: string) => key,
			may: () => true,
			say: (text: string) => this.said.push(text),
			toast: ({ text }: { text: string }) => this.toasts.push(text),
			failure: (error: unknown) => (error as Error).message,
			go: (to: unknown) => this.went.push(to),
			openDialog: (dialog: ConsoleView) => {
				this.dialog = dialog
				dialog.desk = this.context
				document.body.append(dialog)
			},
			closeDialog: () => this.dialog?.remove(),
			refresh: () => {},
		} as unknown as ConsoleContext
	}

	/** Shows the view at an address, and gives the part inside it. */
	async open(...path: string[]): Promise<ConsoleView> {
		const view = document.createElement('vetslot-clinic-setup') as ConsoleView
		Object.assign(view, { desk: this.context, route: { view: 'setup', path, query: {} } })
		const page = document.createElement('main')
		page.innerHTML = '<h1>Setting up</h1>'
		page.append(view)
		document.body.replaceChildren(page)
		await settled(view)
		const part = view.renderRoot.querySelector('.page')?.lastElementChild as ConsoleView
		await settled(part)
		return part
	}
}

/** Waits until what was read is drawn. */
export async function settled(view: ConsoleView): Promise<void> {
	for (let i = 0; i < 4; i++) {
		await new Promise((resolve) => setTimeout(resolve, 0))
		await view.updateComplete
	}
}
