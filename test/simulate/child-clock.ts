// Loaded before the product's entry: the process's clock is what the parent says, and runs on from
// there, so that both sides of the product live in the same year.
let offset = Number(process.env.SIMULATED_NOW ?? Date.now()) - Date.now()
const RealDate = Date
const now = () => RealDate.now() + offset

class ShiftedDate extends RealDate {
	constructor(...given: [] | [number | string | Date]) {
		if (given.length === 0) super(now())
		else super(...(given as [number]))
	}

	static override now(): number {
		return now()
	}
}
globalThis.Date = ShiftedDate as DateConstructor

process.on('message', (message: { at?: number }) => {
	if (message.at !== undefined) offset = message.at - RealDate.now()
})
// The channel alone keeps no process alive, nor does it one whose parent is gone.
process.channel?.unref()
process.on('disconnect', () => process.exit(1))
