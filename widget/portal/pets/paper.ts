const sheet = `body{font:11pt/1.5 sans-serif;margin:2cm;color:#000;background:#fff}
h1{font-size:15pt;margin:0 0 4pt}h2{font-size:11pt;margin:12pt 0 2pt;break-after:avoid}
p{margin:0 0 2pt;white-space:pre-line}section{break-inside:avoid}header{border-bottom:1px solid #000;padding-bottom:8pt}`

/** What stands on the printed page. */
export interface Paper {
	title: string
	/** Below the title: whose record, whose clinic, which day. */
	head: readonly string[]
	parts: readonly { title: string; lines: readonly string[] }[]
}

/**
 * Prints a clean page in a frame of its own, so that the clinic's page isn't printed around it.
 *
 * @param print what to do with the page once it is written
 */
export function printPaper(paper: Paper, print = (page: Window) => page.print()): void {
	const frame = document.createElement('iframe')
	frame.hidden = true
	document.body.append(frame)
	const page = frame.contentWindow
	if (!page) return
	// A sheet of the frame's own, since its policy may refuse inline styles just like the page's.
	const styles = new (page as Window & typeof globalThis).CSSStyleSheet()
	styles.replaceSync(sheet)
	page.document.adoptedStyleSheets = [styles]
	page.document.title = paper.title
	const add = (parent: Element, tag: string, text: string) => {
		const element = page.document.createElement(tag)
		element.textContent = text
		parent.append(element)
		return element
	}
	const header = add(page.document.body, 'header', '')
	add(header, 'h1', paper.title)
	for (const line of paper.head) add(header, 'p', line)
	for (const { title, lines } of paper.parts) {
		const section = add(page.document.body, 'section', '')
		add(section, 'h2', title)
		for (const line of lines) add(section, 'p', line)
	}
	page.addEventListener('afterprint', () => frame.remove())
	print(page)
}
