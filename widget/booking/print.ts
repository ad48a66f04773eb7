import type { BookedAppointment } from '@vetslot/sdk'
import { spaced } from '../controls/results.ts'
import { typeOf } from './state.ts'
import { phoneOf, priceOf, type View } from './view.ts'
import { stayText } from './wording.ts'

const sheet = `body{font:11pt/1.5 sans-serif;margin:2cm;color:#000}h1{font-size:15pt;margin:0 0 8pt}
p{margin:0 0 4pt;break-inside:avoid}ul{margin:8pt 0}`

/** The lines of the printed page, in order. */
function printLines(view: View, visit: BookedAppointment): string[] {
	const { words, state, clinic } = view
	const { t } = words
	const day = words.longDay(visit.start.slice(0, 10))
	const price = priceOf(words, typeOf(state))
	return [
		`${visit.clinic.name}, ${visit.clinic.address.join(', ')}, ${phoneOf(view).text}`,
		`${t('on', { day, time: words.time(visit.start) })} (${clinic.timeZone}), ${stayText(view, visit.start) ?? t('minutes', { count: visit.durationMinutes })}`,
		t('with-pet', {
			visit: visit.appointmentType.name,
			pet: words.list(visit.pets.map((pet) => pet.name)),
		}),
		t('with', { vet: visit.veterinarian.name }),
		`${t('reference')}: ${spaced(visit.reference)}`,
		...(price ? [`${t('pay-at-clinic')}: ${price}`] : []),
		...visit.preparation.map((note) => note.text),
		`${t('move-or-cancel')}: ${visit.manageUrl}`,
	]
}

/** Prints a page of the result alone, so that the clinic's page isn't printed around it. */
export function printVisit(view: View, visit: BookedAppointment): void {
	const frame = document.createElement('iframe')
	frame.hidden = true
	document.body.append(frame)
	const page = frame.contentWindow
	if (!page) return
	// A sheet of the frame's own, since its policy may refuse inline styles just like the page's.
	const styles = new (page as Window & typeof globalThis).CSSStyleSheet()
	styles.replaceSync(sheet)
	page.document.adoptedStyleSheets = [styles]
	const [title, ...lines] = printLines(view, visit)
	const add = (tag: string, text: string | undefined) => {
		const element = page.document.createElement(tag)
		element.textContent = text ?? ''
		page.document.body.append(element)
	}
	add('h1', title)
	for (const line of lines) add('p', line)
	page.addEventListener('afterprint', () => frame.remove())
	page.print()
}
