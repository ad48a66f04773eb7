import type { OwnerClient } from '@vetslot/sdk/owner'

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
