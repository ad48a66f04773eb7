import { interleave, ratios, timeOf } from '../measure.ts'
import { medianOf } from '../report.ts'
import type { Row } from '../row.ts'
import { engineOf, planOf, questionOf, readWorkload } from './workload.ts'

export const eightHosts: Row = {
	number: 2,
	title: 'Pure slots: 8 vets, 30 days',
	async run({ quick, rounds }) {
		const [one, eight] = [readWorkload(1), readWorkload(8)]
		const [ask1, ask8] = [questionOf(one, planOf(one)), questionOf(eight, planOf(eight))]
		const warm1 = engineOf(one, () => ask1)
		const warm8 = engineOf(eight, () => ask8)
		const fresh1 = engineOf(one, () => ({ ...ask1, plan: { ...ask1.plan } }))
		const fresh8 = engineOf(eight, () => ({ ...ask8, plan: { ...ask8.plan } }))
		const milliseconds = quick ? 2 : 60
		const found = await interleave(rounds, {
			one: () => timeOf(warm1, milliseconds),
			eight: () => timeOf(warm8, milliseconds),
			freshOne: () => timeOf(fresh1, milliseconds),
			freshEight: () => timeOf(fresh8, milliseconds),
		})
		const target = { atMost: 8 }
		return [
			medianOf('8 vets against 1, warm', '', ratios(found.eight, found.one), { target }),
			medianOf(
				'8 vets against 1, openings built anew',
				'',
				ratios(found.freshEight, found.freshOne),
			),
			medianOf('8 vets, warm', 'µs', found.eight),
		]
	},
}
