import { css } from 'lit'

export const timesStyles = css`
.times {
	display: grid;
	gap: var(--vetslot-s-6);
}
.part {
	display: flex;
	align-items: center;
	gap: 9px;
	margin-block-end: 10px;
}
.slots {
	display: grid;
	grid-template-columns: repeat(auto-fill, minmax(max(4em, 30%), 1fr));
	gap: var(--vetslot-s-2);
}
.time {
	display: grid;
	place-content: center;
	min-block-size: 48px;
	border: 1px solid var(--vetslot-line);
	border-radius: var(--vetslot-radius-m);
	font-weight: 600;
	line-height: 1.2;
	text-align: center;
	transition:
		background-color var(--vetslot-dur-2),
		color var(--vetslot-dur-2);
}
.time small {
	font-size: var(--vetslot-fs-xs);
	font-weight: 400;
}
.time:hover {
	border-color: var(--vetslot-line-strong);
	background: var(--vetslot-surface-2);
}
.time.gone {
	border-style: dashed;
	color: var(--vetslot-text-3);
	font-weight: 400;
	cursor: default;
}
.time.chosen {
	border-color: var(--vetslot-accent-mark);
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
}
/* Fades in where it stands. */
.time .slash::after {
	animation: enter var(--vetslot-dur-2);
}
@container vetslot (420px <= inline-size < 600px) {
	.slots {
		grid-template-columns: repeat(auto-fill, minmax(max(4em, 22%), 1fr));
	}
}
@container vetslot (inline-size < 320px) {
	.slots {
		grid-template-columns: 1fr 1fr;
	}
}
`
