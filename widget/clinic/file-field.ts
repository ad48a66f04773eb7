import { html, nothing, type TemplateResult } from 'lit'
import { describedBy, type Labelled } from '../controls/checks.ts'
import { wrap } from '../controls/fields.ts'
import type { Words } from '../locales/localize.ts'

interface FileProps extends Labelled {
	/** Ends of names and types, as of the attribute. */
	accept: string
	onFile: (file: File | undefined) => void
}

/** The browser's own way to choose a file. */
export function fileField(words: Words, props: FileProps): TemplateResult {
	const { id, accept, error, onFile } = props
	const chosen = ({ target }: Event & { target: HTMLInputElement }) => onFile(target.files?.[0])
	return wrap(
		words,
		props,
		html`<input class="input" id=${id} type="file" accept=${accept} aria-describedby=${describedBy(props)}
			aria-invalid=${error ? 'true' : nothing} @change=${chosen} />`,
	)
}
