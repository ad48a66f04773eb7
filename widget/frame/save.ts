/** Hands a file to the browser, to be saved where it saves files. */
export function saveAs(content: Blob, name: string): void {
	const link = document.createElement('a')
	link.href = URL.createObjectURL(content)
	link.download = name
	link.click()
	// Not at once: some browsers look at it a moment later.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
