import { css } from 'lit'

/** What only the first view needs. */
export const homeStyles = css`
.home {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-8);
}
.side {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	align-content: start;
	gap: var(--vetslot-s-8);
}
.coming {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-4);
	padding: 18px;
	border: var(--vetslot-soft-line, 0);
	border-radius: var(--vetslot-radius-l);
	background: var(--vetslot-accent-soft);
}
.coming > .subhead + p {
	margin-block-start: calc(-1 * var(--vetslot-s-3));
}
.next-head {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	justify-content: space-between;
	gap: var(--vetslot-s-1) var(--vetslot-s-2);
}
.next-head .subhead {
	color: var(--vetslot-accent-text);
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
}
.next-visit {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	gap: var(--vetslot-s-4);
}
.next-visit .grow {
	flex-basis: 8em;
}
.coming .date,
.coming .button {
	background: var(--vetslot-surface);
}
.coming .button:hover {
	background: var(--vetslot-accent-soft-2);
}
.coming .button {
	min-block-size: 44px;
	border-radius: var(--vetslot-radius-m);
}
.large {
	font-size: var(--vetslot-fs-lg);
	line-height: 1.3;
}
.next-open {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-2);
	margin-block-end: calc(-1 * var(--vetslot-s-2));
}
.more {
	justify-self: start;
	margin-block: calc(-1 * var(--vetslot-s-6)) calc(-1 * var(--vetslot-s-3));
}
.name {
	font-size: var(--vetslot-fs-md);
}
.next-bone {
	block-size: 208px;
	border-radius: var(--vetslot-radius-l);
}
.due-bone {
	block-size: 138px;
	border-radius: var(--vetslot-radius-l);
}
.pets-bone {
	block-size: 226px;
	border-radius: var(--vetslot-radius-l);
}
@container vetslot (inline-size >= 680px) {
	.home {
		grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
		grid-template-rows: auto 1fr;
		gap: var(--vetslot-s-6) var(--vetslot-s-8);
	}
	.home > .trouble {
		grid-column: 1 / -1;
	}
	.visits-side {
		grid-row: span 2;
	}
	.book {
		grid-column: 2;
	}
}
@container vetslot (inline-size >= 960px) {
	.home {
		column-gap: var(--vetslot-s-10);
	}
}
`
