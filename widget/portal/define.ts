import { setOrigin, VetslotPortal } from './portal-element.ts'

declare global {
	interface HTMLElementTagNameMap {
		'vetslot-portal': VetslotPortal
	}
}

// The script comes from where the API is.
setOrigin(new URL('/', import.meta.url).href)

// Unless an older copy of the script did: the first one stays.
if (!customElements.get('vetslot-portal')) customElements.define('vetslot-portal', VetslotPortal)
