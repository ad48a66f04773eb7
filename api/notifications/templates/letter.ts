/** One message, before it becomes text or HTML. Plain words only; rendering escapes them. */
export interface Letter {
	subject: string
	/** What a list of mails shows after the subject. */
	preview: string
	heading: string
	paragraphs: string[]
	facts: Fact[]
	/** What to bring or do beforehand; empty when there is nothing to say. */
	preparation: string[]
	action: { label: string; url: string } | null
	/** Said after the button. */
	closing: string[]
	/** Something else that could be done, said quietly. */
	aside?: { label: string; url: string } | null
	clinic: { name: string; phone: string; address: string[] }
}

export interface Fact {
	label: string
	lines: string[]
}
