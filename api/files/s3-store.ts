import type { Readable } from 'node:stream'
import {
	DeleteObjectCommand,
	GetObjectCommand,
	NoSuchKey,
	PutObjectCommand,
	S3Client,
} from '@aws-sdk/client-s3'
import { type FileStore, requireStoreKey, type S3Settings } from './store.ts'

/** Objects of a bucket, of Amazon's S3 or what speaks its language. */
export function s3Store(settings: S3Settings): FileStore {
	const { bucket: Bucket } = settings
	const client = clientOf(settings)
	const at = (Key: string) => {
		requireStoreKey(Key)
		return { Bucket, Key }
	}
	return {
		async put(key, content) {
			// Nothing it holds is for showing, should somebody open the bucket to the world.
			const ContentType = 'application/octet-stream'
			await client.send(new PutObjectCommand({ ...at(key), Body: content, ContentType }))
		},
		async read(key) {
			try {
				const { Body } = await client.send(new GetObjectCommand(at(key)))
				if (!Body) throw new Error('The store answered without content')
				return Body as unknown as Readable
			} catch (error) {
				if (error instanceof NoSuchKey) return null
				throw error
			}
		},
		async remove(key) {
			await client.send(new DeleteObjectCommand(at(key)))
		},
	}
}

function clientOf({ endpoint, region, accessKeyId, secretAccessKey }: S3Settings): S3Client {
	return new S3Client({
		region,
		...(endpoint === undefined ? {} : { endpoint }),
		credentials: { accessKeyId, secretAccessKey },
		// Buckets as part of the host need a name and a certificate each, which few others have.
		forcePathStyle: true,
		maxAttempts: 3,
		// Others than Amazon refuse the newer checksums.
		requestChecksumCalculation: 'WHEN_REQUIRED',
		responseChecksumValidation: 'WHEN_REQUIRED',
		requestHandler: { connectionTimeout: 5000, requestTimeout: 30_000 },
	})
}
