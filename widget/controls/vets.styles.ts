import { css } from 'lit'

export const vetsStyles = css`
.vets {
	display: grid;
	grid-auto-flow: column;
	grid-auto-columns: minmax(max(62px, 3.9em), auto);
	justify-content: space-between;
	gap: var(--vetslot-s-4);
	margin: -6px calc(-1 * var(--pad));
	padding: 6px var(--pad);
	overflow-x: auto;
	overscroll-behavior-x: contain;
	scrollbar-width: none;
}
.vets:has(> :nth-child(5)) {
	grid-auto-columns: minmax(max(64px, 4em), auto);
	justify-content: start;
}
.vets button {
	display: grid;
	justify-items: center;
	align-content: start;
	gap: 8px;
	padding-block-start: 4px;
	border-radius: var(--vetslot-radius-m);
	text-align: center;
}
.face {
	position: relative;
}
.face .tick {
	inset-block: auto -4px;
	inset-inline-end: -4px;
	box-shadow: 0 0 0 2px var(--vetslot-surface);
}
.avatar {
	display: grid;
	place-items: center;
	inline-size: 52px;
	block-size: 52px;
	border-radius: 50%;
	font-weight: 600;
	overflow: hidden;
	background: var(--vetslot-warm-soft);
	color: var(--vetslot-warm-text);
}
.avatar img {
	inline-size: 100%;
	block-size: 100%;
	object-fit: cover;
}
.vets .who {
	min-inline-size: 0;
	max-inline-size: 7em;
}
.avatar[data-tint='any'] {
	background: var(--vetslot-accent-soft-2);
	color: var(--vetslot-accent-text);
}
.avatar[data-tint='1'] {
	background: var(--vetslot-info-soft);
	color: var(--vetslot-info-text);
}
.avatar[data-tint='2'] {
	background: var(--vetslot-ok-soft);
	color: var(--vetslot-ok-text);
}
[aria-checked='true'] > .face .avatar {
	box-shadow: 0 0 0 2px var(--vetslot-surface), 0 0 0 4px var(--vetslot-accent-mark);
}
.who {
	display: grid;
	line-height: 1.35;
}
.who b {
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
	line-height: 1.3;
	overflow: hidden;
	text-overflow: ellipsis;
}
.vets [aria-checked='true'] b {
	color: var(--vetslot-accent-text);
}
.who .long {
	display: none;
}
@container vetslot (inline-size >= 420px) {
	.vets {
		display: flex;
		flex-wrap: wrap;
		justify-content: start;
		gap: var(--vetslot-s-2);
		overflow: visible;
	}
	.vets button {
		display: flex;
		align-items: center;
		gap: 10px;
		min-block-size: 52px;
		padding: 6px 16px 6px 6px;
		padding-inline: 7px 16px;
		border: 1px solid var(--vetslot-line);
		border-radius: 999px;
		text-align: inherit;
	}
	.vets .avatar {
		inline-size: 38px;
		block-size: 38px;
		font-size: var(--vetslot-fs-sm);
	}
	.vets .face .tick {
		display: none;
	}
	.vets [aria-checked='true'] {
		border: 2px solid var(--vetslot-accent-mark);
		padding-inline: 6px 15px;
		background: var(--vetslot-accent-soft);
	}
	.vets [aria-checked='true'] .avatar {
		box-shadow: none;
	}
	.vets .who {
		max-inline-size: none;
	}
	.who .long {
		display: inline;
	}
	.who .short {
		display: none;
	}
}
`
