import type { UploadTerms } from '../http/upload.ts'

// What a file is, its content says. Programs that don't know send the first of these.
const contentTypes = [
	'application/octet-stream',
	'image/jpeg',
	'image/png',
	'image/webp',
	'image/heic',
	'image/heif',
] as const

export const photoTerms = {
	contentTypes: [...contentTypes],
	charsets: ['utf-8'],
	maxBytes: 10_000_000,
	byCaller: true,
	description: 'A photo: JPEG, PNG or WebP, at most 10 MB',
} as const satisfies UploadTerms

export const documentTerms = {
	contentTypes: [...contentTypes, 'application/pdf'],
	charsets: ['utf-8'],
	maxBytes: 20_000_000,
	byCaller: true,
	description: 'A PDF, or a picture as JPEG, PNG or WebP; at most 20 MB',
} as const satisfies UploadTerms
