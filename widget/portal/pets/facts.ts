import type { OwnPet } from '@vetslot/sdk/owner'
import { html, type TemplateResult } from 'lit'
import { spanText } from '../age.ts'
import type { PortalContext } from '../context.ts'
import { dayText, type Say, speciesText, todayOf } from './words.ts'

/** Everything that is known of a pet, and nothing that is not. */
export function petFacts(say: Say, portal: PortalContext, pet: OwnPet): TemplateResult {
	return html`<dl class="facts">${factsOf(say, portal, pet).map(
		([label, text]) => html`<dt>${label}</dt><dd>${text}</dd>`,
	)}</dl>`
}

export function factsOf(say: Say, portal: PortalContext, pet: OwnPet): [string, string][] {
	const { words } = portal
	const { insurance } = pet
	const facts: [string, string | null | undefined][] = [
		[say('species'), speciesText(say, pet.species)],
		[say('breed'), pet.breed],
		[say('sex'), pet.sex === 'unknown' ? null : say(pet.sex)],
		[say('neutered'), pet.neutered === null ? null : say(pet.neutered ? 'yes' : 'no')],
		[say('born'), bornText(say, portal, pet)],
		[say('color'), pet.color],
		[say('chip'), pet.microchip],
		[say('insurance'), insurance?.company],
		[say('policy'), insurance?.policyNumber],
		[say('insured-until'), insurance?.expiresOn && dayText(words, insurance.expiresOn)],
	]
	return facts.flatMap(([label, text]) => (text ? [[label, text]] : []))
}

function bornText(say: Say, portal: PortalContext, pet: OwnPet): string | null {
	if (pet.bornOn === null) return null
	const day = dayText(portal.words, pet.bornOn)
	const born = pet.birthEstimated ? say('born-about', { day }) : day
	return pet.status === 'active'
		? `${born} (${spanText(portal, pet.bornOn, todayOf(portal))})`
		: born
}
