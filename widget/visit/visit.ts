import { VetslotVisit } from './visit-element.ts'

if (!customElements.get('vetslot-visit')) customElements.define('vetslot-visit', VetslotVisit)
