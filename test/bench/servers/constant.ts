// The floor: Koa that sends one text to whoever asks.
import Koa from 'koa'
import { listenAnywhere, processorTime, readOptions, serve } from './child.ts'

// Bytes rather than a string, which would be encoded anew for each answer.
const bytes = Buffer.from(readOptions().text ?? '')
const app = new Koa()
app.use((ctx) => {
	ctx.body = bytes
	ctx.type = 'application/json'
})
const counters = () => ({ statements: 0, roundTrips: 0, bytes: 0, processor: processorTime() })
serve(await listenAnywhere(app.callback()), { counters })
