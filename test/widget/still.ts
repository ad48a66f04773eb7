/** The document and all shadow roots in it. */
function* trees(root: Document | ShadowRoot = document): Generator<Document | ShadowRoot> {
	yield root
	for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) yield* trees(shadowRoot)
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/**
 * Brings whatever fades or moves to its end once everything is drawn, also what would begin only after
 * a while: what is looked at then is what stays, however slow the machine.
 */
export async function still(): Promise<void> {
	// What was changed is drawn in the first one; what that begins is there in the second.
	await frame()
	await frame()
	for (const tree of trees()) for (const animation of tree.getAnimations()) end(animation)
}

function end(animation: Animation): void {
	const isEndless = animation.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY
	if (isEndless) animation.cancel()
	else animation.finish()
}
