import { html } from 'lit'
import { action, button } from '../../../widget/controls/buttons.ts'
import { dayStrip } from '../../../widget/controls/day-strip.ts'
import { errorSummary } from '../../../widget/controls/errors.ts'
import {
	checkField,
	checkList,
	segmented,
	selectField,
	textArea,
} from '../../../widget/controls/fields.ts'
import { linkRow, note } from '../../../widget/controls/notes.ts'
import { adviceList, hero, visitCard } from '../../../widget/controls/results.ts'
import { footer, header, shell, subhead, title } from '../../../widget/controls/shell.ts'
import { timeSkeleton } from '../../../widget/controls/skeleton.ts'
import { speciesTiles } from '../../../widget/controls/species.ts'
import { choiceRow, reviewList } from '../../../widget/controls/summary.ts'
import { avatar } from '../../../widget/controls/vets.ts'
import { visitList } from '../../../widget/controls/visits.ts'
import { when } from '../../../widget/controls/when.ts'
import * as icons from '../../../widget/theme/icons.ts'
import { outcomes } from './outcomes.ts'

import {
	call,
	continueButton,
	first,
	head,
	hold,
	month,
	nothing,
	reviewRows,
	type Scene,
	strip,
	tel,
	text,
	timesPart,
	urgent,
	vetPart,
	you,
} from './parts.ts'
import { days, tiles, today, visits } from './sample.ts'

/** The screens on the way to a visit, by the names of their pictures. */
export const scenes: Record<string, Scene> = {
	...outcomes,
	a1: ({ words }) =>
		shell({
			header: head(words, 'Visit', 1, false),
			body: html`${title(2, 'Who is the visit for?', 'We’ll show the visits that suit your pet.')}
				${speciesTiles({ label: 'Species', tiles, selected: undefined, onSelect: nothing })}${urgent}`,
		}),
	a2: ({ words }) =>
		shell({
			header: head(words, 'Visit', 1, false),
			body: html`${title(2, 'What does your dog need?')}
				${speciesTiles({ label: 'Species', tiles, selected: 'dog', onSelect: nothing })}
				${visitList({ groups: visits, onPick: nothing })}${urgent}`,
		}),
	b1: ({ words }) =>
		shell({
			header: head(words, 'Visit', 1),
			body: html`${title(2, 'First, a quick safety check', 'Is your dog showing any of these signs right now?')}
				${checkList({
					labelledBy: 'title',
					items: [
						'Struggling to breathe',
						'Collapsed, or can’t stand up',
						'Having a fit, or just had one',
						'Bleeding that won’t stop',
					].map((label, i) => ({ id: `s${i}`, label })),
					none: { id: 'none', label: 'None of these' },
					value: new Set(['s1']),
					onChange: nothing,
				})}${continueButton}
				<p class="sm quiet centre">Not sure? <a class="link" href=${tel}>Call and ask us</a>. It’s free.</p>`,
		}),
	b2: ({ words }) =>
		shell({
			header: header(words, { step: 'Call us now', onBack: nothing }),
			body: html`${hero('danger', icons.phone)}
				${title(2, 'Please call us. Your dog needs help now.', 'Online booking is too slow for this. We’re open and a vet is here.')}
				<div class="stack tight">${button('urgent', { label: 'Call 020 7946 0112', glyph: icons.phone, href: tel })}
				${button('quiet', { label: 'Directions to 14 Harbour Lane', glyph: icons.route, href: '#' })}</div>
				${subhead(3, 'While you get ready')}
				${adviceList([
					{ glyph: icons.heart, text: 'Keep your dog warm, calm and still' },
					{ glyph: icons.close, text: 'Don’t give food, water or medicine' },
					{ glyph: icons.clipboard, text: 'If something was eaten, bring the packet' },
				])}
				${note('info', { glyph: icons.moon, title: 'After 19:00', text: html`call Northgate Night Vets on <strong>020 7946 0177</strong>. They are 12 minutes away.` })}
				${action({ label: 'I answered by mistake', onClick: nothing })}`,
		}),
	c1: (stage) => {
		const { words } = stage
		return shell({
			header: head(words, 'Time', 2),
			body: html`${strip(words)}${title(2, 'When suits you?')}${first(words)}${vetPart}
				${when({
					strip: html`<div class="between"><p class="label">November</p>
						${action({ label: words.t('month'), glyph: icons.calendar, onClick: nothing })}</div>
						${dayStrip(words, { days: days.slice(0, 14), selected: '2026-11-05', today, onSelect: nothing })}`,
					month: month(stage, '2026-11-05'),
					times: timesPart(words),
					open: false,
				})}`,
			footer: footer({ summary: ['Thu 5 Nov, 10:40', 'with Dr Lind'], button: continueButton }),
		})
	},
	c2: (stage) =>
		shell({
			header: head(stage.words, 'Time', 2),
			body: html`${strip(stage.words)}${title(2, 'When suits you?')}
				${choiceRow(stage.words, { lead: avatar({ id: 'any' }), title: 'Any vet', text: 'Soonest times from all three', onChange: nothing })}
				${month(stage, '2026-11-06')}`,
		}),
	d: ({ words }) =>
		shell({
			header: head(words, 'Time', 2),
			body: html`${strip(words)}${title(2, 'When suits you?')}${timeSkeleton('Checking the diary…')}`,
		}),
	e: ({ words }) =>
		shell({
			header: head(words, 'Time', 2),
			body: html`${strip(words)}
				${title(2, 'Nothing left this week', 'Dr Osei is fully booked until Sunday. Here are the quickest ways in.')}
				${visitCard(words, {
					date: '2026-11-10',
					eyebrow: 'Next free day with Dr Osei',
					title: '5 times from 09:20',
					button: button('primary', { label: 'See Tuesday’s times', onClick: nothing }),
				})}
				${linkRow({ lead: avatar({ id: 'any' }), title: 'See any vet instead', text: 'Soonest is today at 16:20', onPick: nothing })}
				<p class="sm quiet centre">Or call us on ${call}</p>`,
		}),
	f1: ({ words }) =>
		shell({
			header: head(words, 'Details', 3),
			banner: hold(words, 402),
			body: html`${title(2, 'Tell us about you and your pet')}${subhead(3, 'You')}
				<form class="form">${you(words)}<div class="all">${textArea(words, {
					id: 'notes',
					label: 'Anything we should know?',
					value: '',
					placeholder: 'For example: nervous with other dogs',
					optional: true,
					onInput: nothing,
				})}</div></form>`,
			footer: footer({ button: button('primary', { label: 'Review your visit', submit: true }) }),
		}),
	f2: ({ words }) =>
		shell({
			header: head(words, 'Details', 3),
			banner: hold(words, 58, true),
			body: html`${errorSummary(words, 3, [
				{ id: 'pet', message: 'Enter your dog’s name' },
				{ id: 'mobile', message: 'Check your mobile number' },
			])}
				${subhead(3, 'Pet 1')}
				<form class="form">${text(words, 'pet', 'Name', '', { error: 'Enter your dog’s name' })}
				${text(words, 'breed', 'Breed', '', { optional: true, placeholder: 'A best guess is fine' })}
				<div class="all">${segmented(words, {
					id: 'age',
					label: 'Age',
					options: ['Under 1', '1 to 7', '8 or over'].map((label) => ({ value: label, label })),
					value: '1 to 7',
					onSelect: nothing,
				})}</div><div class="all">${subhead(3, 'You')}</div>${you(words, true)}
				${selectField(words, {
					id: 'sex',
					label: 'Sex',
					options: [
						{ value: 'f', label: 'Female' },
						{ value: 'm', label: 'Male' },
					],
					value: 'f',
					onSelect: nothing,
				})}
				<div class="all">${textArea(words, { id: 'more', label: 'Notes', value: 'x'.repeat(512), onInput: nothing })}</div>
				<div class="all">${checkField({ id: 'remind', label: 'Text me a reminder the day before', checked: true, onToggle: nothing })}</div></form>`,
			footer: footer({ button: button('primary', { label: 'Review your visit', submit: true }) }),
		}),
	g: ({ words }) =>
		shell({
			header: head(words, 'Review', 4),
			banner: hold(words, 250),
			body: html`${title(2, 'Does this look right?')}
				${reviewList(words, reviewRows, { label: 'Pay at the clinic', amount: '£112', detail: 'Biscuit £58, Mo £54' })}
				<div class="stack tight">${note('plain', { glyph: icons.refresh, text: 'Plans change. Move or cancel free until 10:40 the day before.' })}
				${note('plain', { glyph: icons.lock, text: html`Only the clinic sees your details. <a class="link" href="#">Privacy</a>` })}</div>`,
			footer: footer({ button: button('primary', { label: 'Book this visit' }) }),
		}),
}
