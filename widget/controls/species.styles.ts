import { css } from 'lit'

export const speciesStyles = css`
.species {
	display: grid;
	grid-template-columns: 1fr 1fr;
	gap: 10px;
}
.species button {
	position: relative;
	display: grid;
	justify-items: center;
	align-content: center;
	gap: var(--vetslot-s-3);
	min-block-size: 116px;
	padding: var(--vetslot-s-3) var(--vetslot-s-1);
	border: 1px solid var(--vetslot-line);
	border-radius: var(--vetslot-radius-l);
	color: var(--vetslot-text-2);
	font-weight: 600;
	line-height: 1.3;
	text-align: center;
	transition:
		background-color var(--vetslot-dur-2),
		transform var(--vetslot-dur-1);
}
.species button > span {
	color: var(--vetslot-text);
}
.species button:hover {
	background: var(--vetslot-surface-2);
}
.species.row {
	grid-template-columns: repeat(auto-fill, minmax(max(3.5em, 22%), 1fr));
	gap: var(--vetslot-s-2);
}
.species.row button {
	gap: var(--vetslot-s-2);
	min-block-size: 92px;
	font-size: var(--vetslot-fs-sm);
}
.species [aria-checked='true'],
.species [aria-checked='true']:hover {
	border: 2px solid var(--vetslot-accent-mark);
	background: var(--vetslot-accent-soft);
	color: var(--vetslot-accent-text);
}
.species [aria-checked='true'] > span:not(.tick) {
	color: inherit;
}
.species .tick {
	color: var(--vetslot-on-accent);
}
@container vetslot (inline-size >= 420px) {
	.species {
		grid-template-columns: repeat(auto-fill, minmax(max(4.5em, 22%), 1fr));
	}
}
`
