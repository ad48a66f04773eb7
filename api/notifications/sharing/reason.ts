import type { Person } from '../people/person.ts'
import type { SharingNotificationKind } from '../queue.ts'
import type { SharedPet } from './shared-pet.ts'

/** How things have to stand for there to be something to say. */
const holds: Readonly<Record<SharingNotificationKind, (pet: SharedPet) => boolean>> = {
	sharing_accepted: ({ isTheirs, isOthers }) => isTheirs && isOthers,
	sharing_left: ({ isTheirs, isOthers }) => isTheirs && !isOthers,
	sharing_removed: ({ isTheirs }) => !isTheirs,
}

/** Whether a kind of letter is about who has a pet. */
export function isSharingKind(kind: string): kind is SharingNotificationKind {
	return Object.hasOwn(holds, kind)
}

/**
 * Looks once more, at sending, whether it is still so: somebody may have been asked back meanwhile, a
 * pet may have died. Like all that says who may look into an account, it can't be switched off.
 *
 * @returns why not to send, or null
 */
export function sharingReasonGone(
	kind: SharingNotificationKind,
	pet: SharedPet,
	{ isActive, email }: Pick<Person, 'isActive' | 'email'>,
): string | null {
	if (!isActive) return 'deactivated'
	if (email === '') return 'no email address'
	if (!pet.isHeardOf) return 'pet is silenced'
	return holds[kind](pet) ? null : 'sharing has changed'
}
