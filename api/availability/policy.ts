import { allow, EVERYONE } from '../http/permission.ts'

/** Why a time is or is not offered is asked by everyone at the desk. */
export const seeTimes = allow('read', EVERYONE)
