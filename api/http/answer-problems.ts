import type { Context, Middleware } from 'koa'
import { Problem, problemDocument } from './problem.ts'
import { toProblem } from './thrown.ts'

/** Catches everything below and answers it as `application/problem+json`. */
export function answerProblems(): Middleware {
	return async (ctx, next) => {
		try {
			await next()
			assertAnswered(ctx)
		} catch (thrown) {
			answer(ctx, toProblem(thrown))
		}
	}
}

function answer(ctx: Context, problem: Problem): void {
	ctx.state.problem = problem
	// What was promised about another answer is not true of this one.
	for (const name of ['ETag', 'Last-Modified', 'Content-Encoding']) ctx.remove(name)
	ctx.set('Cache-Control', 'no-store')
	ctx.set('X-Content-Type-Options', 'nosniff')
	ctx.set(problem.headers)
	ctx.status = problem.status
	ctx.body = JSON.stringify(problemDocument(problem, String(ctx.state.requestId ?? '')))
	ctx.type = 'application/problem+json'
}

/** Nothing answered: the path is unknown, or known with other methods only. */
function assertAnswered(ctx: Context): void {
	if (ctx.status !== 404 || ctx.body != null || ctx.respond === false) return
	const layers = (ctx.matched ?? []) as { methods: string[] }[]
	const methods = new Set(layers.flatMap((layer) => layer.methods))
	if (methods.size === 0) throw new Problem('not_found')
	throw new Problem('method_not_allowed', { headers: { Allow: [...methods].sort().join(', ') } })
}
