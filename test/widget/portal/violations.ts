import 'axe-core/axe.min.js'

interface Axe {
	run(
		context: Element,
		options: object,
	): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}
const { axe } = globalThis as unknown as { axe: Axe }

/** What axe finds wrong with an element of a page, once its buttons have their colours back. */
export async function violationsOf(element: Element): Promise<string[]> {
	await new Promise((resolve) => setTimeout(resolve, 200))
	const rules = { region: { enabled: false } }
	const found = await axe.run(element, { rules, resultTypes: ['violations'] })
	return found.violations.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
	)
}
