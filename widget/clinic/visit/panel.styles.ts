import { css } from 'lit'

export const panelStyles = css`
:host {
	block-size: 100%;
}
.panel-in {
	display: grid;
	grid-template-rows: auto minmax(0, 1fr) auto;
	block-size: 100%;
}
.panel-head {
	display: flex;
	align-items: center;
	justify-content: space-between;
	gap: var(--vetslot-s-2);
	padding: var(--vetslot-s-4) var(--vetslot-s-4) var(--vetslot-s-2) var(--vetslot-s-6);
	padding-inline: var(--vetslot-s-6) var(--vetslot-s-4);
}
.panel-body {
	align-content: start;
	gap: var(--vetslot-s-4);
	padding: var(--vetslot-s-2) var(--vetslot-s-6) var(--vetslot-s-6);
	overflow: auto;
}
/* The gap to what a heading names is small enough here. */
.panel-body .tight > .subhead {
	margin-block-end: 0;
}
.panel-foot {
	padding: var(--vetslot-s-4) var(--vetslot-s-6);
	border-block-start: 1px solid var(--vetslot-line);
}
.pet {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-4);
}
.pet .tile {
	inline-size: 54px;
	block-size: 54px;
	background: var(--vetslot-warm-soft);
}
.pet-name {
	margin: 0;
	font-size: calc(var(--vetslot-font-size) * 1.36);
	font-weight: 650;
	line-height: 1.25;
	letter-spacing: -0.012em;
}
.pet-name:focus {
	outline: none;
}
.note {
	align-items: center;
	gap: 10px;
}
.facts {
	grid-template-columns: 72px minmax(0, 1fr);
}
.facts.dated {
	grid-template-columns: 96px minmax(0, 1fr);
}
.facts dd {
	overflow-wrap: anywhere;
}
.answers dt {
	color: var(--vetslot-text-2);
	font-size: var(--vetslot-fs-sm);
}
.answers dd + dt {
	margin-block-start: 8px;
}
h3 {
	margin: 0;
}
.badge.info {
	background: var(--vetslot-info-soft);
	color: var(--vetslot-info-text);
}
.badge.danger {
	border: 1.5px solid var(--vetslot-danger);
	background: var(--vetslot-danger-soft);
	color: var(--vetslot-danger-text);
}
.badge.solid {
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
}
.badge.dashed {
	border: 1px dashed var(--vetslot-text-2);
}
.badge.plain {
	background: var(--vetslot-surface-3);
	color: var(--vetslot-text-2);
}
.history summary {
	display: list-item;
	min-block-size: var(--control);
	padding-block: 8px;
	cursor: pointer;
}
.history li {
	line-height: 1.4;
}
.panel-foot .button {
	padding-inline: 10px;
}
.panel-foot > .buttons:empty {
	display: none;
}
/* The same place, whatever stands in it and above it. */
.next-step {
	display: flex;
	align-items: end;
	gap: var(--vetslot-s-2);
	min-block-size: var(--control);
}
.next-step > .button {
	flex: none;
	inline-size: auto;
}
.popover {
	inline-size: 220px;
}
.menu-item.danger,
.menu-item.danger .icon {
	color: var(--vetslot-danger-text);
}
@media print {
	:host {
		display: none;
	}
}
`
