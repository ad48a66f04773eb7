import type { Clinical } from './clinic.ts'
import type {
	AddDocumentQuery,
	ChangeFileBody,
	ListFilesQuery,
	PetFile,
	PetFiles,
} from './generated/types.ts'
import type { CallOptions } from './request.ts'

// Twenty megabytes on a slow line; the server gives them as long.
const LONG = 600_000

/** Photos and documents of animals, from the clinic and from their owners. */
export function fileCalls(call: Clinical) {
	return {
		/** Everything that lies here about a pet. */
		list: (petId: string, query: ListFilesQuery = {}, more?: CallOptions) =>
			call<PetFiles>({ ...more, method: 'GET', to: ['pets', petId, 'files'], query }),

		/** Puts a document into a pet's medical record: a PDF or a picture, at most 20 MB. */
		add: (petId: string, file: Blob, query: AddDocumentQuery, more?: CallOptions) =>
			call<PetFile>({
				...{ timeout: LONG, ...more, method: 'POST', to: ['pets', petId, 'documents'], query },
				file: { type: 'application/octet-stream', content: file },
			}),

		/** A file's content; of a photo also small and square. */
		content: async (id: string, size: 'full' | 'thumbnail' = 'full', more?: CallOptions) => {
			const to = ['files', id]
			const asked = { timeout: LONG, ...more, method: 'GET', to, query: { size } } as const
			return (await call<Response>({ ...asked, read: 'response' })).blob()
		},

		/** Shares a document with the owners, or keeps it from them again. */
		change: (id: string, body: ChangeFileBody, more?: CallOptions) =>
			call<PetFile>({ ...more, method: 'PATCH', to: ['files', id], body }),

		/** Deletes a file; its record stays to be read, as withdrawn. */
		remove: (id: string, more?: CallOptions) =>
			call<void>({ ...more, method: 'DELETE', to: ['files', id], read: 'none' }),
	}
}
