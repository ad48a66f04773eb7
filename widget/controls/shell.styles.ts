import { css } from 'lit'

export const shellStyles = css`
.root {
	container: vetslot / inline-size;
}
.card {
	--pad: var(--vetslot-s-5);
	border: 1px solid var(--vetslot-line);
	border-radius: var(--vetslot-radius-xl);
	background: var(--vetslot-surface);
	box-shadow: var(--vetslot-shadow-2);
	overflow: clip;
}
:host([surface='bare']) .card {
	border: 0;
	border-radius: 0;
	box-shadow: none;
}
.main {
	min-inline-size: 0;
}
.body {
	padding: var(--vetslot-s-6) var(--pad);
}
.body:first-child {
	padding-block-start: var(--vetslot-s-8);
}
header:not(:has(.progress)) + .body {
	padding-block-start: 14px;
}
.head {
	display: flex;
	align-items: center;
	min-block-size: 60px;
	padding-inline: var(--pad);
}
.head .action:has(.flip) {
	margin-inline: -13px 5px;
	color: var(--vetslot-text);
}
.head button:last-child {
	margin-inline-end: -11px;
}
.head .call ~ .action {
	color: var(--vetslot-text);
}
.call {
	padding-inline: 6px;
}
.where {
	display: flex;
	flex: 1;
	flex-wrap: wrap;
	gap: 0 6px;
}
.where strong {
	font-weight: 600;
}
.progress {
	display: grid;
	grid-auto-flow: column;
	gap: 5px;
	padding: 2px var(--pad) 0;
}
.progress i {
	block-size: 3px;
	border-radius: 2px;
	background: var(--vetslot-surface-3);
}
.progress .on {
	background: var(--vetslot-accent-mark);
}
.foot {
	padding: var(--vetslot-s-3) var(--pad) var(--vetslot-s-4);
	border-block-start: 1px solid var(--vetslot-line);
	background: var(--vetslot-surface);
}
.foot:not(:has(.between)) {
	padding-block-start: 14px;
}
.foot.stuck {
	position: sticky;
	z-index: 20;
	inset-block-end: env(safe-area-inset-bottom, 0px);
}
.foot .between {
	margin-block-end: var(--vetslot-s-3);
}
.foot .go + p {
	margin-block-start: var(--vetslot-s-3);
}
.aside {
	display: none;
}
@container vetslot (inline-size < 340px) {
	.card {
		--pad: var(--vetslot-s-4);
	}
}
@container vetslot (inline-size < 320px) {
	.call span {
		display: none;
	}
	.call:last-child {
		margin-inline-end: -13px;
	}
}
@container vetslot (inline-size >= 420px) {
	.card {
		--pad: var(--vetslot-s-7);
	}
	.foot:has(.between) {
		display: flex;
		flex-wrap: wrap;
		align-items: center;
		justify-content: space-between;
		gap: var(--vetslot-s-3);
	}
	.foot .between {
		display: grid;
		gap: 0;
		margin: 0;
	}
	.foot .between strong {
		font-size: var(--vetslot-fs-md);
	}
	.foot:has(.between) .go {
		min-inline-size: 180px;
	}
}
@container vetslot (inline-size > 720px) {
	.card {
		--pad: var(--vetslot-s-8);
	}
	.body {
		padding-block-start: var(--vetslot-s-8);
	}
}
/* Beside 300 px of summary, month and times need this much to stand side by side. */
@container vetslot (inline-size >= 960px) {
	.wide {
		display: grid;
		grid-template-columns: minmax(0, 1fr) 300px;
	}
	.wide .foot,
	.wide .summary {
		display: none;
	}
	.aside {
		display: block;
		padding: var(--vetslot-s-8) var(--vetslot-s-7);
		border-inline-start: 1px solid var(--vetslot-line);
		background: var(--vetslot-surface-2);
	}
	.aside > * {
		position: sticky;
		inset-block-start: var(--vetslot-s-8);
	}
}
@media (prefers-reduced-motion: no-preference) {
	.body {
		animation: enter var(--vetslot-dur-3) var(--vetslot-ease-out);
	}
	@keyframes enter {
		from {
			opacity: 0;
		}
	}
}
`
