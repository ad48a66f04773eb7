import { html } from 'lit'
import { action, button } from '../../../widget/controls/buttons.ts'
import { chips } from '../../../widget/controls/chips.ts'
import { checkField, segmented } from '../../../widget/controls/fields.ts'
import { linkRows, note, offlineBanner } from '../../../widget/controls/notes.ts'
import {
	adviceList,
	dateBlock,
	hero,
	timeline,
	visitCard,
} from '../../../widget/controls/results.ts'
import { footer, header, shell, subhead, title } from '../../../widget/controls/shell.ts'
import { listSkeleton } from '../../../widget/controls/skeleton.ts'
import { reviewList } from '../../../widget/controls/summary.ts'
import { timeList } from '../../../widget/controls/times.ts'
import { when } from '../../../widget/controls/when.ts'
import * as icons from '../../../widget/theme/icons.ts'
import {
	call,
	continueButton,
	first,
	head,
	month,
	nothing,
	type Scene,
	sideSummary,
	strip,
	tel,
	timesPart,
	vetPart,
	you,
} from './parts.ts'
import { manyTimes, phone } from './sample.ts'

/** What a booking ends in, and every state that the screens on the way don't show. */
export const outcomes: Record<string, Scene> = {
	h: ({ words }) =>
		shell({
			header: '',
			body: html`${hero('done', icons.check)}
				${title(2, 'You’re booked, Sam', 'We’ve sent the details to sam@example.com. See you on Thursday.')}
				<div class="stack tight">${visitCard(words, {
					date: '2026-11-05',
					title: '10:40, 30 min',
					lines: ['Booster for Biscuit and Mo', 'with Dr Tomas Lind'],
					reference: { label: 'Reference', text: 'HLV 7Q4K', onCopy: nothing },
				})}<div class="pair">${button('soft', { label: 'Add to calendar', glyph: icons.calendarAdd })}
				${button('soft', { label: 'Directions', glyph: icons.route })}</div></div>
				${subhead(3, 'What to bring')}${adviceList([
					{ glyph: icons.clipboard, text: 'Vaccination card, if you have one' },
					{ glyph: icons.carrier, text: 'Biscuit on a lead, Mo in a carrier' },
					{ glyph: icons.clock, text: 'Come five minutes early, so pets can settle' },
				])}<hr class="rule" /><div class="between">${action({ label: 'Move or cancel', glyph: icons.edit, href: '#' })}
				${action({ label: 'Print', glyph: icons.print, onClick: nothing })}</div>`,
		}),
	h2: ({ words }) =>
		shell({
			header: header(words, { step: 'Your visit', note: 'HLV 7Q4K', phone }),
			body: html`<div class="pick choice">${dateBlock(words, '2026-11-05')}<div class="grow"><b class="big">10:40 with Dr Lind</b>
				<span class="sm quiet">Booster for Biscuit and Mo, 30 min</span></div></div>
				${button('primary', { label: 'Move to another time', glyph: icons.calendar })}<hr class="rule" />
				${title(2, 'Cancel this visit?', html`It’s free until <strong>10:40 tomorrow</strong>.`)}
				<div class="stack tight"><p class="label" id="why">Why, if you don’t mind saying</p>${chips(
					{
						labelledBy: 'why',
						chips: ['Feeling better', 'Can’t make it', 'Found another time'].map((label, i) => ({
							id: `${i}`,
							label,
						})),
						value: new Set(['1']),
						onToggle: nothing,
					},
				)}</div><div class="stack tight">${button('danger', { label: 'Cancel the visit' })}${button('quiet', { label: 'Keep it' })}</div>`,
		}),
	i: ({ words }) =>
		shell({
			header: '',
			body: html`${hero('warm', icons.hourglass)}
				${title(2, 'Request sent', html`A vet reads every request for this kind of visit. You’ll hear from us <strong>by 17:00 today</strong>.`)}
				${visitCard(words, {
					date: '2026-11-06',
					title: '09:20, 60 min',
					lines: ['Dental treatment for Biscuit'],
					badge: { glyph: icons.hourglass, text: 'Waiting for the vet' },
					reference: { label: 'Reference', text: 'HLV 2M9D', onCopy: nothing },
				})}${subhead(3, 'What happens next')}${timeline([
					{ title: 'Request sent', text: 'Today, 11:52', state: 'done' },
					{ title: 'A vet reviews it', text: 'Your time is kept free meanwhile', state: 'now' },
					{
						title: 'We text and email you',
						text: 'Confirmed, or another time offered',
						state: 'next',
					},
				])}`,
		}),
	j: ({ words }) =>
		shell({
			header: head(words, 'Details', 3),
			body: html`${title(2, 'Sorry, 10:40 has just gone', 'Someone else took it a moment ago. Pick another time and you’re done. Nothing to type again.')}
				<div class="stack tight">${linkRows(
					[
						['10:20', 'Thu 5 Nov', 'Dr Lind, 20 min earlier'],
						['11:20', 'Thu 5 Nov', 'Dr Osei, 40 min later'],
						['10:40', 'Fri 6 Nov', 'Dr Lind, same time next day'],
					].map(([time, day, more]) => ({
						lead: html`<bdi dir="ltr" class="clock">${time}</bdi>`,
						title: day,
						text: more,
						onPick: nothing,
					})),
				)}<div>${action({ label: 'See all times', glyph: icons.calendar, onClick: nothing })}</div></div><hr class="rule" />
				<div class="stack tight"><div class="between">${subhead(3, 'Your details are safe')}
				<span class="badge ok">${icons.icon(icons.check, 16)}Saved</span></div>
				${reviewList(words, [
					{ glyph: icons.paw, title: 'Biscuit and Mo', lines: ['2 pets, 30 min'], onEdit: nothing },
					{
						glyph: icons.user,
						title: 'Sam Rivera',
						lines: ['07700 900142', 'sam@example.com'],
						onEdit: nothing,
					},
				])}</div>`,
		}),
	k1: ({ words }) =>
		shell({
			header: head(words, 'Details', 3),
			banner: offlineBanner('You’re offline', 'What you typed is kept on this phone.'),
			body: html`${title(2, 'Tell us about you and your pet')}<form class="form">${you(words)}</form>
				${note('info', { glyph: icons.clock, title: '10:40 is held until 12:06.', text: 'We’ll carry on by ourselves when you’re back online.' })}`,
			footer: footer({
				button: button('primary', { label: 'Waiting for connection', off: true }),
				below: html`Or call ${call}`,
			}),
		}),
	k2: ({ words }) =>
		shell({
			header: head(words, 'Time', 2),
			body: html`${hero('quiet', icons.cloudOff)}
				${title(2, 'We can’t reach the diary', 'It’s our side, not you. Your choices are kept. Most hiccups pass within a minute.')}
				<div class="stack tight">${button('primary', { label: 'Try again', glyph: icons.refresh })}
				${button('quiet', { label: 'Call 020 7946 0112', glyph: icons.phone, href: tel })}</div>
				<p class="xs quiet centre">Trying again in 8 seconds</p>`,
		}),
	wide: (stage) =>
		shell({
			header: head(stage.words, 'Time', 2),
			body: html`${strip(stage.words)}${title(2, 'When suits you?')}${first(stage.words)}${vetPart}
				${when({ strip: '', month: month(stage, '2026-11-05'), times: timesPart(stage.words), open: true })}`,
			footer: footer({
				summary: ['Thu 5 Nov, 10:40', 'with Dr Lind, 20 min'],
				button: continueButton,
			}),
			aside: sideSummary,
		}),
	states: ({ words }) =>
		shell({
			header: header(words, { step: 'States', number: 1, phone, onClose: nothing }),
			body: html`${title(2, 'Every other state')}
				${timeList(words, { label: 'Times', times: manyTimes, selected: undefined, onSelect: nothing })}
				${button('primary', { label: 'Holding your time…', busy: true })}${button('secondary', { label: 'Join the waitlist' })}
				${segmented(words, {
					id: 'age',
					label: 'Age',
					options: [
						{ value: 'a', label: 'Under 1' },
						{ value: 'b', label: '1 to 7' },
					],
					value: undefined,
					error: 'Choose an age. A best guess is fine',
					onSelect: nothing,
				})}
				${checkField({ id: 'consent', label: 'You may contact me about this visit', checked: false, error: 'Tick to say we may contact you about this visit', onToggle: nothing })}
				${note('warm', { glyph: icons.bell, title: 'These times are kept for pets who can’t wait.', text: 'If it gets worse, call us.' })}
				${listSkeleton(2)}`,
		}),
}
