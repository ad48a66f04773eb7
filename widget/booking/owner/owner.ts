import { adoptStyles } from 'lit'
import { enOwner } from '../../locales/en-owner.ts'
import { arrived, enrich } from '../code.ts'
import type { World } from '../effects.ts'
import { addWords } from '../language.ts'
import type { Effect } from '../state.ts'
import { extended } from './extended.ts'
import { ownerStyles } from './styles.ts'
import { visitorOf } from './visitor.ts'

// Whatever brings this file has the guests' steps already.
const guests = arrived()!
addWords(enOwner)
enrich(extended(guests))

/**
 * Begins the owner's steps, whose code comes when somebody seems to be signed in, or wants to be. They
 * stand around the guests' ones and fall back on them.
 */
export async function greet(world: World, effect: Effect): Promise<void> {
	adoptStyles(world.host.renderRoot as ShadowRoot, [...guests.styles, ownerStyles])
	await visitorOf(world).perform(world, effect, guests.perform)
}
