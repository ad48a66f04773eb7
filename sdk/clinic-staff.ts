import type { Clinical } from './clinic.ts'
import type {
	AuditEntries,
	ChangeStaffBody,
	InviteStaffBody,
	ListAuditQuery,
	StaffMember,
	StaffMembers,
} from './generated/types.ts'
import type { CallOptions } from './request.ts'

/** Who works at the clinic. */
export function staffCalls(call: Clinical) {
	return {
		list: (more?: CallOptions) => call<StaffMembers>({ ...more, method: 'GET', to: ['staff'] }),

		/** They are mailed a link to choose a password. */
		invite: (body: InviteStaffBody, more?: CallOptions) =>
			call<StaffMember>({ ...more, method: 'POST', to: ['staff'], body }),

		inviteAgain: (id: string, more?: CallOptions) =>
			call<StaffMember>({ ...more, method: 'POST', to: ['staff', id, 'invitation'] }),

		change: (id: string, body: ChangeStaffBody, more?: CallOptions) =>
			call<StaffMember>({ ...more, method: 'PATCH', to: ['staff', id], body }),

		/** What was changed at the clinic and by whom, the newest first. */
		audit: (query: ListAuditQuery = {}, more?: CallOptions) =>
			call<AuditEntries>({ ...more, method: 'GET', to: ['audit'], query }),
	}
}
