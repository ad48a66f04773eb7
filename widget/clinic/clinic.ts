import { VetslotClinic } from './clinic-element.ts'

if (!customElements.get('vetslot-clinic')) customElements.define('vetslot-clinic', VetslotClinic)
