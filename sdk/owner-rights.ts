import type {
	ChangeNotificationSettingsBody,
	EraseOwnDataBody,
	Erasure,
	ErasureOutlook,
	NotificationSettings,
} from './generated/types.ts'
import type { Owning } from './owner.ts'
import type { CallOptions } from './request.ts'

// Many photos on a slow line.
const LONG = 600_000

/** What an owner hears about, and what is theirs to take along or to have erased. */
export function rightsCalls(call: Owning) {
	const settings = ['notification-settings']
	return {
		notifications: {
			read: (more?: CallOptions) =>
				call<NotificationSettings>({ ...more, method: 'GET', to: settings }),

			/** Needs the whole table, and the wording as it was shown by whoever turns marketing on. */
			change: (body: ChangeNotificationSettingsBody, more?: CallOptions) =>
				call<NotificationSettings>({ ...more, method: 'PUT', to: settings, body }),
		},
		ownData: {
			/** A ZIP; read its `blob()`. Throws `fresh_sign_in_required` ten minutes after signing in. */
			download: (more?: CallOptions) =>
				call<Response>({
					timeout: LONG,
					...more,
					...{ method: 'POST', to: ['data-exports'], read: 'response' },
				}),

			/** What erasing would mean: which visits are ahead, and whether anything holds it up. */
			outlook: (more?: CallOptions) =>
				call<ErasureOutlook>({ ...more, method: 'GET', to: ['erasure'] }),

			/**
			 * Deletes the account and erases its person; signed out from then on. `postponed` where the
			 * clinic has to keep it all for now. Throws `fresh_sign_in_required` as above.
			 */
			erase: (body: EraseOwnDataBody = {}, more?: CallOptions) =>
				call<Erasure>({ ...more, method: 'POST', to: ['erasure'], body }),
		},
	}
}
