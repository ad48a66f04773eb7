import { interleave, ratios } from '../measure.ts'
import { type Finding, medianOf } from '../report.ts'
import type { Row } from '../row.ts'
import { askAvailability } from './availability.ts'

export const week: Row = {
	number: 3,
	title: 'Availability over HTTP, 5 vets, 7 days, against Koa sending a constant of the same bytes',
	async run(bench) {
		const { databases } = await bench.data()
		const asking = await askAvailability(bench, databases.large, 7)
		try {
			const { floor, polled, checked, question, uncached } = await interleave(bench.rounds, {
				floor: () => asking.rate('floor'),
				polled: () => asking.rate('polled'),
				checked: () => asking.rate('checked'),
				question: () => asking.rate('question'),
				uncached: () => asking.rate('uncached'),
			})
			const against = (values: number[], atLeast: number, note: string) => ({
				...medianOf('', '', ratios(values, floor), { target: { atLeast }, note }),
			})
			const found: Finding[] = [
				{
					...against(polled, 0.8, await asking.costs('polled')),
					name: 'cached, within the polled second',
				},
				{
					...against(checked, 0.4, await asking.costs('checked')),
					name: 'cached, its version checked',
				},
				{
					...against(question, 0.12, await asking.costs('question')),
					name: 'uncached, each time another question',
				},
				{
					...against(uncached, 0.12, await asking.costs('uncached')),
					name: 'uncached, the version bumped between',
				},
				medianOf('the constant', '/s', floor, {
					note: `${asking.bytes} bytes; ${await asking.costs('floor')}`,
				}),
				medianOf('uncached', '/s', uncached),
			]
			return found
		} finally {
			await asking.stop()
		}
	},
}
