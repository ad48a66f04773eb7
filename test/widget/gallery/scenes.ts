import { html, type TemplateResult } from 'lit'
import { action, button } from '../../../widget/controls/buttons.ts'
import { dayStrip } from '../../../widget/controls/day-strip.ts'
import { errorSummary } from '../../../widget/controls/errors.ts'
import {
	checkField,
	checkList,
	segmented,
	selectField,
	textArea,
	textField,
} from '../../../widget/controls/fields.ts'
import { holdBar } from '../../../widget/controls/hold-bar.ts'
import { type MonthCursor, monthGrid } from '../../../widget/controls/month-grid.ts'
import {
	firstCard,
	linkRow,
	linkRows,
	note,
	offlineBanner,
} from '../../../widget/controls/notes.ts'
import {
	adviceList,
	chips,
	dateBlock,
	hero,
	timeline,
	visitCard,
} from '../../../widget/controls/results.ts'
import { footer, header, shell, subhead, title } from '../../../widget/controls/shell.ts'
import { listSkeleton, timeSkeleton } from '../../../widget/controls/skeleton.ts'
import { speciesTiles } from '../../../widget/controls/species.ts'
import { aside, type Row, reviewList, summaryStrip } from '../../../widget/controls/summary.ts'
import { timeList } from '../../../widget/controls/times.ts'
import { avatar, vetChoice } from '../../../widget/controls/vets.ts'
import { visitList } from '../../../widget/controls/visits.ts'
import { when } from '../../../widget/controls/when.ts'
import type { Words } from '../../../widget/locales/localize.ts'
import * as icons from '../../../widget/theme/icons.ts'
import {
	at,
	dayMap,
	days,
	lastDay,
	manyTimes,
	phone,
	tiles,
	times,
	today,
	vets,
	visits,
} from './sample.ts'

/** What a scene draws with: words, and a month's cursor that belongs to the element. */
export interface Stage {
	words: Words
	cursor: MonthCursor
}

type Scene = (stage: Stage) => TemplateResult

const nothing = () => {}
const tel = `tel:${phone.dial}`

const urgent = note('danger', {
	glyph: icons.pulse,
	title: 'Need help right now?',
	text: 'Don’t book online. Call 020 7946 0112.',
	href: tel,
})

const head = (words: Words, step: string, number: number, back = true) =>
	header(words, { step, number, phone, onBack: back ? nothing : undefined })

const strip = (words: Words) =>
	summaryStrip(words, {
		glyph: icons.dog,
		title: 'Booster vaccination',
		detail: '20 min · £58',
		onChange: nothing,
	})

const first = (words: Words) =>
	firstCard({
		glyph: icons.bolt,
		label: words.t('first-available'),
		text: 'Today, 16:20 with Dr Osei',
		onPick: nothing,
	})

const vetPart = html`<div class="stack tight"><p class="label" id="vets-label">Who would you like to see?</p>${vetChoice(
	{ labelledBy: 'vets-label', vets, selected: 'any', onSelect: nothing },
)}</div>`

const zone = note('info', {
	glyph: icons.globe,
	title: 'Times are in clinic time (London).',
	text: 'Your phone is on Madrid time, one hour ahead.',
})

const timesPart = (words: Words) =>
	html`<div class="stack">${subhead(3, words.longDay('2026-11-05'))}${timeList(words, {
		label: words.longDay('2026-11-05'),
		times,
		selected: at('10:40'),
		onSelect: nothing,
	})}${zone}</div>`

const continueButton = button('primary', { label: 'Continue', onClick: nothing })

const month = ({ words, cursor }: Stage, selected: string) =>
	monthGrid(words, {
		cursor,
		days: dayMap,
		selected,
		today,
		last: lastDay,
		onSelect: nothing,
		onClose: nothing,
	})

const hold = (words: Words, left: number, low = false) =>
	holdBar(words, {
		start: at('10:40'),
		until: at('12:06'),
		left: left * 1000,
		length: 600_000,
		note: low ? 'Held for one more minute' : 'Held for you with Dr Lind',
		low,
		onKeep: nothing,
	})

const reviewRows: Row[] = [
	{
		glyph: icons.calendar,
		title: 'Thu 5 November, 10:40',
		lines: ['Until about 11:10'],
		onEdit: nothing,
		section: 'time',
	},
	{
		glyph: icons.syringe,
		title: 'Booster vaccination',
		lines: ['2 pets, 30 min'],
		onEdit: nothing,
		section: 'visit',
	},
	{
		glyph: icons.stethoscope,
		title: 'Dr Tomas Lind',
		lines: ['Small animals'],
		onEdit: nothing,
		section: 'vet',
	},
	{
		glyph: icons.paw,
		title: 'Biscuit and Mo',
		lines: ['A dog and a cat'],
		onEdit: nothing,
		section: 'pets',
	},
	{
		glyph: icons.user,
		title: 'Sam Rivera',
		lines: ['07700 900142', 'sam@example.com'],
		onEdit: nothing,
		section: 'you',
	},
	{ glyph: icons.pin, title: '14 Harbour Lane', lines: ['Riverside, London'] },
]

const sideSummary = aside({
	heading: 'Your visit',
	visit: { glyph: icons.dog, title: 'Booster vaccination', detail: 'For a dog' },
	rows: [
		{ glyph: icons.calendar, title: 'Thu 5 Nov, 10:40', lines: ['20 minutes'] },
		{ glyph: icons.stethoscope, title: 'Dr Tomas Lind', lines: ['Small animals'] },
		{ glyph: icons.pin, title: '14 Harbour Lane', lines: ['Riverside, London'] },
	],
	total: {
		label: 'Pay at the clinic',
		amount: '£58',
		detail: 'Move or cancel free until the day before.',
	},
	button: continueButton,
})

const text = (words: Words, id: string, label: string, value: string, more: object = {}) =>
	textField(words, { id, label, value, onInput: nothing, ...more })

const you = (words: Words, error = false) => html`
	${text(words, 'name', 'Full name', 'Sam Rivera', { autocomplete: 'name' })}
	${text(words, 'mobile', 'Mobile', error ? '07700 90014' : '07700 900142', {
		type: 'tel',
		hint: 'For a reminder the day before. No marketing.',
		error: error ? 'This number is one digit short. UK mobiles have 11 digits.' : undefined,
	})}
	${text(words, 'email', 'Email', 'sam@example.com', { type: 'email' })}`

const call = html`<a class="link" href=${tel}><bdi dir="ltr">020 7946 0112</bdi></a>`

export const scenes: Record<string, Scene> = {
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
	c1: ({ words }) =>
		shell({
			header: head(words, 'Time', 2),
			body: html`${strip(words)}${title(2, 'When suits you?')}${first(words)}${vetPart}
				<div class="stack tight"><div class="between"><p class="label">November</p>
				${action({ label: words.t('month'), glyph: icons.calendar, onClick: nothing })}</div>
				${dayStrip(words, { days: days.slice(0, 14), selected: '2026-11-05', today, onSelect: nothing })}</div>
				${timesPart(words)}`,
			footer: footer({ summary: ['Thu 5 Nov, 10:40', 'with Dr Lind'], button: continueButton }),
		}),
	c2: (stage) =>
		shell({
			header: head(stage.words, 'Time', 2),
			body: html`${strip(stage.words)}${title(2, 'When suits you?')}
				<div class="pick centred">${avatar({ id: 'any' })}<p class="grow"><b>Any vet</b><span class="sm quiet">Soonest times from all three</span></p>${action({ label: 'Change', onClick: nothing })}</div>
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
			body: html`<div class="pick centred">${dateBlock(words, '2026-11-05')}<div class="grow"><b class="big">10:40 with Dr Lind</b>
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
