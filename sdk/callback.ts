import type { VetslotClient } from './client.ts'
import type { AskCallbackBody, CallbackPromise } from './generated/types.ts'
import { type CallOptions, request } from './request.ts'

/**
 * Asks the clinic to call. The answer says by when somebody will; null: as soon as somebody is there.
 * A function of its own, so that a page that never asks does not load it.
 *
 * @example
 * const { promisedBy } = await askCallback(client, { name: 'Sam Rowe', phone: '020 7946 0142' })
 */
export function askCallback(
	client: Pick<VetslotClient, 'options'>,
	body: AskCallbackBody,
	call?: CallOptions,
): Promise<CallbackPromise> {
	const where = { method: 'POST', path: '/api/customer/callbacks' } as const
	return request<CallbackPromise>(client.options, { ...call, ...where, body })
}
