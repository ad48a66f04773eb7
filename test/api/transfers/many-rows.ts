const MEGABYTE = 1_048_576

const HEADERS = {
	clients: 'external_id,first_name,last_name,email,mobile,notes',
	pets: 'external_id,owner_external_id,name,species,breed,sex,dob,weight,microchip',
	records: 'external_id,pet_external_id,kind,date,title,next_due,product,batch,notes',
}
export type Kind = keyof typeof HEADERS
export const KINDS = ['clients', 'pets', 'records'] as const

const notes = 'Prefers mornings; rings twice. '.repeat(4)
const LINES: Record<Kind, (i: number) => string> = {
	clients: (i) => `c${i},Ann${i},Otter,ann${i}@owner.example,07700 ${900_000 + (i % 999)},${notes}`,
	pets: (i) =>
		`p${i},c${i},Pickle${i},canine,FS,female,2020-03-01,12.${i % 9} kg,${900_123_000_000_000 + i}`,
	records: (i) => `r${i},p${i},vaccination,2026-01-05,Booster,2027-01-05,Nobivac,D${i},${notes}`,
}

/** A file that is made as it is sent. */
export function file(kind: Kind, rows: number): ReadableStream {
	let row = 0
	const encoder = new TextEncoder()
	return new ReadableStream({
		pull(controller) {
			if (row >= rows) return controller.close()
			const lines = Array.from({ length: 500 }, (_, i) => LINES[kind](row + i))
			if (row === 0) lines.unshift(HEADERS[kind])
			row += 500
			controller.enqueue(encoder.encode(`${lines.join('\n')}\n`))
		},
	})
}

/** Runs work, and tells by how many megabytes this process grew in it at most. */
export async function growth<T>(work: () => Promise<T>): Promise<[T, number]> {
	globalThis.gc?.()
	const before = process.memoryUsage.rss()
	let most = before
	const timer = setInterval(() => {
		most = Math.max(most, process.memoryUsage.rss())
	}, 20)
	const result = await work()
	clearInterval(timer)
	return [result, Math.round((most - before) / MEGABYTE)]
}
