import { SITE } from '../../factories.ts'

export interface Events {
	response: Response
	/** The text of the next block, without its blank line; null at the end. */
	next(): Promise<string | null>
	/** The next event, past comments and hints. */
	nextEvent(): Promise<string | null>
	close(): Promise<void>
}

/** Opens an event stream and reads it block by block. */
export async function openEvents(
	url: string,
	headers: Record<string, string> = {},
): Promise<Events> {
	const response = await fetch(url, { headers: { Origin: SITE, ...headers } })
	const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
	let text = ''
	const next = async (): Promise<string | null> => {
		for (;;) {
			const end = text.indexOf('\n\n')
			if (end >= 0) {
				const block = text.slice(0, end)
				text = text.slice(end + 2)
				return block
			}
			const read = await reader?.read()
			if (!read || read.done) return null
			text += read.value
		}
	}
	const nextEvent = async () => {
		for (;;) {
			const block = await next()
			if (block === null || block.startsWith('event:')) return block
		}
	}
	return { response, next, nextEvent, close: async () => void (await reader?.cancel()) }
}
