import { html, nothing, type TemplateResult } from 'lit'
import { action } from '../../controls/buttons.ts'
import { plus } from '../../theme/icons.ts'
import type { Draft } from './draft.ts'
import { idOf } from './draft.ts'
import type { SetupSection } from './section.ts'

interface RowListProps {
	path: string
	/** What an entry is called: `Question 2`. */
	name: (index: number) => string
	addLabel: string
	/** A new entry. */
	fresh: () => object
	/** Its fields, named from this path on. */
	fields: (path: string, index: number) => unknown
	/** Whether their order means something. */
	ordered?: boolean
}

/**
 * Entries that are added, taken away and put in order, by buttons that say what they do: dragging
 * would leave out whoever has no mouse. The focus goes where the work went.
 */
export function rowList<T extends object>(
	section: SetupSection,
	draft: Draft<T>,
	props: RowListProps,
): TemplateResult {
	const { path, fresh, addLabel } = props
	const rows = (draft.at(path) as object[] | null) ?? []
	const add = () => {
		draft.set(path, [...rows, fresh()])
		focus(section, `${idOf(`${path}.${rows.length}`)}-row`)
	}
	const addId = `${idOf(path)}-add`
	return html`<div id=${idOf(path)} tabindex="-1">${rows.map((_, i) => entry(section, draft, props, i))}</div>
		<div class="add" id=${addId} tabindex="-1">${action({ label: addLabel, glyph: plus, onClick: add })}</div>`
}

function entry<T extends object>(
	section: SetupSection,
	draft: Draft<T>,
	{ path, name, fields, ordered = false }: RowListProps,
	i: number,
): TemplateResult {
	const { say } = section
	const rows = draft.at(path) as object[]
	const label = name(i)
	const move = (by: -1 | 1) => () => {
		const next = [...rows]
		const [one] = next.splice(i, 1)
		next.splice(i + by, 0, one as object)
		draft.set(path, next)
		section.desk.say(say('moved', { name: label, count: i + by + 1 }))
		focus(section, `${idOf(`${path}.${i + by}`)}-row`)
	}
	const remove = () => {
		draft.set(path, rows.toSpliced(i, 1))
		const next = Math.min(i, rows.length - 2)
		focus(section, next < 0 ? `${idOf(path)}-add` : `${idOf(`${path}.${next}`)}-row`)
	}
	const button = (key: 'up' | 'down' | 'remove', onClick: () => void) =>
		action({ label: say(key), name: say(`${key}-name`, { name: label }), onClick })
	return html`<div class="entry" role="group" aria-label=${label} id="${idOf(`${path}.${i}`)}-row" tabindex="-1">
		<div class="row-head"><strong>${label}</strong><span>${ordered && i > 0 ? button('up', move(-1)) : nothing}
			${ordered && i < rows.length - 1 ? button('down', move(1)) : nothing}${button('remove', remove)}</span></div>
		${fields(`${path}.${i}`, i)}</div>`
}

function focus(section: SetupSection, id: string): void {
	void section.updateComplete.then(() => section.find(`#${CSS.escape(id)}`)?.focus())
}
