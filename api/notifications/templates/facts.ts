import type { Visit } from '../visit.ts'
import { dayText, timeInZone, timeText, wallText } from '../when.ts'
import type { Fact } from './letter.ts'

/** When, what, who, where, how much: the same list in every letter. */
export function factsOf(visit: Visit, now: Date): Fact[] {
	const { clinic } = visit
	const price = priceText(visit)
	return [
		{ label: 'When', lines: [dayText(visit.start, clinic, now), ...hours(visit)] },
		{ label: 'Visit', lines: [visit.type] },
		{ label: 'With', lines: [visit.veterinarian] },
		{ label: visit.pets.length > 1 ? 'Pets' : 'Pet', lines: [petNames(visit)] },
		...(price ? [{ label: 'Price', lines: [price] }] : []),
		{ label: 'Where', lines: [clinic.name, ...clinic.address] },
		...(clinic.phone ? [{ label: 'Phone', lines: [clinic.phone] }] : []),
		{ label: 'Reference', lines: [spaced(visit.reference)] },
	]
}

/** After "call us": ` on 020 7946 0142`, where the clinic has a phone. */
export const phoneWords = ({ phone }: { phone: string }): string => (phone ? ` on ${phone}` : '')

/** `Thursday 5 November at 10:40 London time (GMT)`. */
export function startText(instant: Date, visit: Visit, now: Date): string {
	return `${dayText(instant, visit.clinic, now)} at ${timeInZone(instant, visit.clinic)}`
}

/** `Thursday 5 November at 10:40`, where the zone has been named already. */
export function shortStartText(instant: Date, visit: Visit, now: Date): string {
	return `${dayText(instant, visit.clinic, now)} at ${timeText(instant, visit.clinic)}`
}

/** `Biscuit, Mo and Pip`. */
export function petNames(visit: Visit): string {
	return new Intl.ListFormat(visit.clinic.locale, { type: 'conjunction' }).format(visit.pets)
}

/** How the owner is spoken to; empty when nothing is known. */
export function firstName(visit: Visit): string {
	return visit.owner.name.split(' ')[0] ?? ''
}

/** In two groups, as the screens show it, since it gets read out on the phone: `HLV 7Q4K`. */
function spaced(reference: string): string {
	return reference.replace(/^(.{3})(.{3,})$/, '$1 $2')
}

/** `collect between 15:30 and 18:00`; empty where no animal is left for the day. */
export function collectText({ collect, clinic }: Pick<Visit, 'collect' | 'clinic'>): string {
	if (!collect) return ''
	return `collect between ${wallText(collect.from, clinic)} and ${wallText(collect.until, clinic)}`
}

/** `Bring at 08:25, collect between 15:30 and 18:00`, for a calendar; empty like `collectText`. */
export function stayText(visit: Visit): string {
	if (!visit.collect) return ''
	return `Bring at ${timeText(visit.start, visit.clinic)}, ${collectText(visit)}`
}

function hours(visit: Visit): string[] {
	const { start, end, clinic } = visit
	return visit.collect
		? [`Bring at ${timeInZone(start, clinic)}`, `C${collectText(visit).slice(1)}`]
		: [`${timeText(start, clinic)} to ${timeInZone(end, clinic)}`]
}

function priceText({ price, clinic }: Visit): string {
	if (price.kind === 'free') return 'Free'
	if (price.amount === null) return price.note
	const amount = new Intl.NumberFormat(clinic.locale, {
		style: 'currency',
		currency: clinic.currency,
		trailingZeroDisplay: 'stripIfInteger',
	}).format(Number(price.amount))
	const words = price.kind === 'from' ? `From ${amount}` : amount
	return price.note ? `${words}, ${price.note}` : words
}
