import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import resolve from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import esbuild from 'rollup-plugin-esbuild'
import literals from 'rollup-plugin-html-literals'
import { leanLit } from './lean-lit.js'
import { plainExports } from './plain-exports.js'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const say = (text) => process.stdout.write(`${text}\n`)

/** Bytes after gzip that a visitor may have to load; the build fails above them. */
const budgets = {
	'first screen': 31_700,
	'whole booking': 64_200,
	'visit.js': 31_500,
	'console, before a view': 40_000,
	'portal, before a view': 40_000,
	'portal with its first view': 45_000,
}

const packed = (code) => [gzipSync(code, { level: 9 }).length, brotliCompressSync(code).length]
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

/** Prints what a visitor downloads, file by file and in sums, and holds it to its budget. */
const sizeReport = (sumsOf) => ({
	name: 'size-report',
	generateBundle(_, bundle) {
		const sizes = Object.values(bundle).map(({ fileName, code }) => [fileName, ...packed(code)])
		const rows = [...sizes, ...sumsOf(sizes, bundle)]
		for (const [name, gzip, brotli] of rows) {
			say(`${name}  ${kilobytes(gzip)} gzip (${gzip} B), ${kilobytes(brotli)} brotli (${brotli} B)`)
			if (!(gzip > budgets[name])) continue
			// A few bytes too many are for the tests to refuse; they must not keep anyone's clinic shut.
			const words = `${name}: ${gzip} B are over ${budgets[name]} B`
			if (process.env.CHECK_SIZE) this.error(words)
			this.warn(words)
		}
	},
})

const sum = (name, files) => [name, ...[1, 2].map((i) => files.reduce((all, f) => all + f[i], 0))]

function sumsOfBooking(sizes) {
	const guest = sizes.filter(([name]) => !name.startsWith('owner'))
	const first = guest.filter(([name]) => !name.startsWith('later'))
	return [sum('first screen', first), sum('whole booking', guest)]
}

/** The files that come with an entry before anything is imported later. */
function withImports(entry, bundle) {
	const first = new Set([entry])
	for (const name of first) for (const other of bundle[name].imports) first.add(other)
	return first
}

/** What comes before the code of any view: the entry and what it imports at once. */
function sumsOfConsole(sizes, bundle) {
	const first = withImports('clinic.js', bundle)
	const before = sizes.filter(([name]) => first.has(name))
	return [sum('console, before a view', before)]
}

/** The same of the portal, and what it takes until an owner sees their next visit and their pets. */
function sumsOfPortal(sizes, bundle) {
	const first = withImports('portal.js', bundle)
	const home = Object.keys(bundle).find((name) => name.startsWith('home-view'))
	const both = new Set([...first, ...withImports(home, bundle)])
	return [
		sum(
			'portal, before a view',
			sizes.filter(([name]) => first.has(name)),
		),
		sum(
			'portal with its first view',
			sizes.filter(([name]) => both.has(name)),
		),
	]
}

/** The names of an earlier build's parts differ from this one's, so they would gather. */
const dropOldParts = {
	name: 'drop-old-parts',
	writeBundle({ dir }, bundle) {
		for (const file of readdirSync(dir))
			if (/-[0-9a-f]{8}\.js$/.test(file) && !bundle[file]) rmSync(`${dir}/${file}`)
	},
}

/**
 * Some browsers remember that a module failed to load and never ask for it again under the same
 * address, so the next try of the later steps has another one.
 */
const freshRetry = (wanted) => ({
	name: 'fresh-retry',
	renderDynamicImport({ targetModuleId }) {
		if (!wanted(targetModuleId ?? '')) return null
		return { left: '(u=>import(u).catch(()=>import(u+"?"+Date.now())))(', right: ')' }
	},
})

/** The portal, which the pasted script fetches where it is wanted, is built by itself. */
const portalApart = {
	name: 'portal-apart',
	resolveId: (id) =>
		id.endsWith('portal/define.ts') ? { id: './portal/portal.js', external: true } : null,
}

/**
 * The names of colours and sizes that are no page's business, shorter. What a page may set keeps its
 * name, which is followed by nothing that a longer one goes on with.
 */
const ours = /--vetslot-(?!(?:accent|density|font-family|font-size|max-width|radius|z)(?![\w-]))/g
const shortNames = {
	name: 'short-names',
	renderChunk: (code) => ({ code: code.replace(ours, '--vs-'), map: null }),
}

/**
 * Scripts of ours that stand in one page each bring a Lit of their own, but a page's policy may allow
 * one maker of markup by that name only once: whoever comes first leaves theirs to the others.
 */
const onePolicy = {
	name: 'one-policy',
	transform: (code, id) =>
		/lit-html\.js$/.test(id)
			? { code: code.replace(/(\w+)\.createPolicy\(/, '$1.vetslot??=$1.createPolicy('), map: null }
			: null,
}

const plugins = [
	onePolicy,
	leanLit,
	resolve({ exportConditions: ['production', 'default'], extensions: ['.ts', '.js'] }),
	// Templates are shortened before types are stripped, since esbuild rewrites template literals.
	literals({ include: [here('**/*.ts')], exclude: [here('theme/*roles.ts')], failOnError: true }),
	esbuild({ target: 'es2022', sourceMap: false }),
	terser({
		ecma: 2020,
		module: true,
		compress: { passes: 3, pure_getters: true, unsafe_arrows: true, inline: 1 },
		mangle: { properties: { regex: /^__/ } },
		format: { comments: false },
	}),
	shortNames,
	plainExports,
]

/** Tells the hosted portal's worker which scripts there are, and which build of them it is of. */
const listScripts = {
	name: 'list-scripts',
	renderChunk(code) {
		const folder = here('dist/portal')
		const names = readdirSync(folder)
			.filter((name) => name.endsWith('.js'))
			.sort()
		const hash = createHash('sha256')
		for (const name of names) hash.update(readFileSync(`${folder}/${name}`))
		const scripts = names.map((name) => `/widget/v1/portal/${name}`).join(' ')
		const version = hash.digest('hex').slice(0, 16)
		return code.replace('__SCRIPTS__', scripts).replace('__VERSION__', version)
	},
}

/** A script by itself, of an address that stays. */
const alone = (input, name, ...more) => ({
	input: here(input),
	output: { file: here(`dist/${name}.js`), format: 'iife' },
	plugins: [...plugins, ...more, sizeReport(() => [])],
})

export default [
	// The script that clinics paste keeps its address for ever; its parts have their content's hash
	// in their names and may be kept for ever.
	{
		input: { vetslot: here('loader.ts') },
		output: {
			dir: here('dist'),
			entryFileNames: '[name].js',
			chunkFileNames: '[name]-[hash].js',
			hashCharacters: 'hex',
			format: 'es',
		},
		plugins: [
			portalApart,
			...plugins,
			sizeReport(sumsOfBooking),
			freshRetry((id) => id.endsWith('later.ts')),
			dropOldParts,
		],
	},
	// The page behind the link in a mail, which is one file.
	{
		input: here('visit/visit.ts'),
		output: { file: here('dist/visit.js'), format: 'es', inlineDynamicImports: true },
		plugins: [...plugins, sizeReport(() => [])],
	},
	// The clinic's side, a folder apart: the frame, and each view when it is first wanted.
	{
		input: { clinic: here('clinic/clinic.ts') },
		output: {
			dir: here('dist/clinic'),
			entryFileNames: '[name].js',
			chunkFileNames: '[name]-[hash].js',
			hashCharacters: 'hex',
			format: 'es',
		},
		plugins: [...plugins, sizeReport(sumsOfConsole), freshRetry(() => true), dropOldParts],
	},
	// The owners' side, a folder apart, too.
	{
		input: { portal: here('portal/define.ts') },
		output: {
			dir: here('dist/portal'),
			entryFileNames: '[name].js',
			chunkFileNames: '[name]-[hash].js',
			hashCharacters: 'hex',
			format: 'es',
		},
		plugins: [...plugins, sizeReport(sumsOfPortal), freshRetry(() => true), dropOldParts],
	},
	// What makes the hosted portal an app; after the portal, whose scripts it keeps.
	alone('hosted/portal-page.ts', 'portal-page'),
	alone('hosted/portal-worker.ts', 'portal-worker', listScripts),
]
