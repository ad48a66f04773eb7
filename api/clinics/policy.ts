import { allow, EVERYONE } from '../http/permission.ts'

// Who may do what with a clinic's hours, exceptions, rooms and people.

export const seeHours = allow('read', EVERYONE)
/** Vets set their own hours; who runs the place, everybody's. */
export const changeSchedules = allow('schedule:write', ['admin', 'veterinarian'])
/** Reception blocks time, too. */
export const changeOverrides = allow('schedule:write', ['admin', 'veterinarian', 'receptionist'])
export const changeResources = allow('schedule:write', ['admin'])

// Who may do what with how a clinic is set up: its types, its profile, its keys.

export const seeSetup = allow('read', EVERYONE)
export const changeSetup = allow('setup:write', ['admin'])
/** Where keys are used says how a clinic is wired: for those who wire it. */
export const seeKeys = allow('setup:write', ['admin'])
