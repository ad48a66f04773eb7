import type { Middleware } from 'koa'
import { type Logger, logRequests } from '../log.ts'
import { answerProblems } from './answer-problems.ts'
import { cors } from './cors.ts'
import type { Drain } from './drain.ts'
import { nameRequests } from './request-id.ts'
import { secureAnswers } from './security-headers.ts'

/**
 * What every request passes before the routers, in the order in which it matters: a refusal must
 * be named, logged and readable by the page that caused it.
 */
export function foundation(options: { log: Logger; drain: Drain; https: boolean }): Middleware[] {
	return [
		options.drain.middleware,
		nameRequests(),
		logRequests(options.log),
		secureAnswers({ https: options.https }),
		cors(),
		answerProblems(),
	]
}
