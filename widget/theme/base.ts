import { css } from 'lit'

/** Type, links, buttons and the focus ring: what every screen uses. */
export const base = css`
.icon {
	display: block;
	flex: none;
	overflow: visible;
}
.flip:dir(rtl) {
	transform: scaleX(-1);
}
button,
input,
select,
textarea {
	margin: 0;
	padding: 0;
	border: 0;
	background: none;
	color: inherit;
	font: inherit;
	letter-spacing: inherit;
	text-align: inherit;
}
button,
select {
	cursor: pointer;
	-webkit-tap-highlight-color: transparent;
}
:focus-visible {
	outline: 2.5px solid var(--vetslot-focus);
	outline-offset: 2.5px;
}
button,
a,
input,
select,
textarea,
[tabindex] {
	/* The bar of the hold above and the footer below, both of which grow with the text. */
	scroll-margin-block: calc(40px + 4em) calc(80px + 5em);
}
p,
ul,
ol,
dl,
dd,
fieldset,
legend {
	margin: 0;
	padding: 0;
	border: 0;
	min-inline-size: 0;
}
ul,
ol {
	list-style: none;
}
/* In a page of the other direction a full stop stays at the end of its sentence. */
:where(p, b, strong, span, button, .input, .title, .subhead, .label) {
	unicode-bidi: plaintext;
}
bdi {
	white-space: nowrap;
}
.title {
	margin: 0;
	font-size: var(--vetslot-fs-xl);
	font-weight: 650;
	line-height: 1.2;
	letter-spacing: -0.015em;
	text-wrap: balance;
}
.title:focus-visible,
.title:focus {
	outline: none;
}
:is(.title, .subhead):lang(ar, fa, ur, he, zh, ja, ko) {
	letter-spacing: 0;
}
.lead {
	max-inline-size: 60ch;
	margin-block-start: 6px;
	color: var(--vetslot-text-2);
}
.lead strong {
	color: var(--vetslot-text);
}
.subhead {
	font-size: var(--vetslot-fs-md);
	font-weight: 650;
	line-height: 1.3;
	letter-spacing: -0.008em;
}
.label {
	display: block;
	font-size: var(--vetslot-fs-sm);
	font-weight: 600;
	line-height: 1.45;
}
.quiet {
	color: var(--vetslot-text-2);
}
.sm {
	font-size: var(--vetslot-fs-sm);
	line-height: 1.45;
}
.xs {
	font-size: var(--vetslot-fs-xs);
	line-height: 1.4;
}
strong {
	font-weight: 650;
}
.num,
bdi {
	font-variant-numeric: tabular-nums;
}
.centre {
	margin-inline: auto;
	text-align: center;
}
.sr {
	position: absolute;
	inline-size: 1px;
	block-size: 1px;
	margin: -1px;
	overflow: hidden;
	clip-path: inset(50%);
	white-space: nowrap;
}
.link {
	color: var(--vetslot-accent-text);
	font-weight: 600;
	text-decoration: underline 2px var(--vetslot-accent-line);
	text-underline-offset: 0.3em;
}
/* A finger's height without moving the lines around. */
p .link {
	display: inline-block;
	margin-block: -12px;
	padding-block: 12px;
}
.link:hover {
	text-decoration-color: currentColor;
}
.button,
.action {
	display: flex;
	align-items: center;
	justify-content: center;
	gap: var(--vetslot-s-2);
	border-radius: var(--vetslot-radius-b);
	font-weight: 600;
	line-height: 1.3;
	text-align: center;
	text-decoration: none;
	transition:
		background-color var(--vetslot-dur-1),
		transform var(--vetslot-dur-1);
}
.button {
	inline-size: 100%;
	min-block-size: 52px;
	padding: var(--vetslot-s-2) var(--vetslot-s-5);
	border: 1px solid transparent;
}
.button.primary {
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
}
.button.primary:hover {
	background: var(--vetslot-accent-fill-hover);
}
.button.secondary {
	border-color: var(--vetslot-line-strong);
	color: var(--vetslot-text);
}
.button.secondary:hover,
.button.quiet:hover {
	background: var(--vetslot-surface-2);
}
.button.soft {
	border: var(--vetslot-soft-line, 1px solid transparent);
	background: var(--vetslot-accent-soft);
	color: var(--vetslot-accent-text);
	font-size: var(--vetslot-fs-sm);
	gap: 10px;
	padding-inline: var(--vetslot-s-2);
}
.button.soft:hover {
	background: var(--vetslot-accent-soft-2);
}
.button.quiet {
	color: var(--vetslot-accent-text);
}
.button.urgent {
	min-block-size: 60px;
	background: var(--vetslot-danger);
	color: var(--vetslot-on-danger);
	font-size: var(--vetslot-fs-lg);
}
.button[aria-disabled='true'] {
	background: var(--vetslot-surface-3);
	color: var(--vetslot-text-3);
	cursor: default;
}
.action {
	min-block-size: 44px;
	min-inline-size: 44px;
	gap: 6px;
	color: var(--vetslot-accent-text);
	font-size: var(--vetslot-fs-sm);
}
.action:hover {
	text-decoration: underline 2px var(--vetslot-accent-line);
	text-underline-offset: 0.3em;
}
.stack {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-6);
}
.stack > :has(> .title) {
	margin-block-end: calc(-1 * var(--vetslot-s-1));
}
.stack > .subhead {
	margin-block-end: calc(-1 * var(--vetslot-s-2));
}
.stack > :not(.subhead) + .subhead {
	margin-block-start: var(--vetslot-s-2);
}
/* Words without a frame bring their own air: their target is taller than they look. */
.stack > .action,
.stack > .rule + :has(> .action) {
	margin-block-start: -14px;
}
.stack > .linkrows + :has(> .action) {
	margin-block: -19px -9px;
}
.stack > .tight:has(> .quiet:last-child):not(:last-child) {
	margin-block-end: -16px;
}
.stack > .hero + :has(> .title) {
	margin-block: -4px 0;
}
header:has(.progress) ~ .body > .hero:first-child {
	margin-block-start: 27px;
}
.subhead.large,
.form .subhead,
.subhead:has(+ .form) {
	font-size: var(--vetslot-fs-lg);
}
.stack > .subhead:has(+ .times) {
	margin-block-end: 0;
}
.tight {
	gap: var(--vetslot-s-2);
}
.pair {
	display: grid;
	grid-template-columns: repeat(auto-fit, minmax(min(100%, 7.5em), 1fr));
	gap: var(--vetslot-s-2);
}
.between {
	display: flex;
	align-items: center;
	justify-content: space-between;
	gap: var(--vetslot-s-3);
}
.rule {
	block-size: 1px;
	margin: 0;
	border: 0;
	background: var(--vetslot-line);
}
.box {
	border: 1px solid var(--vetslot-line);
	border-radius: var(--vetslot-radius-l);
	background: var(--vetslot-surface);
	overflow: clip;
}
.tile {
	display: grid;
	flex: none;
	place-items: center;
	inline-size: 40px;
	block-size: 40px;
	border-radius: var(--vetslot-radius-m);
	background: var(--vetslot-accent-soft);
	color: var(--vetslot-accent-text);
}
.tile.warm {
	background: var(--vetslot-warm-soft);
	color: var(--vetslot-warm-text);
}
.tile.round {
	border-radius: 50%;
	background: var(--vetslot-accent-soft-2);
}
.badge {
	display: inline-flex;
	align-items: center;
	gap: 4px;
	padding: 3px 12px 3px 8px;
	padding-inline: 8px 12px;
	border-radius: 999px;
	border: var(--vetslot-soft-line, 0);
	font-size: var(--vetslot-fs-xs);
	font-weight: 600;
	line-height: 1.4;
}
.badge.ok {
	background: var(--vetslot-ok-soft);
	color: var(--vetslot-ok-text);
}
.badge.warm {
	background: var(--vetslot-warm-soft);
	color: var(--vetslot-warm-text);
}
.grow {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	flex: 1;
	min-inline-size: 0;
}
/* What stands beside the words goes below them where large text needs the room. */
:is(.summary, .choice, .hold, .visit-card, .review-row) {
	flex-wrap: wrap;
}
:is(.summary, .choice, .hold, .visit-card, .review-row) > .grow {
	flex-basis: 5em;
}
.grow b {
	font-weight: 600;
	line-height: 1.3;
}
.grow b:not(.sm) + span {
	margin-block-start: 1px;
}
.tick {
	position: absolute;
	inset-block-start: 5px;
	inset-inline-end: 5px;
	display: grid;
	place-items: center;
	inline-size: 20px;
	block-size: 20px;
	border-radius: 50%;
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
}
@media (prefers-reduced-motion: no-preference) {
	.tick {
		animation: tick var(--vetslot-dur-2) var(--vetslot-ease-out);
	}
	@keyframes tick {
		from {
			transform: scale(0.6);
		}
	}
	.button:active,
	.press:active {
		transform: scale(0.98);
	}
}
@media (forced-colors: active) {
	.button {
		border-color: ButtonText;
	}
	.button.primary {
		forced-color-adjust: none;
	}
	.button[aria-disabled='true'] {
		color: GrayText;
	}
	[aria-checked='true'],
	[aria-selected='true'],
	[aria-pressed='true'] {
		--vetslot-surface: Highlight;
		--vetslot-accent-soft: Highlight;
		--vetslot-accent-soft-2: Highlight;
		--vetslot-text: HighlightText;
		--vetslot-text-2: HighlightText;
		--vetslot-accent-text: HighlightText;
		forced-color-adjust: none;
		background: Highlight;
		color: HighlightText;
	}
	/* Drawings keep a colour of their own otherwise. */
	.icon:not(#_, .check *) {
		color: inherit;
	}
}
`
