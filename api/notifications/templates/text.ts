import type { Letter } from './letter.ts'

/** The letter as plain text, for readers without HTML. */
export function renderText(letter: Letter): string {
	const facts = letter.facts.map(({ label, lines }) => `${label}: ${lines.join(', ')}`)
	const notes = letter.preparation.map((note) => `- ${note}`)
	const blocks = [
		[letter.heading],
		...letter.paragraphs.map((words) => [words]),
		facts,
		notes.length > 0 ? ['Before you come:', ...notes] : [],
		letter.action ? [`${letter.action.label}:`, letter.action.url] : [],
		...letter.closing.map((words) => [words]),
		letter.aside ? [`${letter.aside.label}:`, letter.aside.url] : [],
		[letter.clinic.name, ...letter.clinic.address, letter.clinic.phone].filter(Boolean),
	]
	return `${blocks
		.filter((lines) => lines.length > 0)
		.map((lines) => lines.join('\n'))
		.join('\n\n')}\n`
}
