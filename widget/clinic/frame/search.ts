import type { Found } from '@vetslot/sdk/staff'
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import { nextIndex } from '../../controls/roving.ts'
import { codeOf } from '../../frame/failures.ts'
import { calendar, type Glyph, icon, paw, user } from '../../theme/icons.ts'
import type { VetslotClinic } from '../clinic-element.ts'
import { search as searchGlyph } from '../glyphs.ts'
import { phoneText } from '../phone.ts'

/** Letters are asked about once they have rested. */
const REST_MS = 180

interface Hit {
	id: string
	glyph: Glyph
	title: string
	text: string
	go: () => void
}

/** Finds owners, animals and visits from every view: a combobox with what was found below. */
export class Search implements ReactiveController {
	readonly #frame: VetslotClinic
	#text = ''
	#hits: Hit[] | undefined
	#at = -1
	#timer: ReturnType<typeof setTimeout> | undefined
	#stop = new AbortController()

	constructor(frame: VetslotClinic) {
		this.#frame = frame
		frame.addController(this)
	}

	hostDisconnected(): void {
		clearTimeout(this.#timer)
		this.#stop.abort()
	}

	readonly #typed = (event: Event & { target: HTMLInputElement }): void => {
		this.#text = event.target.value
		clearTimeout(this.#timer)
		this.#stop.abort()
		if (this.#text.trim().length < 2) this.#show(undefined)
		else this.#timer = setTimeout(() => void this.#ask(this.#text.trim()), REST_MS)
	}

	async #ask(text: string): Promise<void> {
		const { desk, t, voice } = this.#frame
		if (!desk) return
		this.#stop = new AbortController()
		try {
			const found = await desk.client.search(text, { signal: this.#stop.signal })
			const hits = this.#hitsOf(found)
			this.#show(hits)
			const none = t('search-none', { text })
			voice.say(hits.length ? t('search-found', { count: hits.length }) : none)
		} catch (error) {
			if (codeOf(error) !== 'aborted') desk.toast({ text: desk.failure(error) })
		}
	}

	#hitsOf({ visits, pets, clients }: Found): Hit[] {
		const { desk, t } = this.#frame
		if (!desk) return []
		const { words } = desk
		const list = (names: readonly (string | null)[]) =>
			words.list(names.filter((one) => one !== null))
		return [
			...visits.map((visit) => ({
				id: visit.id,
				glyph: calendar,
				title: `${list(visit.pets.map(({ name }) => name))} · ${visit.reference}`,
				text: t('found-visit', {
					day: words.shortDay(words.dayOf(visit.start)),
					time: words.time(visit.start),
					type: visit.typeName ?? '',
				}),
				go: () =>
					desk.go({ view: 'diary', path: [words.dayOf(visit.start)], query: { visit: visit.id } }),
			})),
			...pets.map((pet) => ({
				id: pet.id,
				glyph: paw,
				title: pet.name,
				text: [pet.breed, list(pet.owners.map(({ name }) => name))].filter(Boolean).join(', '),
				go: () => desk.newVisit({ petId: pet.id, clientId: pet.owners[0]?.id ?? '' }),
			})),
			...clients.map((client) => ({
				id: client.id,
				glyph: user,
				title: client.name ?? '',
				text: [phoneText(desk, client.phone), list(client.pets.map(({ name }) => name))]
					.filter(Boolean)
					.join(', '),
				go: () => desk.newVisit({ clientId: client.id }),
			})),
		]
	}

	#show(hits: Hit[] | undefined): void {
		this.#hits = hits
		this.#at = hits?.length ? 0 : -1
		this.#frame.requestUpdate()
	}

	#choose(hit: Hit | undefined): void {
		if (!hit) return
		this.#text = ''
		this.#show(undefined)
		hit.go()
	}

	readonly #keys = (event: KeyboardEvent): void => {
		const hits = this.#hits ?? []
		if (event.key === 'Escape') {
			this.#text = ''
			this.#show(undefined)
		} else if (event.key === 'Enter') this.#choose(hits[this.#at])
		else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
			event.preventDefault()
			this.#at = nextIndex(event.key, this.#at, hits.length, { wrap: true }) ?? -1
			this.#frame.requestUpdate()
		}
	}

	readonly #left = (event: FocusEvent): void => {
		const box = event.currentTarget as HTMLElement
		if (!box.contains(event.relatedTarget as Node | null)) this.#show(undefined)
	}

	render(): TemplateResult {
		const { t } = this.#frame
		const hits = this.#hits
		const active = hits?.[this.#at]
		return html`<div class="search" @focusout=${this.#left}>${icon(searchGlyph, 18)}
			<input class="input" id="search" type="text" role="combobox" autocomplete="off" spellcheck="false" .value=${this.#text}
			placeholder=${t('search')} aria-label=${t('search-label')} aria-expanded=${hits ? 'true' : 'false'}
			aria-controls="found" aria-autocomplete="list" aria-activedescendant=${active ? `hit-${active.id}` : nothing}
			@input=${this.#typed} @keydown=${this.#keys} />
			<div class="found" id="found" role="listbox" aria-label=${t('search-label')} ?hidden=${!hits}>${
				hits?.length
					? hits.map((hit) => this.#hit(hit, hit === active))
					: html`<p class="empty" role="option" aria-disabled="true" aria-selected="false">${t('search-none', { text: this.#text })}</p>`
			}</div></div>`
	}

	#hit(hit: Hit, active: boolean) {
		return html`<div role="option" id="hit-${hit.id}" aria-selected=${active} tabindex="-1"
			@mousedown=${(event: Event) => event.preventDefault()} @click=${() => this.#choose(hit)}>${icon(hit.glyph, 20)}<span
			class="grow"><b>${hit.title}</b><span class="sm quiet">${hit.text}</span></span></div>`
	}
}
