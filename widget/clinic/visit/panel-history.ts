import type { VisitDetails, VisitEvent } from '@vetslot/sdk/staff'
import { html, nothing } from 'lit'
import type { VisitPanel } from './visit-panel.ts'

/** What the owner ticked and wrote when booking. */
export function answersPart({ say, desk }: VisitPanel, { triage, answers }: VisitDetails) {
	if (!triage && !answers.length) return nothing
	const text = (value: VisitDetails['answers'][number]['value']) => {
		if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
		return Array.isArray(value) ? desk.words.list(value) : String(value)
	}
	const signs = triage?.signs.length ? desk.words.list(triage.signs) : say('triage-none')
	return html`<hr class="rule" /><section class="stack tight"><h3 class="subhead">${say('answers')}</h3><dl class="answers">${
		triage
			? html`<dt>${say('triage')}, ${say('asked-at', { time: desk.words.time(triage.answeredAt) })}</dt><dd>${signs}</dd>`
			: nothing
	}${answers.map(({ label, value }) => html`<dt>${label}</dt><dd>${text(value)}</dd>`)}</dl></section>`
}

/** Everything that happened to it, the newest first. */
export function historyPart(panel: VisitPanel, { events, messages }: VisitDetails) {
	const { say, desk } = panel
	const { words } = desk
	const when = (at: string) => `${words.shortDay(words.dayOf(at))}, ${words.time(at)}`
	return html`<details class="history"><summary class="subhead">${say('history')}</summary>
		<ul class="stack tight">${[...events].reverse().map(
			(
				event,
			) => html`<li><b>${whatOf(panel, event)}</b>${' '}${event.reason ? html`<q>${event.reason}</q>` : nothing}<br /><span
				class="sm quiet">${say('history-line', { when: when(event.at), who: whoOf(panel, event) })}</span></li>`,
		)}</ul>${
			messages.length
				? html`<h4 class="label">${say('messages')}</h4><ul>${messages.map(
						({ kind, at, status }) =>
							html`<li class="sm quiet">${say('sent-kind', { kind: kind.replaceAll('_', ' '), when: when(at) })}${
								status === 'sent' ? nothing : html`, <b>${say(`mail-${status}`)}</b>`
							}</li>`,
					)}</ul>`
				: nothing
		}</details>`
}

function whatOf({ say }: VisitPanel, { kind, to, data }: VisitEvent): string {
	if (kind === 'details') return say('was-edited')
	if (kind === 'owner_late') {
		return say('was-said-late', { minutes: String(data.minutes ?? '') })
	}
	if (data.where === 'car_park') return say('became-in-car-park')
	if (kind === 'late') return say('was-late', { minutes: String(data.minutes ?? '') })
	if (to && data.undoes) return say('was-undone', { state: say(to) })
	return to ? say(`became-${to}`) : say('was-placed')
}

function whoOf({ say }: VisitPanel, { actor }: VisitEvent): string {
	return actor.name ?? say(`by-${actor.kind}`)
}
