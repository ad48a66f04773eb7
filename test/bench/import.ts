// `node test/bench/import.ts [rows]` imports that many clients, pets and records, 50,000 unless told,
// and prints rows a second and by how much the process grew, sender and server in one.
import { startApi } from '../api/api.ts'
import { openDesk } from '../api/hours/desk.ts'
import { sendFile, tally } from '../api/transfers/files.ts'
import { file, growth, KINDS } from '../api/transfers/many-rows.ts'

const rows = Number(process.argv[2] ?? 50_000)
const api = await startApi()
try {
	// What the engine itself takes when it warms up is no part of what a file costs.
	const first = await openDesk(api)
	for (const kind of KINDS) await sendFile(api, first, `kind=${kind}`, file(kind, 3000))
	const desk = await openDesk(api)
	for (const kind of KINDS) {
		const began = performance.now()
		const [answer, grown] = await growth(() =>
			sendFile(api, desk, `kind=${kind}`, file(kind, rows)),
		)
		const seconds = (performance.now() - began) / 1000
		const done = answer.status === 200 ? tally(answer.body) : JSON.stringify(answer.body)
		const pace = `${Math.round(rows / seconds)} rows/s`
		process.stdout.write(`${kind}: ${done}; ${seconds.toFixed(1)} s, ${pace}, +${grown} MB\n`)
	}
} finally {
	await api.close()
}
