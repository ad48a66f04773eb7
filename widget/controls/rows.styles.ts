import { css } from 'lit'

export const rowsStyles = css`
.first {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	inline-size: 100%;
	min-block-size: 64px;
	padding: 10px var(--vetslot-s-4) 10px var(--vetslot-s-3);
	padding-inline: var(--vetslot-s-3) var(--vetslot-s-4);
	border: var(--vetslot-soft-line, 0);
	border-radius: var(--vetslot-radius-l);
	background: var(--vetslot-accent-soft);
	transition: background-color var(--vetslot-dur-1);
}
.first:hover {
	background: var(--vetslot-accent-soft-2);
}
.first .tile {
	background: var(--vetslot-surface);
}
.first > .icon,
.accent {
	color: var(--vetslot-accent-text);
}
.first .label {
	font-size: var(--vetslot-fs-xs);
}
.linkrow {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-4);
	inline-size: 100%;
	min-block-size: 60px;
	padding-block: var(--vetslot-s-2);
	border-radius: var(--vetslot-radius-m);
}
.stack > .linkrow {
	margin-block: -10px;
}
.linkrow .avatar {
	inline-size: 40px;
	block-size: 40px;
	margin-inline: 4px -2px;
}
.linkrow .grow b + span {
	margin: 0;
}
.linkrow > .icon:last-child {
	margin-inline-start: -8px;
	color: var(--vetslot-text-3);
}
.linkrows .linkrow {
	padding: 13px var(--vetslot-s-4);
	padding-inline-end: var(--vetslot-s-3);
	border-radius: 0;
}
.linkrows .linkrow + .linkrow {
	border-block-start: 1px solid var(--vetslot-line);
}
.linkrow:hover {
	background: var(--vetslot-surface-2);
}
.linkrows .linkrow:focus-visible {
	outline-offset: -3px;
	border-radius: var(--vetslot-radius-l);
}
.clock {
	font-size: calc(var(--vetslot-font-size) * 1.25);
	font-weight: 650;
	line-height: 1.3;
}
`
