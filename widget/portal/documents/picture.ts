import type { OwnerClient } from '@vetslot/sdk/owner'

/**
 * A photo as an address that an `<img>` of this page can show. The photo is read with the owner's
 * session, so no address exists that opens it to anybody else; this one ends with `revoke`.
 */
export async function pictureOf(
	client: OwnerClient,
	fileId: string,
	signal: AbortSignal,
): Promise<string> {
	return URL.createObjectURL(await client.files.content(fileId, 'thumbnail', { signal }))
}

/** Lets the browser save a file under its name. */
export async function save(client: OwnerClient, file: { id: string; name: string }): Promise<void> {
	const address = URL.createObjectURL(await client.files.content(file.id))
	const link = document.createElement('a')
	link.href = address
	link.download = file.name
	link.click()
	// Some browsers look at the address only after this task.
	setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
