import { css } from 'lit'

/** What only the visits need. */
export const visitsStyles = css`
.visits {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-8);
	max-inline-size: 680px;
}
.own {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-6);
	max-inline-size: 680px;
}
/* Here a part is a section; among times it is a part of the day. */
.visits > .part {
	display: grid;
	gap: var(--vetslot-s-3);
	margin: 0;
}
.own .title {
	margin: 0;
	font-weight: 700;
}
.again {
	display: grid;
	gap: var(--vetslot-s-3);
	padding: var(--vetslot-s-4);
}
.again .pair {
	display: flex;
	flex-wrap: wrap;
	gap: var(--vetslot-s-2);
}
.again .slot {
	flex: 1 1 auto;
	min-block-size: 44px;
	padding: 6px var(--vetslot-s-3);
	border: 1px solid var(--vetslot-line-strong);
	border-radius: var(--vetslot-radius-m);
	font-weight: 600;
}
.again .slot:hover {
	background: var(--vetslot-surface-2);
}
.again .action {
	justify-self: start;
	margin-block: calc(-1 * var(--vetslot-s-2));
}
.written {
	white-space: pre-line;
	overflow-wrap: anywhere;
}
`
