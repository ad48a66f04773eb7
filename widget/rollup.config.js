import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import resolve from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import esbuild from 'rollup-plugin-esbuild'
import literals from 'rollup-plugin-html-literals'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

// Each page loads one file, so nothing is shared between them: the script that clinics paste, and
// the page behind the link in a mail.
const entries = { vetslot: here('loader.ts'), visit: here('visit/visit.ts') }

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

/** Prints what a visitor downloads. */
const sizeReport = {
	name: 'size-report',
	generateBundle(_, bundle) {
		for (const { fileName, code } of Object.values(bundle)) {
			const sizes = [gzipSync(code, { level: 9 }), brotliCompressSync(code)].map((z) => z.length)
			process.stdout.write(
				`${fileName}  ${kilobytes(sizes[0])} gzip (${sizes[0]} B), ${kilobytes(sizes[1])} brotli (${sizes[1]} B)\n`,
			)
		}
	},
}

const plugins = () => [
	resolve({ exportConditions: ['production', 'default'], extensions: ['.ts', '.js'] }),
	// Templates are shortened before types are stripped, since esbuild rewrites template literals.
	literals({ include: [here('**/*.ts')], failOnError: true }),
	esbuild({ target: 'es2022', sourceMap: false }),
	terser({
		ecma: 2020,
		module: true,
		compress: { passes: 3, pure_getters: true, unsafe_arrows: true },
		mangle: { properties: { regex: /^__/ } },
		format: { comments: false },
	}),
	sizeReport,
]

export default Object.entries(entries)
	.filter(([, input]) => existsSync(input))
	.map(([name, input]) => ({
		input,
		output: {
			file: here(`dist/${name}.js`),
			format: 'es',
			sourcemap: false,
			inlineDynamicImports: true,
		},
		plugins: plugins(),
	}))
