import { owningBy } from '@vetslot/sdk/owner'
import { petCalls, sharingCalls } from '@vetslot/sdk/owner-pets'
import type { PortalContext } from '../context.ts'

/** The calls about pets, which come with the views that need them. */
export const callsOf = ({ client }: PortalContext) => petCalls(owningBy(client.options))
export const sharingOf = ({ client }: PortalContext) => sharingCalls(owningBy(client.options))
