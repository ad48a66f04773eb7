import 'axe-core/axe.min.js'

interface Axe {
	run(
		root: Element,
		options: object,
	): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}
const { axe } = globalThis as unknown as { axe: Axe }

/** What axe finds wrong with an element, in lines, once its buttons have their colours back. */
export async function violations(root: Element = document.body): Promise<string[]> {
	await new Promise((resolve) => setTimeout(resolve, 200))
	// The page around the element has the landmark and the first heading.
	const rules = {
		region: { enabled: false },
		'page-has-heading-one': { enabled: false },
		'label-content-name-mismatch': { enabled: true },
	}
	const found = await axe.run(root, { rules, resultTypes: ['violations'] })
	return found.violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
	)
}
