import { isRtl } from '../../controls/roving.ts'
import type { DiaryView } from './diary-view.ts'
import type { Block, Column } from './model.ts'

/** The visit that an arrow key leads to from another; undefined where there is none. */
function nextBlock(columns: readonly Column[], key: string, arrow: string): Block | undefined {
	const at = columns.findIndex(({ blocks }) => blocks.some((one) => one.key === key))
	const column = columns[at]
	const index = column?.blocks.findIndex((one) => one.key === key) ?? -1
	const block = column?.blocks[index]
	if (!column || !block) return firstBlock(columns)
	switch (arrow) {
		case 'ArrowDown':
			return column.blocks[index + 1]
		case 'ArrowUp':
			return column.blocks[index - 1]
		case 'Home':
			return column.blocks[0]
		case 'End':
			return column.blocks.at(-1)
		case 'ArrowRight':
			return nearest(columns.slice(at + 1), block)
		case 'ArrowLeft':
			return nearest(columns.slice(0, at).reverse(), block)
		default:
			return undefined
	}
}

export const firstBlock = (columns: readonly Column[]): Block | undefined =>
	columns.find(({ blocks }) => blocks.length)?.blocks[0]

/** The one at about the same time in the next column that has any. */
function nearest(columns: readonly Column[], { from }: Block): Block | undefined {
	const blocks = columns.find((column) => column.blocks.length)?.blocks ?? []
	const off = (one: Block) => Math.abs(one.from - from)
	return [...blocks].sort((a, b) => off(a) - off(b))[0]
}

const MIRRORED: Readonly<Record<string, string>> = {
	ArrowLeft: 'ArrowRight',
	ArrowRight: 'ArrowLeft',
}

/** The keys of the calendar, while the focus is in it. */
export function pressed(view: DiaryView, event: KeyboardEvent): void {
	if (event.ctrlKey || event.metaKey || event.altKey) return
	const grid = event.currentTarget as HTMLElement
	const key = isRtl(grid) ? (MIRRORED[event.key] ?? event.key) : event.key
	const block = nextBlock(view.columns, view.focusKey, key)
	if (/^(Arrow|Home|End)/.test(key)) {
		event.preventDefault()
		if (block) void view.focusBlock(block)
		return
	}
	const shortcuts: Record<string, () => void> = {
		n: view.newVisit,
		t: view.toToday,
		'[': () => view.turn(-1),
		']': () => view.turn(1),
	}
	const act = shortcuts[event.key.toLowerCase()]
	if (!act) return
	event.preventDefault()
	act()
}
