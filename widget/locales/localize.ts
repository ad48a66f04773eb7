import type { en } from './en.ts'
import { createFormats, type Formats, languageOf } from './format.ts'

/** A message with a form for each plural category that the language has, chosen by `count`. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>
export type Message = string | Plural

export type Key = keyof typeof en
/** A whole language: leaving a key out is a type error. */
export type Messages = Record<Key, Message>

type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type Needs<M> = M extends string ? Names<M> : 'count' | Names<M[keyof M]>
type Values<M> = Record<Needs<M>, string | number>

/** Looks a message up and fills its `{names}`. Unknown keys and missing values are type errors. */
export type Translate<Catalogue = typeof en> = <K extends keyof Catalogue>(
	key: K,
	...values: keyof Values<Catalogue[K]> extends never ? [] : [Values<Catalogue[K]>]
) => string

/** What every control needs to speak: messages, and dates, times and money in the clinic's zone. */
export interface Words extends Formats {
	t: Translate
	locale: string
}

export interface WordsOptions {
	/** BCP 47, for example `en-GB`; decides the clock (12 or 24 hours) and the first weekday too. */
	locale: string
	/** The clinic's IANA zone. */
	timeZone: string
	/** ISO 4217. */
	currency: string
	messages: Messages
	/** A clinic's own wording for single keys; it wins over `messages`. */
	overrides?: Partial<Messages>
}

/** Binds a catalogue of messages to a language. */
export function createTranslate<Catalogue extends object>(
	locale: string,
	messages: { [K in keyof Catalogue]: Message },
	overrides?: { [K in keyof Catalogue]?: Message },
): Translate<Catalogue> {
	const plurals = new Intl.PluralRules(languageOf(locale))
	const t = (key: keyof Catalogue, values: Record<string, string | number> = {}): string => {
		const message = overrides?.[key] ?? messages[key]
		const text =
			typeof message === 'string'
				? message
				: (message[plurals.select(Number(values.count))] ?? message.other)
		return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
	}
	return t as Translate<Catalogue>
}

/**
 * The language to speak on a page. A bare language says nothing about the clock, so the clinic's own
 * region does.
 */
export function nearestLocale(clinic: string, language: string | null | undefined): string {
	const wanted = language || clinic
	const near = clinic.startsWith(`${wanted}-`) || !/^en\b/.test(wanted)
	return near ? clinic : wanted
}

/** Binds a language to a clinic. @example words.t('times-free', { count: 3 }) // "3 times free" */
export function createWords(options: WordsOptions): Words {
	const { messages, overrides } = options
	const locale = languageOf(options.locale)
	return { ...createFormats(options), t: createTranslate(locale, messages, overrides), locale }
}
