import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { contentQuery, filesQuery, ownDocumentQuery, ownFile, ownFiles } from '../contract/files.ts'
import { id } from '../contract/primitives.ts'
import { inTenant, readInTenant } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { addOwnFile, assertMayAdd } from './add.ts'
import { addOnce } from './add-once.ts'
import { contentOf } from './content.ts'
import { countUpload } from './limits.ts'
import { type Prepared, prepareDocument, preparePhoto } from './prepare.ts'
import { removeOwnFile, removePhoto } from './remove.ts'
import { ownFilesById } from './rows.ts'
import { listOwnDocuments, showOwnFile } from './show.ts'
import { documentTerms, photoTerms } from './terms.ts'

const PET = '/api/customer/pets/:petId'
const shared = { tags: ['Files'], auth: 'owner' } as const
const ofPet = { ...shared, params: z.strictObject({ petId: id }) } as const
const problems = ['pet_not_found', 'file_refused', 'file_limit_reached', 'storage_full'] as const

/** Photos and documents, as far as they are their owners'. */
export function ownFileRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	photoRoute(guard, router, services)
	removePhotoRoute(guard, router, services)
	documentRoute(guard, router, services)
	listRoute(guard, router, services)
	contentRoute(guard, router, services)
	removeRoute(guard, router, services)
	return router
}

interface Sent {
	petId: string
	kind: 'photo' | 'document'
	intent: Intent
	prepare: () => Promise<Prepared>
}

function add(services: Services, owner: Owner, { petId, kind, intent, prepare }: Sent) {
	const { db, catalogue, fileLimits } = services
	const wanted = { petId, kind, bytes: 0 }
	return addOnce(services, intent, {
		assertMay: async () => {
			await readInTenant(db, owner.clinicId, (query) =>
				assertMayAdd(query, owner, wanted, fileLimits),
			)
			await countUpload(services, owner)
		},
		prepare,
		write: (trx, kept) => addOwnFile(trx, owner, { petId, kept }, fileLimits),
		show: (trx, { fileId }) => showOwnFile(trx, catalogue, owner, fileId),
	})
}

/** Removes once per intent. */
async function removing(
	{ db }: Services,
	intent: Intent,
	verb: (trx: Knex.Transaction) => Promise<object>,
) {
	const { headers } = await once(db, intent, verb, async () => null)
	return { status: 204 as const, headers }
}

function photoRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...ofPet,
			method: 'post',
			path: `${PET}/photo`,
			operationId: 'uploadPetPhoto',
			summary: "Choose a pet's photo",
			description: 'It takes the place of the one before. Nothing but the picture is kept.',
			upload: photoTerms,
			idempotent: true,
			responses: { 201: ownFile },
			problems,
		},
		({ auth: { owner }, params: { petId }, upload, intent }) => {
			const prepare = () => preparePhoto(upload)
			return add(services, owner, { petId, kind: 'photo', intent, prepare })
		},
	)
}

function removePhotoRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...ofPet,
			method: 'delete',
			path: `${PET}/photo`,
			operationId: 'removePetPhoto',
			summary: 'Take the photo off a pet',
			idempotent: true,
			responses: { 204: null },
			problems: ['pet_not_found'],
		},
		({ auth: { owner }, params, intent }) =>
			removing(services, intent, (trx) => removePhoto(trx, owner, params.petId)),
	)
}

function documentRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...ofPet,
			method: 'post',
			path: `${PET}/documents`,
			operationId: 'uploadPetDocument',
			summary: 'Send the clinic a document about a pet',
			description: 'A picture is drawn anew, so that nothing but what it shows is kept.',
			query: ownDocumentQuery,
			upload: documentTerms,
			idempotent: true,
			responses: { 201: ownFile },
			problems,
		},
		({ auth: { owner }, params: { petId }, query: { name }, upload, intent }) => {
			const prepare = () => prepareDocument(upload, name)
			return add(services, owner, { petId, kind: 'document', intent, prepare })
		},
	)
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...ofPet,
			method: 'get',
			path: `${PET}/documents`,
			operationId: 'listPetDocuments',
			summary: "List a pet's documents",
			description: "The owners' own, and those that the clinic shares.",
			query: filesQuery,
			responses: { 200: ownFiles },
			problems: ['pet_not_found'],
		},
		async ({ auth: { clinicId, owner }, params: { petId }, query }) => {
			const page = { petId, cursor: query.cursor ?? null }
			const list = (trx: Knex) => listOwnDocuments(trx, catalogue, owner, page)
			return { status: 200, body: await inTenant(db, clinicId, list, { quietly: true }) }
		},
	)
}

const one = { ...shared, params: z.strictObject({ id }), path: '/api/customer/files/:id' } as const

function contentRoute(guard: Guard, router: Router, { db, files }: Services): void {
	guard.route(
		router,
		{
			...one,
			method: 'get',
			operationId: 'downloadOwnFile',
			summary: 'Download a photo or a document',
			query: contentQuery,
			responses: { 200: { contentType: 'application/octet-stream', description: 'The file' } },
			problems: ['file_not_found'],
		},
		async ({ auth: { clinicId, owner }, params, query: { size } }) => {
			const find = [params.id]
			const [row] = await readInTenant(db, clinicId, (query) => ownFilesById(query, owner, find))
			return { status: 200, ...(await contentOf(files, row, size)) }
		},
	)
}

function removeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			method: 'delete',
			operationId: 'removeOwnFile',
			summary: 'Remove a file that one has put here',
			idempotent: true,
			responses: { 204: null },
			problems: ['file_not_found'],
		},
		({ auth: { owner }, params, intent }) =>
			removing(services, intent, (trx) => removeOwnFile(trx, owner, params.id)),
	)
}
