import { allow, EVERYONE } from '../http/permission.ts'

// That an animal is given a medicine is for a veterinarian to say, and for no server. Whoever packs
// the box or stands at the counter says that it is there.

export const seePrescriptionRequests = allow('read', EVERYONE)
export const answerPrescriptionRequests = allow(null, ['veterinarian'])
export const handOverPrescriptions = allow('records:write', [
	'veterinarian',
	'nurse',
	'receptionist',
])
