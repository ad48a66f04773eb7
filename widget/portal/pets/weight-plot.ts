import type { PetWeights } from '@vetslot/sdk/owner'
import { html, svg, type TemplateResult } from 'lit'
import type { PortalContext } from '../context.ts'
import { weightText } from '../words.ts'
import { dayText, type Say } from './words.ts'

type Weights = PetWeights['weights']

const WIDE = 272
const HIGH = 104

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
	const said = (one: number) => say('kilograms', { weight: kilograms(one) })
	return html`${picture(label, weights, said, (day) => dayText(words, day))}${table(say, words, weights)}`
}

/** Where each weight stands, the heaviest at the top and the lightest at the bottom. */
export function placesOf(weights: Weights): { x: number; y: number }[] {
	const days = weights.map(({ on }) => Date.parse(on))
	const all = weights.map(({ kilograms }) => kilograms)
	const [from = 0, until = 0] = [days[0], days.at(-1)]
	const least = Math.min(...all)
	// A flat line stands in the middle, not on the floor.
	const span = Math.max(...all) - least || least || 1
	const flat = Math.max(...all) === least
	return weights.map(({ kilograms }, i) => ({
		x: (((days[i] ?? 0) - from) / (until - from || 1)) * WIDE,
		y: (flat ? 0.5 : 1 - (kilograms - least) / span) * HIGH,
	}))
}

/** The line, beside it the heaviest and the lightest weight, below it the first and the last day. */
function picture(
	label: string,
	weights: Weights,
	kilograms: (one: number) => string,
	day: (on: string) => string,
) {
	const places = placesOf(weights)
	const points = places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
	const all = weights.map((one) => one.kilograms)
	const ends = [...new Set([Math.max(...all), Math.min(...all)])]
	const flat = ends.length === 1
	const line = (y: number) => svg`<line class="grid" x1="0" x2=${WIDE} y1=${y} y2=${y}></line>`
	// A line of no length at all would not be drawn.
	const dot = ({ x, y }: { x: number; y: number }) =>
		svg`<line class="dot" x1=${x} x2=${x + 0.01} y1=${y} y2=${y}></line>`
	return html`<div class="plot xs num" role="img" aria-label=${label}><div class=${flat ? 'scale flat' : 'scale'}>${ends.map(
		(one) => html`<span>${kilograms(one)}</span>`,
	)}</div><svg viewBox="0 0 ${WIDE} ${HIGH}" preserveAspectRatio="none">${flat ? line(HIGH / 2) : [0, HIGH].map(line)}<polyline points=${points}></polyline>${places.map(
		dot,
	)}</svg><div class="days"><span>${day(weights[0]?.on ?? '')}</span><span>${day(weights.at(-1)?.on ?? '')}</span></div></div>`
}

function table(say: Say, words: PortalContext['words'], weights: Weights) {
	return html`<details><summary>${say('as-table')}</summary><table><thead><tr><th scope="col">${say('day')}</th
		><th scope="col">${say('weight')}</th></tr></thead><tbody>${[...weights]
			.reverse()
			.map(
				({ on, kilograms }) =>
					html`<tr><td>${dayText(words, on)}</td><td>${say('kilograms', { weight: weightText(words, kilograms) })}</td></tr>`,
			)}</tbody></table></details>`
}
