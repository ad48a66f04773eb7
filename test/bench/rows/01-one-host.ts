import { interleave, timeOf } from '../measure.ts'
import { medianOf } from '../report.ts'
import type { Row } from '../row.ts'
import { dateStarts, luxonStarts } from './other-engines.ts'
import { assertStarts, engineOf, planOf, questionOf, readWorkload } from './workload.ts'

// More than the engine remembers of rules, so that each comes anew.
const RULES = 7_000

export const oneHost: Row = {
	number: 1,
	title: 'Pure slots: one vet, 30 days, 100 busy intervals',
	async run({ quick, rounds }) {
		const work = readWorkload(1)
		const base = questionOf(work, planOf(work))
		assertStarts(work, luxonStarts(work), 'luxon')
		assertStarts(work, dateStarts(work), 'Date')
		const warm = engineOf(work, () => base)
		const plans = Array.from({ length: RULES }, (_, age) => planOf(work, age))
		const fresh = engineOf(work, () => ({ ...base, plan: { ...base.plan } }))
		// Past the ones before: the plan and the words of its rule were never seen, or are forgotten.
		let next = 0
		const cold = engineOf(work, () => {
			const { ...plan } = plans[next++ % RULES] ?? base.plan
			return { ...base, plan }
		})
		const milliseconds = quick ? 2 : 60
		const found = await interleave(rounds, {
			warm: () => timeOf(warm, milliseconds),
			fresh: () => timeOf(fresh, milliseconds),
			cold: () => timeOf(cold, milliseconds),
			dates: () => timeOf(() => dateStarts(work), milliseconds),
			luxon: () => timeOf(() => luxonStarts(work), milliseconds),
		})
		return [
			medianOf('openings warm', 'µs', found.warm, { target: { atMost: 5 } }),
			medianOf('openings built anew, rule seen before', 'µs', found.fresh),
			medianOf('openings cold: rule expanded from text', 'µs', found.cold, {
				target: { atMost: 60 },
			}),
			medianOf('beside: loop over Date objects', 'µs', found.dates),
			medianOf('beside: intervals of luxon', 'µs', found.luxon),
		]
	},
}
