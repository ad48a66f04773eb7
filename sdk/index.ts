export { createClient, type VetslotClient } from './client.ts'
export { type ErrorCode, VetslotError } from './error.ts'
export type * from './generated/types.ts'
export { type CallOptions, type ClientOptions, idempotencyKey } from './request.ts'
