import { interleave, ratios } from '../measure.ts'
import { medianOf } from '../report.ts'
import type { Row } from '../row.ts'
import { askAvailability } from './availability.ts'

export const month: Row = {
	number: 4,
	title:
		'Availability over HTTP, 5 vets, 30 days, against Koa sending a constant of the same bytes',
	async run(bench) {
		const { databases } = await bench.data()
		const asking = await askAvailability(bench, databases.large, 30)
		try {
			const { floor, polled, question, uncached } = await interleave(bench.rounds, {
				floor: () => asking.rate('floor'),
				polled: () => asking.rate('polled'),
				question: () => asking.rate('question'),
				uncached: () => asking.rate('uncached'),
			})
			return [
				medianOf('uncached, the version bumped between', '', ratios(uncached, floor), {
					target: { atLeast: 0.04 },
					note: await asking.costs('uncached'),
				}),
				medianOf('uncached, each time another question', '', ratios(question, floor)),
				medianOf('cached, within the polled second', '', ratios(polled, floor)),
				medianOf('the constant', '/s', floor, { note: `${asking.bytes} bytes` }),
			]
		} finally {
			await asking.stop()
		}
	},
}
