import { css } from 'lit'
import { viewStyles } from '../styles.ts'

const own = css`
.head {
	display: flex;
	flex-wrap: wrap;
	align-items: flex-start;
	justify-content: space-between;
	gap: var(--vetslot-s-3);
}
:is(.head, li, .sheet-card) > .buttons .button {
	flex: none;
}
/* As large as the buttons beside it. */
.buttons .button.soft {
	padding-inline: var(--vetslot-s-4);
	font-size: inherit;
}
.backlink {
	display: flex;
}
.backlink .action {
	padding-inline-start: 0;
}
.segments {
	max-inline-size: 420px;
}
.search {
	flex: 1 1 320px;
	max-inline-size: 560px;
}
.two {
	display: grid;
	gap: var(--vetslot-s-6);
	grid-template-columns: minmax(0, 1fr);
	align-items: start;
}
@container vetslot (inline-size >= 760px) {
	.two {
		grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
	}
}
.block {
	display: grid;
	gap: var(--vetslot-s-3);
}
h2.subhead,
h3.subhead {
	margin: 0;
}
.between {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	justify-content: space-between;
	gap: var(--vetslot-s-2);
}
.tag {
	display: inline-flex;
	align-items: center;
	gap: 6px;
	padding: 2px 10px;
	border: 1px solid var(--vetslot-line-strong);
	border-radius: 999px;
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
	line-height: 1.6;
}
.tag.warm {
	border-color: transparent;
	background: var(--vetslot-warm-soft);
	color: var(--vetslot-warm-text);
}
.tag.danger {
	border-color: var(--vetslot-danger);
	color: var(--vetslot-danger);
}
.tags {
	display: flex;
	flex-wrap: wrap;
	gap: var(--vetslot-s-2);
}
.alert {
	display: flex;
	align-items: center;
	justify-content: space-between;
	gap: var(--vetslot-s-2);
	padding: 4px 4px 4px 14px;
	border-radius: 11px;
	background: var(--vetslot-warm-soft);
	color: var(--vetslot-warm-text);
}
.record {
	display: grid;
	gap: var(--vetslot-s-2);
	padding: var(--vetslot-s-4) 0;
	border-block-start: 1px solid var(--vetslot-line);
}
.record:first-child {
	border: 0;
}
.record.withdrawn .said {
	text-decoration: line-through;
	color: var(--vetslot-text-2);
}
.breaks {
	overflow-wrap: anywhere;
}
.record > .ways {
	margin-block: calc(-1 * var(--vetslot-s-2));
}
.points {
	display: grid;
	gap: 6px;
	padding-inline-start: 1.2em;
	list-style: disc;
}
.compared {
	display: grid;
	gap: 4px;
}
.compared li {
	display: flex;
	gap: 8px;
}
.compared .mark {
	flex: none;
	inline-size: 18px;
	padding-block-start: 2px;
}
.compared .same .mark {
	color: var(--vetslot-ok-text);
}
.compared .different .mark {
	color: var(--vetslot-danger);
}
.compared .unknown {
	color: var(--vetslot-text-2);
}
.said {
	white-space: pre-line;
}
details > summary {
	display: inline-block;
	padding-block: 8px;
	color: var(--vetslot-accent-text);
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
	cursor: pointer;
}
td .link,
th .link {
	text-align: start;
}
dd {
	margin: 0;
}
`

/** For the pages of people, and of what waits to be worked off. */
export const peopleStyles = [...viewStyles, own]
