import type { OwnPrescriptionRequest } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action } from '../../controls/buttons.ts'
import { subhead } from '../../controls/shell.ts'
import { check, close, type Glyph, hourglass, icon, info } from '../../theme/icons.ts'
import type { PrescriptionsView } from './prescriptions-view.ts'

type Request = OwnPrescriptionRequest

const glyphs: Record<Request['status'], Glyph> = {
	requested: hourglass,
	approved: check,
	ready: check,
	declined: info,
	withdrawn: close,
}

/** What was asked for, the newest first, and what came of it. */
export function requestList(view: PrescriptionsView, requests: readonly Request[]): TemplateResult {
	const { say, level } = view
	return html`<section class="part">${subhead(level, say('your-requests'), undefined, true)}<ul class="box rows">${
		requests.length
			? requests.map((request) => row(view, request))
			: html`<li class="row"><p class="grow"><b>${say('no-requests')}</b><span class="sm quiet">${say('no-requests-text')}</span></p></li>`
	}</ul></section>`
}

function row(view: PrescriptionsView, request: Request): TemplateResult {
	const { say, portal } = view
	const { medicine, petName: pet, status, handover, reason, askedAt, mine } = request
	const day = portal.words.shortDay(portal.words.dayOf(askedAt))
	const tint = status === 'ready' || status === 'approved' ? 'accent-tint' : 'plain'
	return html`<li class="row wraps"><span class="tile ${tint}">${icon(glyphs[status])}</span><p class="grow"><b>${say(
		'for-pet',
		{ medicine, pet },
	)}</b><span class="sm">${say(status === 'ready' ? (handover ?? 'collect') : status)}</span><span class="sm quiet"
		>${say(mine ? 'asked-on' : 'by-other', { day })}</span>${
			reason ? html`<span class="sm said">${say('vet-writes', { reason })}</span>` : nothing
		}</p>${status === 'requested' ? withdraw(view, request) : nothing}</li>`
}

function withdraw(view: PrescriptionsView, request: Request): TemplateResult {
	const { say } = view
	const { medicine, petName: pet } = request
	return action({
		label: say('withdraw'),
		name: say('withdraw-name', { medicine, pet }),
		busy: view.isBusy(request.id),
		onClick: () => void view.withdraw(request),
	})
}
