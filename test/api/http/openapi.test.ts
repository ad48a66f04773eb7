import { Router } from '@koa/router'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as z from 'zod'
import { openApiDocument } from '../../../api/http/openapi.ts'
import { documentRoute } from '../../../api/server.ts'
import { startApp, type TestApp } from './app.ts'

const test = suite('the OpenAPI document')
let app: TestApp
test.before(async () => {
	app = await startApp()
})
test.after(() => app.close())

const options = { version: '1.2.3' }
const documentOf = () => openApiDocument(app.routers, options.version)

test('holds every route of every router, and nothing else', () => {
	const registered = app.routers.flatMap((router) =>
		router.stack.flatMap((layer) =>
			layer.methods
				.filter((method) => method !== 'HEAD')
				.map((method) => `${method} ${String(layer.path).replaceAll(/:(\w+)/g, '{$1}')}`),
		),
	)
	const documented = Object.entries(documentOf().paths ?? {}).flatMap(([path, item]) =>
		Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
	)
	assert.ok(registered.length >= 5)
	assert.equal(documented.sort(), registered.sort())
})

test('is the same text each time, whatever the order of the routers', () => {
	const text = JSON.stringify(documentOf())
	assert.is(JSON.stringify(openApiDocument([...app.routers].reverse(), '1.2.3')), text)
})

test('describes parts, credentials and refusals of a route', () => {
	const document = documentOf()
	assert.is(document.openapi, '3.1.1')
	const operation = document.paths?.['/api/customer/pets']?.post
	assert.is(operation?.operationId, 'createPet')
	assert.equal(operation?.security, [{ publishableKey: [] }])
	const text = JSON.stringify(operation)
	assert.match(text, /"#\/components\/schemas\/TestPet"/)
	assert.match(text, /"name":"Idempotency-Key"/)
	assert.match(text, /`idempotency_mismatch`/)
	for (const status of ['201', '400', '401', '403', '409', '413', '415', '422', '429', '500']) {
		assert.ok(operation?.responses?.[status], status)
	}
})

test('names its shared schemas in order', () => {
	const names = Object.keys(documentOf().components?.schemas ?? {})
	for (const name of ['Problem', 'ProblemCode', 'ProblemIssue', 'TestPet']) {
		assert.ok(names.includes(name), name)
	}
	assert.equal(names, [...names].sort())
})

test('a route that was not declared stops the server at start', () => {
	const router = new Router().get('/sneaky', () => {})
	assert.throws(() => documentRoute([router]), /\/sneaky is not declared/)
})

test('a declaration that lets unknown fields pass stops the server at start', () => {
	const declare = (body: z.ZodType) => () =>
		app.guard.route(
			new Router(),
			{
				method: 'post',
				path: '/x',
				operationId: 'x',
				summary: 'x',
				tags: [],
				auth: 'key',
				body,
				responses: { 204: null },
				problems: [],
			},
			() => ({ status: 204 }),
		)
	const loose = z.object({ a: z.string() })
	const hidden = z.strictObject({ list: z.array(z.strictObject({ in: loose.optional() })) })
	assert.throws(declare(loose), /POST \/x body: use z.strictObject/)
	assert.throws(declare(hidden), /body\.list\.\*\.in/)
	assert.throws(declare(z.union([z.string(), loose])), /strictObject/)
	assert.not.throws(declare(z.strictObject({ a: z.string() }).superRefine(() => {})))
})

test.run()
