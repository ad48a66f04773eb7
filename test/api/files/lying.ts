import type { FileStore } from '../../../api/files/store.ts'

/** Whether something lies under a key of a store. */
export async function lies(files: FileStore, key: string): Promise<boolean> {
	const content = await files.read(key)
	content?.destroy()
	return content !== null
}
