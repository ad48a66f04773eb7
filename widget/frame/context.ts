import type { ReactiveControllerHost } from 'lit'
import type { Announcer } from '../controls/announcer.ts'
import type { Words } from '../locales/localize.ts'
import type { frameMessages } from './messages.ts'

/** A frame's way to speak; its own messages may be more than these. */
export type FrameTalk = (key: keyof typeof frameMessages) => string

/** A short sentence at the bottom of the screen, for six seconds. */
export interface Toast {
	text: string
	/** With it the toast has an "Undo". */
	undo?: (() => void) | undefined
}

/** What is asked before something is done or lost. */
export interface Question {
	text: string
	yes: string
	no: string
}

export interface DialogOptions {
	/** Its name, which is its heading, too. */
	label: string
	/** With room for two columns. */
	roomy?: boolean
}

/** What the parts of a view need of the frame around it. */
export interface FrameContext {
	/** Dates, times and money in the clinic's zone, and the words of the shared controls. */
	readonly words: Words
	readonly t: FrameTalk
	/** What went wrong, as a sentence for people. */
	failure(error: unknown): string
	closeDialog(): void
}

/** A view, or whatever else stands in a frame. */
export interface Framed extends ReactiveControllerHost {
	readonly frame: FrameContext
	/** Something inside by its selector. */
	find<E extends HTMLElement = HTMLElement>(selector: string): E | null
}

/** The element that draws a frame. */
export interface FrameHost extends ReactiveControllerHost {
	readonly renderRoot: ParentNode
	readonly voice: Announcer
	readonly t: FrameTalk
}
