import * as z from 'zod'

const number = '-?\\d{1,4}(?:\\.\\d{1,6})?'
const part = `${number}%?`
const alpha = `(?:\\s*[,/]\\s*${part})?`
const COLOUR = new RegExp(
	[
		'^#(?:[0-9a-f]{3}|[0-9a-f]{6})$',
		`^oklch\\(\\s*${part}\\s+${part}\\s+${number}(?:deg)?\\s*\\)$`,
		`^rgb\\(\\s*${part}\\s*[, ]\\s*${part}\\s*[, ]\\s*${part}${alpha}\\s*\\)$`,
	].join('|'),
	'i',
)

/** A brand's colour as CSS writes it. It stands in style sheets, so nothing else may pass. */
export const colour = z
	.string()
	.trim()
	.max(60)
	.refine((text) => COLOUR.test(text), {
		error: 'Must be a colour such as #1f6f5c, rgb(31 111 92) or oklch(0.48 0.09 182)',
		params: { code: 'invalid_colour' },
	})
	.meta({ example: '#1f6f5c' })
