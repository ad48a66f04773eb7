import type { PetWeights } from '@vetslot/sdk/owner'
import { html, nothing, svg, type TemplateResult } from 'lit'
import type { PortalContext } from '../context.ts'
import { dayText, type Say, weightText } from './words.ts'

type Weights = PetWeights['weights']

const WIDE = 320
const HIGH = 140
const LEFT = 40
const TOP = 12
const BOTTOM = 24

/** Weight over time: a picture that says in words what it shows, and the same as a table. */
export function weightPlot(say: Say, { words }: PortalContext, weights: Weights): TemplateResult {
	const [first] = weights
	const last = weights.at(-1)
	if (!first || !last) return html`<p class="quiet">${say('no-weight')}</p>`
	const kilograms = (one: number) => weightText(words, one)
	if (weights.length === 1) {
		const weight = { weight: kilograms(last.kilograms), day: dayText(words, last.on) }
		return html`<p>${say('weight-one', weight)}</p>`
	}
	const all = weights.map((one) => one.kilograms)
	const label = say('weight-said', {
		first: kilograms(first.kilograms),
		from: dayText(words, first.on),
		last: kilograms(last.kilograms),
		to: dayText(words, last.on),
		least: kilograms(Math.min(...all)),
		most: kilograms(Math.max(...all)),
	})
	return html`${picture(label, weights, kilograms, (day) => dayText(words, day))}${table(say, words, weights)}`
}

/** Where each weight stands; the lightest at the bottom, with room below and above. */
export function placesOf(weights: Weights): { x: number; y: number }[] {
	const days = weights.map(({ on }) => Date.parse(on))
	const all = weights.map(({ kilograms }) => kilograms)
	const [from = 0, until = 0] = [days[0], days.at(-1)]
	const least = Math.min(...all)
	// A flat line stands in the middle, not on the floor.
	const span = Math.max(...all) - least || least || 1
	const flat = Math.max(...all) === least
	return weights.map(({ kilograms }, i) => ({
		x: LEFT + (((days[i] ?? 0) - from) / (until - from || 1)) * (WIDE - LEFT - 8),
		y: TOP + (flat ? 0.5 : 1 - (kilograms - least) / span) * (HIGH - TOP - BOTTOM),
	}))
}

function picture(
	label: string,
	weights: Weights,
	kilograms: (one: number) => string,
	day: (on: string) => string,
) {
	const places = placesOf(weights)
	const points = places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
	const all = weights.map((one) => one.kilograms)
	const [least, most] = [Math.min(...all), Math.max(...all)]
	const line = (y: number, text: number) =>
		svg`<line class="grid" x1=${LEFT} x2=${WIDE} y1=${y} y2=${y}></line><text x=${LEFT - 6} y=${y + 4} text-anchor="end">${kilograms(text)}</text>`
	const floor = HIGH - BOTTOM
	return html`<svg class="plot" viewBox="0 0 ${WIDE} ${HIGH}" role="img" aria-label=${label}>${
		most === least ? line((TOP + floor) / 2, most) : svg`${line(TOP, most)}${line(floor, least)}`
	}<polyline points=${points} fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"></polyline>${places.map(
		({ x, y }) => svg`<circle class="dot" cx=${x} cy=${y} r="3"></circle>`,
	)}<text x=${LEFT} y=${HIGH - 6}>${day(weights[0]?.on ?? '')}</text><text x=${WIDE} y=${HIGH - 6} text-anchor="end">${day(weights.at(-1)?.on ?? '')}</text></svg>`
}

function table(say: Say, words: PortalContext['words'], weights: Weights) {
	return html`<details><summary>${say('as-table')}</summary><table><thead><tr><th scope="col">${say('day')}</th
		><th scope="col">${say('weight')}</th></tr></thead><tbody>${[...weights]
			.reverse()
			.map(
				({ on, kilograms }) =>
					html`<tr><td>${dayText(words, on)}</td><td>${say('kilograms', { weight: weightText(words, kilograms) })}</td></tr>`,
			)}${nothing}</tbody></table></details>`
}
