import { allow, EVERYONE } from '../http/permission.ts'

// Whoever is nearest acts: an emergency waits for nobody's role.

export const seeEmergencies = allow('read', EVERYONE)
export const handleEmergencies = allow('appointments:write', EVERYONE)
export const pauseBooking = allow('schedule:write', EVERYONE)
