// A worker that claims a row, comes to the point of sending, and gets no further.
import { connect } from '../../../api/database/connect.ts'
import { openQueue } from '../../../api/notifications/queue.ts'
import { startWorker } from '../../../api/worker.ts'

const url = process.argv[2] ?? ''
const never = new Promise<never>(() => {})
const silent = () => {}
await startWorker({
	db: connect({ url }),
	boss: await openQueue({ url, works: true, onError: silent }),
	channel: {
		provider: 'stuck',
		send: () => {
			process.stdout.write('sending\n')
			return never
		},
		find: async () => null,
	},
	serverKey: Buffer.alloc(32),
	publicUrl: () => 'http://127.0.0.1:1',
	from: 'a@b.example',
	log: { info: silent, warn: silent, error: silent },
	purges: {},
})
