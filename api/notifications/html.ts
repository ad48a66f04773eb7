/** Markup that is safe to put into a page as it stands. Made by `html` only. */
export class Html {
	readonly #text: string

	private constructor(text: string) {
		this.#text = text
	}

	toString(): string {
		return this.#text
	}

	static from(parts: TemplateStringsArray, values: readonly Piece[]): Html {
		return new Html(parts.reduce((text, part, at) => text + markup(values[at - 1]) + part))
	}
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[]

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
}

/**
 * Builds markup; whatever is put in is escaped, for text and for quoted attributes. Lists are
 * joined, nothing comes of `null`, `undefined` and `false`.
 *
 * @example
 * String(html`<p title="${'a"b'}">${'<i>'}</p>`) // '<p title="a&quot;b">&lt;i&gt;</p>'
 */
export function html(parts: TemplateStringsArray, ...values: Piece[]): Html {
	return Html.from(parts, values)
}

function markup(value: Piece): string {
	if (value === null || value === undefined || value === false) return ''
	if (value instanceof Html) return value.toString()
	if (typeof value === 'object') return value.map(markup).join('')
	return String(value).replace(/[&<>"']/g, (mark) => entities[mark] ?? '')
}
