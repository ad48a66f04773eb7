import type { ListPetDocumentsQuery, OwnFile, OwnFiles } from './generated/types.ts'
import type { Owning } from './owner.ts'
import type { CallOptions } from './request.ts'

// Twenty megabytes on a slow line; the server gives them as long.
const LONG = 600_000

const fileOf = (content: Blob) => ({ type: 'application/octet-stream', content })

/** Photos and documents of one's animals. */
export function ownFileCalls(call: Owning) {
	const ofPet = (petId: string, ...rest: string[]) => ['pets', petId, ...rest]
	return {
		/** A pet's documents: one's own, and those that the clinic shares. */
		list: (petId: string, query: ListPetDocumentsQuery = {}, more?: CallOptions) =>
			call<OwnFiles>({ ...more, method: 'GET', to: ofPet(petId, 'documents'), query }),

		/** Sends the clinic a document: a PDF, or a picture as JPEG, PNG or WebP, at most 20 MB. */
		upload: (petId: string, file: Blob, name: string, more?: CallOptions) =>
			call<OwnFile>({
				...{ timeout: LONG, ...more, method: 'POST', to: ofPet(petId, 'documents') },
				...{ query: { name }, file: fileOf(file) },
			}),

		/**
		 * Chooses a pet's photo: JPEG, PNG or WebP, at most 10 MB. The one before goes.
		 *
		 * @example
		 * const { id } = await owner.files.setPhoto(pet.id, await openAsBlob('biscuit.jpg'))
		 */
		setPhoto: (petId: string, file: Blob, more?: CallOptions) =>
			call<OwnFile>({
				...{ timeout: LONG, ...more, method: 'POST', to: ofPet(petId, 'photo') },
				file: fileOf(file),
			}),

		removePhoto: (petId: string, more?: CallOptions) =>
			call<void>({ ...more, method: 'DELETE', to: ofPet(petId, 'photo'), read: 'none' }),

		/** A file's content; of a photo also small and square. */
		content: async (id: string, size: 'full' | 'thumbnail' = 'full', more?: CallOptions) => {
			const to = ['files', id]
			const asked = { timeout: LONG, ...more, method: 'GET', to, query: { size } } as const
			return (await call<Response>({ ...asked, read: 'response' })).blob()
		},

		/** Removes what one has put there oneself. */
		remove: (id: string, more?: CallOptions) =>
			call<void>({ ...more, method: 'DELETE', to: ['files', id], read: 'none' }),
	}
}
