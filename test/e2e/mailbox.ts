const TRIES = 120
const REST_MS = 250

/** The newest letter in the local mailbox whose line in the list holds all of the words. */
export async function letter(api: string, ...words: string[]): Promise<string> {
	for (let tries = 0; tries < TRIES; tries++) {
		const list = await (await fetch(`${api}/mailbox`)).text()
		const rows = list.split('<a ')
		const row = rows.find((each) => words.every((word) => each.includes(word)))
		const path = /href="(\/mailbox\/[^"]+)"/.exec(row ?? '')?.[1]
		if (path) return await (await fetch(api + path)).text()
		await new Promise((resolve) => setTimeout(resolve, REST_MS))
	}
	throw new Error(`No letter "${words.join(' … ')}" came`)
}

/** The link in a letter that opens one visit. */
export const manageLink = (letter: string): string => linkTo('/visit#', letter)

/** The link in a letter by which somebody begins to work at a clinic. */
export const invitation = (letter: string): string => linkTo('/clinic#invitation=', letter)

/** The link in a letter by which an owner proves that the address is theirs. */
export const confirmation = (letter: string): string => linkTo('#verify=', letter)

function linkTo(path: string, letter: string): string {
	const links = letter.match(/http:\/\/127\.0\.0\.1:\d+\/[A-Za-z0-9._~%#=/-]+/g) ?? []
	const link = links.find((each) => each.includes(path))
	if (!link) throw new Error(`No link to ${path} in the letter`)
	return link
}
