import { css } from 'lit'
import { popoverStyles } from '../popover.styles.ts'
import { blockStyles } from './block.styles.ts'

/** The calendar's frame: heads and times that stay, columns that scroll. */
const gridStyles = css`
:host {
	block-size: 100%;
	container: vetslot / inline-size;
}
.diary {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	grid-template-rows: minmax(0, 1fr) auto;
	block-size: 100%;
}
.diary:has(> .trouble) {
	grid-template-rows: auto minmax(0, 1fr) auto;
}
.diary.list {
	display: block;
	overflow: auto;
}
.trouble {
	padding: var(--vetslot-s-2) var(--vetslot-s-4);
}
.scroll {
	position: relative;
	overflow: auto;
	overscroll-behavior: contain;
}
.scroll:focus {
	outline: none;
}
.sheet {
	position: relative;
	min-inline-size: 100%;
}
.heads {
	position: sticky;
	z-index: 12;
	inset-block-start: 0;
	block-size: max(62px, 4.4em);
	border-block-end: 1px solid var(--vetslot-line);
	background: var(--vetslot-surface);
}
.heads:has(.date) {
	block-size: max(92px, 6.6em);
}
.heads:has(.date) .head {
	inset-block: max(30px, 2.15em) 0;
}
.corner {
	position: sticky;
	z-index: 2;
	inset-inline-start: 0;
	display: grid;
	place-items: center;
	inline-size: max(64px, 3.6 * var(--vetslot-fs-md));
	block-size: 100%;
	border-inline-end: 1px solid var(--vetslot-line);
	background: var(--vetslot-surface);
}
.head {
	position: absolute;
	inset-block: 0;
	border-inline-end: 1px solid var(--vetslot-line);
}
.head-button {
	display: flex;
	align-items: center;
	gap: 10px;
	inline-size: 100%;
	block-size: 100%;
	padding-inline: 12px;
	overflow: hidden;
}
.head-button:hover {
	background: var(--vetslot-surface-2);
}
.head-button:focus-visible {
	outline-offset: -3px;
}
.head-button :is(b, .xs) {
	overflow: hidden;
	text-overflow: ellipsis;
	white-space: nowrap;
}
.head-button.today b {
	color: var(--vetslot-accent-text);
}
.date {
	position: absolute;
	inset-block: 0 auto;
	block-size: max(30px, 2.15em);
	padding: 5px 12px 0;
	border-inline-end: 1px solid var(--vetslot-line);
	border-block-end: 1px solid var(--vetslot-line);
	background: var(--vetslot-surface-2);
	font-weight: 600;
}
.date > span {
	position: sticky;
	inset-inline-start: 76px;
}
.date.today {
	color: var(--vetslot-accent-text);
}
.face {
	display: grid;
	flex: none;
	place-items: center;
	inline-size: 34px;
	block-size: 34px;
	border-radius: 50%;
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
	line-height: 1;
}
.tone-0 {
	background: var(--vetslot-warm-soft);
	color: var(--vetslot-warm-text);
}
.tone-1 {
	background: var(--vetslot-info-soft);
	color: var(--vetslot-info-text);
}
.tone-2 {
	background: var(--vetslot-ok-soft);
	color: var(--vetslot-ok-text);
}
.face.nurse {
	background: var(--vetslot-accent-soft-2);
	color: var(--vetslot-accent-text);
}
.face.room {
	background: var(--vetslot-surface-3);
	color: var(--vetslot-text-2);
}
.body {
	position: relative;
	background-image: linear-gradient(var(--vetslot-line) 1px, transparent 1px);
	background-size: 100% 68px;
	background-position: 0 -1px;
}
.times {
	position: sticky;
	z-index: 8;
	inset-inline-start: 0;
	inline-size: max(64px, 3.6 * var(--vetslot-fs-md));
	block-size: 100%;
	border-inline-end: 1px solid var(--vetslot-line);
	background: var(--vetslot-surface);
	color: var(--vetslot-text-2);
	font-size: var(--vetslot-fs-sm);
}
.times span {
	position: absolute;
	inset-inline-end: 9px;
	transform: translateY(-50%);
}
.now {
	position: absolute;
	z-index: 1;
	block-size: 1.5px;
	background: var(--vetslot-danger);
	pointer-events: none;
}
.now-badge {
	position: sticky;
	z-index: 9;
	inset-inline-start: 10px;
	inline-size: 46px;
	block-size: 20px;
	margin-block: -10px;
	border-radius: 7px;
	background: var(--vetslot-danger);
	color: var(--vetslot-on-danger);
	font-size: 12px;
	font-weight: 600;
	line-height: 20px;
	text-align: center;
	pointer-events: none;
}
.body > .now-badge {
	position: absolute;
}
.cell {
	position: absolute;
	inset-block: 0;
	border-inline-end: 1px solid var(--vetslot-line);
	contain: layout paint style;
	cursor: default;
	-webkit-user-select: none;
	user-select: none;
}
.legend {
	display: flex;
	gap: 6px 20px;
	padding: 11px var(--vetslot-s-5);
	border-block-start: 1px solid var(--vetslot-line);
	color: var(--vetslot-text-2);
	font-size: var(--vetslot-fs-sm);
	overflow-x: auto;
	scrollbar-width: none;
}
.legend li {
	display: flex;
	flex: none;
	align-items: center;
	gap: 8px;
}
.waiting {
	display: grid;
	grid-template-columns: repeat(3, 1fr);
	gap: var(--vetslot-s-3);
	padding: var(--vetslot-s-5);
}
.waiting .bone {
	block-size: 60vh;
}
@container vetslot (inline-size < 600px) {
	.corner,
	.times {
		inline-size: max(52px, 3.6 * var(--vetslot-fs-md));
	}
	.times span {
		inset-inline-end: 6px;
	}
	.now-badge {
		inset-inline-start: 3px;
	}
	.date > span {
		inset-inline-start: 60px;
	}
	.legend {
		padding-inline: var(--vetslot-s-3);
	}
}
`

const printStyles = css`
@media print {
	.scroll,
	.diary {
		display: block;
		block-size: auto;
		overflow: visible;
	}
	.heads,
	.corner,
	.times {
		position: relative;
	}
	.times {
		position: absolute;
		inset-block: 0;
	}
	.corner .round,
	.legend,
	.now,
	.now-badge,
	.popover {
		display: none;
	}
	.block {
		border: 1px solid #000;
		background: #fff;
		color: #000;
	}
}
`

export const diaryStyles = [gridStyles, blockStyles, popoverStyles, printStyles]
