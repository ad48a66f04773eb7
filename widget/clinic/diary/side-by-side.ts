/** Where something stands among those that happen at the same time. */
export interface Beside {
	/** From 0. */
	lane: number
	/** How many stand side by side. */
	lanes: number
}

interface Timed {
	from: number
	to: number
}

/**
 * Puts what overlaps side by side, each as wide as its neighbours: first come, first lane. Sorted by
 * start, so that what comes earlier stands nearer to the column's start.
 */
export function sideBySide<T extends Timed>(items: readonly T[]): (T & Beside)[] {
	const sorted = [...items].sort((a, b) => a.from - b.from || b.to - a.to)
	const done: (T & Beside)[] = []
	let group: (T & Beside)[] = []
	let ends: number[] = []
	const close = () => {
		for (const one of group) one.lanes = ends.length
		done.push(...group)
		group = []
		ends = []
	}
	for (const item of sorted) {
		if (group.length && item.from >= Math.max(...ends)) close()
		const free = ends.findIndex((end) => end <= item.from)
		const lane = free < 0 ? ends.length : free
		ends[lane] = item.to
		group.push({ ...item, lane, lanes: 1 })
	}
	close()
	return done
}
