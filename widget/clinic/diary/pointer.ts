import type { DiaryView } from './diary-view.ts'

/** Below that a press is a press. */
const SLACK_PX = 6
/** So near to an edge the calendar scrolls by itself. */
const EDGE_PX = 40

type At = Pick<PointerEvent, 'clientX' | 'clientY'>

/** Whether a pointer has gone so far that more than a press is meant. */
export const isFar = (from: At, to: At): boolean =>
	Math.hypot(to.clientX - from.clientX, to.clientY - from.clientY) > SLACK_PX

interface Follower {
	move: (event: PointerEvent) => void
	drop: (event: PointerEvent) => void
	/** By Escape, or because the browser has taken the pointer away. */
	giveUp: () => void
}

/**
 * Follows a pointer that is pressed, wherever it goes.
 *
 * @returns how to let it go
 */
export function follow({ move, drop, giveUp }: Follower): () => void {
	const stop = new AbortController()
	const { signal } = stop
	const onKey = (event: KeyboardEvent) => {
		if (event.key !== 'Escape') return
		event.stopPropagation()
		giveUp()
	}
	addEventListener('pointermove', move, { signal })
	addEventListener('pointerup', drop, { signal })
	addEventListener('pointercancel', giveUp, { signal })
	addEventListener('keydown', onKey, { signal, capture: true })
	return () => stop.abort()
}

/** Scrolls the calendar while something is held near its edge. */
export function scrollNearEdge(view: DiaryView, { clientX, clientY }: At): void {
	const box = view.find('.scroll')
	const edge = box?.getBoundingClientRect()
	if (!box || !edge) return
	const by = (near: number, far: number, at: number) =>
		at < near + EDGE_PX ? -12 : at > far - EDGE_PX ? 12 : 0
	box.scrollBy(
		by(edge.left + view.size.gutter, edge.right, clientX),
		by(edge.top + 64, edge.bottom, clientY),
	)
}
