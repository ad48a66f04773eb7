import type { OwnPet } from '@vetslot/sdk/owner'
import { html, type ReactiveController, type TemplateResult } from 'lit'
import { animalTile } from './animals.ts'
import type { PortalView } from './portal-view.ts'

type Pictured = Pick<OwnPet, 'species' | 'photoFileId'>

/**
 * The photos of pets that a view shows. They are read with the owner's session, so no address exists
 * that opens them to anybody else; those of this page end with the view, or once they are not shown.
 */
export class Photos implements ReactiveController {
	readonly #host: PortalView
	/** Addresses of this page by file; undefined on its way, or when it can't be had. */
	readonly #known = new Map<string, string | undefined>()
	readonly #asked = new Set<string>()
	#stop = new AbortController()

	constructor(host: PortalView) {
		this.#host = host
		host.addController(this)
	}

	hostConnected(): void {
		this.#stop = new AbortController()
	}

	hostDisconnected(): void {
		this.#stop.abort()
		for (const fileId of [...this.#known.keys()]) this.#forget(fileId)
	}

	hostUpdated(): void {
		for (const fileId of [...this.#known.keys()]) {
			if (!this.#asked.has(fileId)) this.#forget(fileId)
		}
		this.#asked.clear()
	}

	/** A pet in a round tile: its photo, or else its kind. Decoration where its name stands beside it. */
	tile({ species, photoFileId }: Pictured, alt = '', size?: number): TemplateResult {
		const address = this.#of(photoFileId)
		if (!photoFileId || !address) return animalTile(species, size)
		return html`<img class="tile pet-tile photo" src=${address} alt=${alt} @error=${() => this.#drop(photoFileId)}>`
	}

	#of(fileId: string | null): string | undefined {
		if (!fileId) return undefined
		this.#asked.add(fileId)
		if (!this.#known.has(fileId)) void this.#load(fileId)
		return this.#known.get(fileId)
	}

	async #load(fileId: string): Promise<void> {
		const { signal } = this.#stop
		this.#known.set(fileId, undefined)
		// A photo that can't be had keeps nobody from the rest.
		const load = this.#host.portal.client.files.content(fileId, 'thumbnail', { signal })
		const content = await load.catch(() => undefined)
		if (!content || signal.aborted || !this.#known.has(fileId)) return
		this.#known.set(fileId, URL.createObjectURL(content))
		this.#host.requestUpdate()
	}

	/** Pages that let no such address through show the animal's kind instead. */
	#drop(fileId: string): void {
		this.#forget(fileId)
		this.#known.set(fileId, undefined)
		this.#host.requestUpdate()
	}

	#forget(fileId: string): void {
		const address = this.#known.get(fileId)
		if (address) URL.revokeObjectURL(address)
		this.#known.delete(fileId)
	}
}
