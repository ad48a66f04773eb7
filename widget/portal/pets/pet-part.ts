import type { OwnPet } from '@vetslot/sdk/owner'
import type { PropertyDeclarations } from 'lit'
import { PortalView } from '../portal-view.ts'
import { viewStyles } from '../styles.ts'
import { petsStyles } from './pets.styles.ts'
import { type Say, speak } from './words.ts'

/** A part of a pet's pages; the view around it has read the pet. */
export abstract class PetPart extends PortalView {
	static override properties: PropertyDeclarations = {
		...PortalView.properties,
		pet: { attribute: false },
		onChange: { attribute: false },
	}
	static override styles = [...viewStyles, petsStyles]

	declare pet: OwnPet
	/** Told of the pet as it is after a change. */
	declare onChange: (pet: OwnPet) => void

	get say(): Say {
		return speak(this.portal)
	}

	/** Changes something at once; what went wrong is said in a toast. */
	async change(work: () => Promise<OwnPet>, done: string): Promise<void> {
		await this.attempt(async () => this.onChange(await work()), done)
	}

	/** Does something at once, and says how it went. */
	async attempt(work: () => Promise<unknown>, done: string): Promise<boolean> {
		try {
			await work()
			this.portal.toast({ text: done })
			return true
		} catch (error) {
			this.portal.toast({ text: this.portal.failure(error) })
			return false
		}
	}
}
