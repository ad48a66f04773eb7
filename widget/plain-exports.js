const pairsOf = (list) => list.split(',').map((text) => text.split(' as '))
const written = (from, to) => (from === to ? from : `${from} as ${to}`)
const ENDING = /export\{([^}]*)\}(?=;?\s*$)/

/** Names that are said outside of an import's braces: `import("./a.js").then(a=>a.x)`. */
const saidElsewhere = (code) =>
	[...code.matchAll(/\.then\((?:\w+=>|function\(\w+\)\{return )\w+\.(\w+)/g)].map(
		([, name]) => name,
	)

/** Of the names that a chunk gives, those that only other chunks of ours take: what they become. */
function renamed({ fileName, code, facadeModuleId }, chunks, own) {
	const taken = new Set(chunks.flatMap((each) => each.importedBindings[fileName] ?? []))
	const said = new Set([
		...own(facadeModuleId),
		...chunks.flatMap((each) => saidElsewhere(each.code)),
	])
	const all = pairsOf(ENDING.exec(code)?.[1] ?? '').map(([from, to = from]) => [to, from])
	let may = all.filter(([to]) => taken.has(to) && !said.has(to))
	// Nothing gets a name that something else keeps, which then keeps its own in turn.
	for (;;) {
		const names = new Map(may)
		const kept = new Set(all.map(([to]) => to).filter((to) => !names.has(to)))
		const free = may.filter(([, from]) => !kept.has(from))
		if (free.length === may.length) return names
		may = free
	}
}

/** Takes from a chunk by the new names what was taken by the old. */
const takingFrom = (fileName, names, code) =>
	code.replace(
		new RegExp(
			`(?<=(?:import|export)\\{)([^}]*)(?=\\}from"\\./${fileName.replaceAll('.', '\\.')}")`,
			'g',
		),
		(list) =>
			pairsOf(list)
				.map(([from, to = from]) => written(names.get(from) ?? from, to))
				.join(),
	)

/**
 * A chunk gives its things to others under the names that it has for them itself: names made for
 * that alone were the half of a list that every visitor loads.
 */
export const plainExports = {
	name: 'plain-exports',
	// What is done after the files have got their names, by what is in them, is said to those names.
	augmentChunkHash: () => 'plain-exports 1',
	generateBundle(_, bundle) {
		const chunks = Object.values(bundle)
		const own = (id) => (id ? (this.getModuleInfo(id).exports ?? []) : [])
		const all = chunks.map((chunk) => [chunk, renamed(chunk, chunks, own)])
		for (const [chunk, names] of all) {
			chunk.code = chunk.code.replace(ENDING, (_, list) => {
				const plain = pairsOf(list).map(([from, to = from]) => written(from, names.get(to) ?? to))
				return `export{${plain.join()}}`
			})
			for (const each of chunks) each.code = takingFrom(chunk.fileName, names, each.code)
		}
	},
}
