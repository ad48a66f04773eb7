import { transform } from 'esbuild'

const isTypeScript = (path) => path.split('?')[0].endsWith('.ts')

/** Lets the browser load the sources as they are, with their types stripped on the way. */
export const typescript = {
	name: 'typescript',
	resolveMimeType(context) {
		return isTypeScript(context.path) ? 'js' : undefined
	},
	async transform(context) {
		if (!isTypeScript(context.path)) return
		const { code } = await transform(String(context.body), {
			loader: 'ts',
			target: 'es2022',
			sourcefile: context.path,
			sourcemap: 'inline',
			tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
		})
		return { body: code }
	},
}
