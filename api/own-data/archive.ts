import type { FileStore } from '../files/store.ts'
import { type Write, ZipWriter } from '../transfers/zip.ts'
import type { OwnData } from './collect.ts'
import { indexPage } from './page.ts'

/** Writes somebody's data as a ZIP: a page to read, the same for programs, and the files. */
export async function writeOwnData(
	data: OwnData,
	{ files, at, write }: { files: FileStore; at: Date; write: Write },
): Promise<void> {
	const zip = new ZipWriter(write, at)
	await zip.add('index.html', once(indexPage(data, at)))
	await zip.add('your-data.json', once(jsonOf(data, at)))
	for (const { path, storage_key: key } of data.files) {
		await zip.add(path, (await files.read(key)) as unknown as AsyncIterable<Uint8Array>)
	}
	await zip.end()
}

function jsonOf({ clinic, parts, files }: OwnData, at: Date): string {
	const list = files.map((file) => ({
		...{ path: file.path, name: file.name, kind: file.kind, contentType: file.content_type },
		...{ bytes: file.bytes, addedAt: file.created_at },
	}))
	return `${JSON.stringify({ clinic, takenAt: at, ...parts, files: list }, null, '\t')}\n`
}

async function* once(text: string): AsyncGenerator<string> {
	yield text
}
