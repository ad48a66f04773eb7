/** Of which file, what, and what stands there instead. The check that a template is one stays. */
const cuts = [
	// For browsers of before shadow roots.
	['css-tag.js', /\w\.ShadowRoot&&\(void 0===\w\.ShadyCSS\|\|\w\.ShadyCSS\.nativeShadow\)&&/],
	['reactive-element.js', /,\w\?\.\(\{ReactiveElement:\w\}\)/],
	['lit-html.js', /,\w=\w\.litHtmlPolyfillSupport/],
	['lit-html.js', /\w\?\.\(\w,\w\),(?=\(\w\.litHtmlVersions)/],
	['lit-element.js', /const \w=\w\.litElementPolyfillSupport;\w\?\.\(\{LitElement:\w\}\);/],
	// For pages that are drawn on a server.
	['lit-element.js', /,\w\.litElementHydrateSupport\?\.\(\{LitElement:\w\}\)/],
	// For decorators.
	['reactive-element.js', /Symbol\.metadata\?\?=[^;]*new WeakMap;/],
	['reactive-element.js', /const \w=this\[Symbol\.metadata\];if\(null!==\w\)\{[^}]*\}/],
	['reactive-element.js', /static addInitializer\(\w\)\{[^}]*\}/],
	['reactive-element.js', /,this\.constructor\.l\?\.forEach\(\w=>\w\(this\)\)/],
	['reactive-element.js', /,void 0!==\w\.l&&\(this\.l=\[\.\.\.\w\.l\]\)/],
	// For other minifiers.
	['reactive-element.js', /(?<=hasOwnProperty\(|\[)\w\(("\w+")\)/g, '$1'],
	// For mistakes that TypeScript sees first.
	['css-tag.js', /if\((this\._\$cssResult\$=!0),\w!==\w\)throw Error\("CSSRes[^"]*"\)/, '$1'],
	['css-tag.js', /if\("number"==typeof (\w)\)return \1;throw Error\([^)]+\)/, 'return $1'],
	// For who counts the copies in a page.
	['reactive-element.js', /,\(\w\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/],
	['lit-html.js', /\(\w\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);/],
	['lit-element.js', /\(\w\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/],
]

/**
 * Leaves out of Lit what it carries for others than us. Another Lit may be written in another way:
 * the build fails then, rather than grow.
 */
export const leanLit = {
	name: 'lean-lit',
	transform(code, id) {
		const ours = cuts.filter(([file]) => id.endsWith(`/${file}`) && /[/@]lit/.test(id))
		if (!ours.length) return null
		let lean = code
		for (const [file, what, instead = ''] of ours) {
			const before = lean
			lean = lean.replace(what, instead)
			if (lean === before) this.error(`${file} has nothing like ${what}`)
		}
		return { code: lean, map: null }
	},
}
