import type { Role } from '../../../api/contract/staff.ts'
import type { Scope } from '../../../api/http/permission.ts'

/**
 * Who may call an operation, written down here a second time and on purpose not taken from the
 * routes' own declarations: a route that lets in somebody else than is said here fails the test, and
 * so does one that is not said here at all.
 */
export type Who =
	/** Nobody is asked who they are. */
	| { kind: 'open' }
	/** Whoever runs the server. */
	| { kind: 'operator' }
	/** A page with the clinic's publishable key. */
	| { kind: 'page' }
	/** Whoever has the link of the visit. */
	| { kind: 'visit' }
	/** A page, somebody with such a link, or an owner who is signed in. */
	| { kind: 'page or visit' }
	/** An owner with an account. */
	| { kind: 'owner' }
	| { kind: 'visit or owner' }
	/** People by their roles; servers by a scope, null: no server. */
	| { kind: 'clinic'; roles: readonly Role[]; scope: Scope | null }

type Letter = 'a' | 'v' | 'n' | 'r'
const roleOf: Record<Letter, Role> = {
	a: 'admin',
	v: 'veterinarian',
	n: 'nurse',
	r: 'receptionist',
}

const all = (who: Who, operations: readonly string[]) =>
	operations.map((operation): [string, Who] => [operation, who])

/** @param letters of the roles that may: `avnr` is everybody */
function clinic(scope: Scope | null, letters: string, operations: readonly string[]) {
	const roles = [...letters].map((letter) => roleOf[letter as Letter])
	return all({ kind: 'clinic', scope, roles }, operations)
}

/** By operationId. Add a line for each new operation: who is meant to be let in? */
export const TABLE: ReadonlyMap<string, Who> = new Map([
	...all({ kind: 'open' }, [
		...['getHealth', 'getReadiness', 'getPublicKeys'],
		...['signInStaff', 'refreshStaffSession', 'signOutStaff'],
		...['mailSignInCode', 'mailPasswordReset', 'readPasswordLink', 'setPassword'],
		...['refreshOwnerSession', 'signOutOwner'],
	]),
	...all({ kind: 'operator' }, ['listPlatformClinics', 'createClinic', 'createPlatformKey']),
	...all({ kind: 'page' }, [
		...['holdTime', 'getHold', 'extendHold', 'releaseHold', 'bookAppointment'],
		'bookSeveral',
		...['askCallback', 'signInOwner', 'mailOwnerSignInCode', 'mailOwnerPasswordReset'],
		...['readOwnerPasswordLink', 'setOwnerPassword'],
		...['registerOwner', 'readEmailLink', 'confirmEmailChange', 'refuseEmailChange'],
		...['askForPasskey', 'verifyOwnerEmail', 'signInByPasskey'],
	]),
	...all({ kind: 'visit' }, ['getVisit']),
	...all({ kind: 'visit or owner' }, [
		...['getAppointment', 'getCalendar', 'rescheduleAppointment', 'cancelAppointment'],
		...['acceptAppointment', 'getOwnVisit', 'sayLate', 'checkInFromCar'],
		...['getVisitAnswers', 'putVisitAnswers'],
	]),
	...all({ kind: 'owner' }, [
		...['listOwnVisits', 'getOwnerMe', 'continueOwnerSession'],
		...['listOwnerSessions', 'endOwnerSession', 'endOwnerSessions'],
		...['suggestRebooking', 'getBookingDefaults'],
		...['getBookingPreferences', 'putBookingPreferences'],
		...['getOwnerAccount', 'changeOwnerAccount', 'changeOwnerPassword', 'askOwnerEmailChange'],
		...['sendPhoneCode', 'confirmPhone'],
		...['beginPasskey', 'addPasskey', 'listPasskeys', 'renamePasskey', 'removePasskey'],
	]),
	...all({ kind: 'page or visit' }, [
		...['getClinic', 'getAvailability', 'getNearest', 'getNextFree', 'streamAvailability'],
		'getSeveralTimes',
	]),
	...all({ kind: 'owner' }, [
		...['uploadPetPhoto', 'removePetPhoto', 'uploadPetDocument', 'listPetDocuments'],
		...['downloadOwnFile', 'removeOwnFile'],
		...['listRepeatPrescriptions', 'askPrescription'],
		...['listOwnPrescriptionRequests', 'withdrawPrescriptionRequest'],
	]),
	...clinic('read', 'avnr', ['listPrescriptionRequests']),
	...clinic(null, 'v', ['approvePrescription', 'declinePrescription']),
	...clinic('records:write', 'vnr', ['readyPrescription']),
	...clinic('read', 'avnr', ['listFiles', 'downloadFile']),
	...clinic('records:write', 'vn', ['addDocument', 'changeFile']),
	...clinic('records:write', 'avn', ['removeFile']),
	...clinic(null, 'avnr', [
		...['getStaffMe', 'changeOwnPassword'],
		...['beginAuthenticator', 'confirmAuthenticator', 'removeAuthenticator', 'renewRecoveryCodes'],
		...['listOwnSessions', 'endOwnSession', 'endOtherSessions'],
	]),
	...clinic('read', 'avnr', [
		...['listAppointments', 'getVisitDetails', 'previewLetter', 'getStaffAvailability', 'explain'],
		...['listSchedules', 'listOverrides', 'listHolidays', 'previewRule', 'listResources'],
		...[
			'listTypes',
			'getType',
			'getProfile',
			'listPauses',
			'listStaff',
			'getDiary',
			'streamClinic',
		],
		...['listFeeds', 'listForeignBusy', 'listConflicts'],
		...['listTypes', 'getType', 'listPauses', 'listStaff', 'getDiary', 'streamClinic'],

		...['listEmergencies', 'planEmergency'],
	]),
	...clinic('read', 'avnr', [
		...['search', 'listClients', 'readClient', 'readPet', 'listRecords'],
		...['listMatches', 'listCallbacks', 'countQueues', 'listRequests', 'listTriageQuestions'],
	]),
	...clinic('people:write', 'avnr', [
		...['createClient', 'changeClient', 'createPet', 'changePet', 'addPetAlert', 'endPetAlert'],
		...['markPetDeceased', 'takePetDeathBack'],
		...['linkMatch', 'createFromMatch', 'askMatch', 'undoMatch'],
		...['denyMatch', 'proposeMatchAgain'],
	]),
	...clinic('records:write', 'vn', [
		...['writeRecord', 'writeVisitRecords', 'correctRecord', 'withdrawRecord', 'releaseResult'],
	]),
	...clinic('appointments:write', 'avnr', [
		...['claimCallback', 'noteNoAnswer', 'finishCallback', 'linkCallback'],
	]),
	...clinic('setup:write', 'av', [
		...['addTriageQuestion', 'changeTriageQuestion', 'orderTriageQuestions'],
	]),
	...all({ kind: 'owner' }, [
		...['getErasureOutlook', 'eraseOwnData', 'exportOwnData'],
		...['getNotificationSettings', 'changeNotificationSettings'],
	]),
	...clinic(null, 'a', ['eraseClient', 'holdClient', 'endLegalHold']),
	...clinic(null, 'v', ['approveTriageQuestion']),
	...clinic('appointments:write', 'avnr', [
		...['confirmAppointment', 'declineAppointment', 'cancelForClinic', 'swapAppointments'],
		...['setVisitStatus', 'editVisit', 'resolveStranded'],
		...['createVisit', 'moveVisit', 'undoVisitChange', 'tellRunningLate'],
		...['recordEmergency', 'approveEmergencyPlan', 'assignEmergency', 'closeEmergency'],
	]),
	...clinic('appointments:write', 'avr', ['dismissConflict']),
	...clinic('schedule:write', 'avnr', ['pauseBooking', 'endPause']),
	...clinic('schedule:write', 'avr', [
		...['createOverride', 'replaceOverride', 'removeOverride', 'closeHolidays'],
	]),
	...clinic('schedule:write', 'av', ['createSchedule', 'replaceSchedule', 'endSchedule']),
	...clinic('schedule:write', 'a', ['createResource', 'changeResource']),
	...clinic('schedule:write', 'av', [
		...['createSchedule', 'replaceSchedule', 'endSchedule'],
		...['createFeed', 'changeFeed', 'removeFeed', 'refreshFeed'],
	]),
	...clinic('schedule:write', 'a', ['changeResource']),
	...clinic('setup:write', 'a', [
		...[
			'changeProfile',
			'createType',
			'replaceType',
			'listKeys',
			'createKey',
			'changeKey',
			'revokeKey',
		],
	]),
	...clinic('setup:write', 'a', ['importRows']),
	...clinic('export', 'a', ['exportClinic']),
	...clinic('staff:write', 'a', ['inviteStaff', 'inviteStaffAgain', 'changeStaff', 'listAudit']),
	...all({ kind: 'open' }, ['readPetInvitation']),
	...all({ kind: 'owner' }, [
		...['listOwnPets', 'addOwnPet', 'readOwnPet', 'changeOwnPet', 'setOwnPetStatus'],
		...['addOwnAlert', 'endOwnAlert', 'readMedicalHistory', 'listPetWeights', 'listDue'],
		...['readPetSharing', 'inviteToPet', 'revokePetInvitation', 'removePetOwner'],
		'acceptPetInvitation',
	]),
])
