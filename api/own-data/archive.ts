import type { FileStore } from '../files/store.ts'
import { SummedZip } from '../transfers/summed-zip.ts'
import type { Write } from '../transfers/zip.ts'
import type { OwnData } from './collect.ts'
import { indexPage } from './page.ts'

/**
 * Writes somebody's data as a ZIP: a page to read, the files, and the same for programs, which tells
 * of files that could not be found.
 *
 * @throws Error while the store can not be reached
 */
export async function writeOwnData(
	data: OwnData,
	{ files, at, write }: { files: FileStore; at: Date; write: Write },
): Promise<void> {
	const zip = new SummedZip(write, at)
	await zip.addText('index.html', indexPage(data, at))
	const missing = new Set<string>()
	for (const { path, storage_key: key } of data.files) {
		const content = await files.read(key)
		if (content) await zip.add(path, content)
		else missing.add(path)
	}
	await zip.addText('your-data.json', jsonOf(data, at, missing))
	await zip.end()
}

function jsonOf({ clinic, parts, files }: OwnData, at: Date, missing: ReadonlySet<string>): string {
	const list = files.map((file) => ({
		...{ path: file.path, name: file.name, kind: file.kind, contentType: file.content_type },
		...{ bytes: file.bytes, sha256: file.sha256, addedAt: file.created_at },
		...(missing.has(file.path) ? { missing: true } : {}),
	}))
	return `${JSON.stringify({ clinic, takenAt: at, ...parts, files: list }, null, '\t')}\n`
}
