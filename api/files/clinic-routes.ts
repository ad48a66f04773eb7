import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import {
	contentQuery,
	documentQuery,
	fileChange,
	filesQuery,
	petFile,
	petFiles,
} from '../contract/files.ts'
import { id } from '../contract/primitives.ts'
import { queryOf } from '../database/query.ts'
import { inTenant, readInTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import type { Services } from '../services.ts'
import { addDocument } from './add.ts'
import { addOnce } from './add-once.ts'
import { contentOf } from './content.ts'
import { addFiles, removeFiles, seeFiles } from './policy.ts'
import { prepareDocument } from './prepare.ts'
import { removeFile } from './remove.ts'
import { filesById } from './rows.ts'
import { shareFile } from './share.ts'
import { assertPet, listPetFiles, showPetFile } from './show.ts'
import { documentTerms } from './terms.ts'

const shared = { tags: ['Files'], auth: 'clinic', params: z.strictObject({ id }) } as const

/** Photos and documents of animals, for the clinic. */
export function fileRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	addRoute(guard, router, services)
	contentRoute(guard, router, services)
	shareRoute(guard, router, services)
	removeRoute(guard, router, services)
	return router
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: seeFiles,
			method: 'get',
			path: '/api/clinic/pets/:id/files',
			operationId: 'listFiles',
			summary: 'List what lies here about a pet',
			query: filesQuery,
			responses: { 200: petFiles },
			problems: ['pet_not_found'],
		},
		async ({ auth: { clinicId }, params, query }) => {
			const page = { petId: params.id, cursor: query.cursor ?? null }
			const list = (trx: Knex) => listPetFiles(trx, catalogue, clinicId, page)
			return { status: 200, body: await inTenant(db, clinicId, list, { quietly: true }) }
		},
	)
}

function addRoute(guard: Guard, router: Router, services: Services): void {
	const { db, catalogue } = services
	guard.route(
		router,
		{
			...shared,
			may: addFiles,
			method: 'post',
			path: '/api/clinic/pets/:id/documents',
			operationId: 'addDocument',
			summary: "Put a document into a pet's medical record",
			query: documentQuery,
			upload: documentTerms,
			idempotent: true,
			responses: { 201: petFile },
			problems: ['pet_not_found', 'file_refused'],
		},
		async ({ auth: { clinicId, actor }, params, query: about, upload, intent }) => {
			const petId = params.id
			return addOnce(services, intent, {
				assertMay: () => readInTenant(db, clinicId, (query) => assertPet(query, clinicId, petId)),
				prepare: () => prepareDocument(upload, about.name),
				write: async (trx, kept) => {
					const now = await catalogue.read(queryOf(trx), clinicId)
					return addDocument(trx, now, { clinicId, actor, petId, about, kept })
				},
				show: (trx, { fileId }) => showPetFile(trx, catalogue, clinicId, fileId),
			})
		},
	)
}

const one = { ...shared, path: '/api/clinic/files/:id' } as const

function contentRoute(guard: Guard, router: Router, { db, files }: Services): void {
	guard.route(
		router,
		{
			...one,
			may: seeFiles,
			method: 'get',
			operationId: 'downloadFile',
			summary: 'Download a photo or a document',
			query: contentQuery,
			responses: { 200: { contentType: 'application/octet-stream', description: 'The file' } },
			problems: ['file_not_found'],
		},
		async ({ auth: { clinicId }, params, query: { size } }) => {
			const find = [params.id]
			const [row] = await readInTenant(db, clinicId, (query) => filesById(query, clinicId, find))
			return { status: 200, ...(await contentOf(files, row, size)) }
		},
	)
}

function shareRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...one,
			may: addFiles,
			method: 'patch',
			operationId: 'changeFile',
			summary: 'Share a document with the owners, or keep it from them',
			body: fileChange,
			idempotent: true,
			responses: { 200: petFile },
			problems: ['file_not_found', 'conflict'],
		},
		async ({ auth: { clinicId, actor }, params: { id }, body, intent }) => {
			const shared = await once(
				db,
				intent,
				(trx) => shareFile(trx, { clinicId, actor, id, ...body }),
				(trx, { fileId }) => showPetFile(trx, catalogue, clinicId, fileId),
			)
			return { status: 200, ...shared }
		},
	)
}

function removeRoute(guard: Guard, router: Router, { db }: Services): void {
	guard.route(
		router,
		{
			...one,
			may: removeFiles,
			method: 'delete',
			operationId: 'removeFile',
			summary: 'Delete a file',
			description: 'Its entry in the medical record stays to be read, as withdrawn.',
			idempotent: true,
			responses: { 204: null },
			problems: ['file_not_found', 'conflict'],
		},
		async ({ auth: { clinicId, actor }, params, intent }) => {
			const { headers } = await once(
				db,
				intent,
				(trx) => removeFile(trx, { clinicId, actor, id: params.id }),
				async () => null,
			)
			return { status: 204, headers }
		},
	)
}
