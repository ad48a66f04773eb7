import { css } from 'lit'
import { dangerStyles } from '../controls/danger.styles.ts'
import { dayStripStyles } from '../controls/day-strip.styles.ts'
import { daysStyles } from '../controls/days.styles.ts'
import { holdBarStyles } from '../controls/hold-bar.styles.ts'
import { notesStyles } from '../controls/notes.styles.ts'
import { resultsStyles } from '../controls/results.styles.ts'
import { shellStyles } from '../controls/shell.styles.ts'
import { skeletonStyles } from '../controls/skeleton.styles.ts'
import { timesStyles } from '../controls/times.styles.ts'
import { vetsStyles } from '../controls/vets.styles.ts'
import { base } from '../theme/base.ts'
import { palette } from '../theme/palette.ts'
import { tokens } from '../theme/tokens.ts'

const ownStyles = css`
:host {
	max-inline-size: 560px;
	margin-inline: auto;
}
`

const pageStyles = css`
.clinic {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	min-block-size: 40px;
	margin: 0 var(--vetslot-s-2) var(--vetslot-s-4);
	font-size: var(--vetslot-fs-md);
	font-weight: 600;
	line-height: 1.3;
}
.clinic .tile {
	inline-size: 32px;
	block-size: 32px;
	border-radius: var(--vetslot-radius-s);
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
}
.top {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-4);
}
.part-of {
	display: grid;
	gap: var(--vetslot-s-2);
}
.quiet strong {
	color: var(--vetslot-text);
}
.what {
	display: grid;
	flex: 1;
	gap: 2px;
	justify-items: start;
	min-inline-size: 0;
}
.what .title {
	font-size: calc(var(--vetslot-font-size) * 1.25);
	line-height: 1.3;
	letter-spacing: -0.008em;
}
.what .badge {
	margin-block-end: 4px;
}
.gap {
	margin-block-end: var(--vetslot-s-3);
}
.card-and {
	gap: var(--vetslot-s-3);
}
.arrows {
	display: flex;
	margin-inline-end: -12px;
}
.arrows [aria-disabled='true'] {
	color: var(--vetslot-text-3);
	cursor: default;
}
.diary {
	align-content: start;
	min-block-size: 480px;
	transition: opacity var(--vetslot-dur-2) 200ms;
}
.diary[aria-busy='true'] > :not(.bones) {
	opacity: 0.55;
}
.loading {
	min-block-size: 480px;
	align-content: start;
}
.date-bone {
	inline-size: 60px;
	block-size: 72px;
}
.button-bone {
	block-size: 52px;
	border-radius: var(--vetslot-radius-b);
}
.bones .between {
	min-block-size: 44px;
}
.trying {
	min-block-size: 1.4em;
}
.paper {
	display: none;
}
/* Two weeks, one below the other, where seven days fit side by side. */
@container vetslot (inline-size >= 420px) {
	.strip {
		display: grid;
		grid-template-columns: repeat(7, 1fr);
		overflow: visible;
	}
	.strip .day,
	.strip .day-bone {
		inline-size: auto;
	}
}
@media print {
	section {
		display: none;
	}
	.paper {
		display: block;
		color: #000;
		font-size: 11pt;
	}
	.paper p {
		break-inside: avoid;
	}
}
`

/** For whoever shows the same screens inside of something else. */
export const screenStyles = [
	shellStyles,
	vetsStyles,
	daysStyles,
	dayStripStyles,
	timesStyles,
	holdBarStyles,
	resultsStyles,
	pageStyles,
]

/** The style sheets of the controls that the page uses, and its own. */
export const visitStyles = [
	...[tokens, palette, base, dangerStyles, notesStyles, skeletonStyles],
	...screenStyles,
	ownStyles,
]
