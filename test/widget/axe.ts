import type { AxeResults, RuleObject, RunOptions } from 'axe-core'
import 'axe-core/axe.min.js'
import { still } from './still.ts'

const { axe } = globalThis as unknown as {
	axe: { run(root: Document | Element, options: RunOptions): Promise<AxeResults> }
}

/** Of these the page around an element is to blame, which here is the test's. */
const OF_A_PAGE = { region: { enabled: false }, 'page-has-heading-one': { enabled: false } }

/** What axe finds wrong with an element, in lines, once nothing moves. */
export function violations(root: Element = document.body): Promise<string[]> {
	return look(root, OF_A_PAGE)
}

/** The same of what is a page by itself: landmarks and headings are right or wrong only together. */
export function pageViolations(root: Document | Element = document.body): Promise<string[]> {
	return look(root, {})
}

async function look(root: Document | Element, besides: RuleObject): Promise<string[]> {
	await still()
	const found = await axe.run(root, {
		rules: { 'label-content-name-mismatch': { enabled: true }, ...besides },
		resultTypes: ['violations'],
		// A page of ours in one is looked at by itself.
		iframes: false,
	})
	return found.violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`,
	)
}
