import { css } from 'lit'

/**
 * Visits. A state is fill and icon and border style, so that none depends on colour; the same classes
 * draw the legend's swatches and the list's words.
 */
export const blockStyles = css`
.block {
	--bar: transparent;
	position: absolute;
	z-index: 3;
	display: flex;
	flex-direction: column;
	padding-block: 3px 2px;
	padding-inline: 13px 8px;
	border: 1px solid var(--vetslot-line);
	border-radius: 9px;
	background: var(--vetslot-surface);
	color: var(--vetslot-text);
	font-size: 13px;
	line-height: 1.3;
	text-align: start;
	overflow: hidden;
	cursor: pointer;
	touch-action: manipulation;
	-webkit-user-select: none;
	user-select: none;
	background-clip: padding-box;
}
.block::before {
	content: '';
	position: absolute;
	inset-block: 4px;
	inset-inline-start: 4px;
	inline-size: 3px;
	border-radius: 2px;
	background: var(--bar);
}
.block:hover {
	z-index: 4;
	box-shadow: var(--vetslot-shadow-2);
}
.block:focus-visible,
.block.chosen {
	z-index: 5;
	outline: 2px solid var(--vetslot-focus);
	outline-offset: 1.5px;
}
.block[data-dragged] {
	opacity: 0.45;
}
.line {
	display: flex;
	align-items: flex-start;
	justify-content: space-between;
	gap: 4px;
	min-block-size: 18px;
}
.line b {
	min-inline-size: 0;
	font-weight: 600;
	overflow: hidden;
	text-overflow: ellipsis;
	white-space: nowrap;
}
.marks {
	display: flex;
	flex: none;
	gap: 3px;
}
.line .icon {
	flex: none;
	margin-block-start: 2px;
}
.what {
	font-size: 12.5px;
	overflow: hidden;
	text-overflow: ellipsis;
	white-space: nowrap;
}
.low {
	justify-content: center;
	padding-block: 0;
	font-size: 12.5px;
	line-height: 1.2;
}
.low .what {
	font-size: 12px;
}
.low .line {
	min-block-size: 0;
}
.low .line .icon {
	margin: 0;
}
.short {
	padding-block: 0;
	justify-content: center;
}
.short .what {
	display: none;
}
.short .line {
	align-items: center;
	font-size: 12.5px;
}
.short .line .icon {
	margin: 0;
}
.stretch {
	position: absolute;
	inset-inline: 0;
	inset-block-end: 0;
	block-size: 7px;
	cursor: ns-resize;
}
.requested {
	border: 1px dashed var(--vetslot-text-2);
}
.confirmed {
	--bar: var(--vetslot-info-text);
	border-color: var(--vetslot-info-line);
	background: var(--vetslot-info-soft);
	color: var(--vetslot-info-text);
}
.arrived {
	--bar: oklch(0.66 0.14 66);
	border-color: var(--vetslot-warm-line);
	background: var(--vetslot-warm-soft);
	color: var(--vetslot-warm-text);
}
.with-vet {
	border-color: transparent;
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
}
.done {
	--bar: var(--vetslot-ok-line);
	background: var(--vetslot-surface-2);
	color: var(--vetslot-text-2);
}
.missed {
	--bar: var(--vetslot-text-3);
	color: var(--vetslot-text-2);
}
:is(.missed, .off) .names {
	text-decoration: line-through;
}
.urgent-case {
	--bar: var(--vetslot-danger);
	border: 1.5px solid var(--vetslot-danger);
	background: var(--vetslot-danger-soft);
	color: var(--vetslot-danger-text);
}
.shut,
.closed,
.swatch.shut {
	background: repeating-linear-gradient(
			135deg,
			transparent 0 6px,
			color-mix(in oklab, var(--vetslot-surface-3) 60%, var(--vetslot-line)) 6px 12px
		)
		var(--vetslot-surface-3);
}
div.shut,
.closed,
.kept,
.held {
	position: absolute;
	inset-inline: 0;
	overflow: hidden;
}
.closed,
.kept,
.held {
	display: grid;
	z-index: 2;
	inset-inline: 4px;
	padding: 2px 8px;
	border-radius: 9px;
	color: var(--vetslot-text-2);
	font-size: var(--vetslot-fs-sm);
	text-align: center;
}
:is(.closed, .kept, .held) > span {
	margin: auto;
}
.closed > span:not(:empty) {
	padding-inline: 8px;
	border-radius: 6px;
	background: var(--vetslot-surface-3);
}
:is(.closed, .kept, .held) > span {
	max-inline-size: 100%;
	overflow: hidden;
	text-overflow: ellipsis;
	white-space: nowrap;
}
.kept {
	inset-inline: 1px;
	border: 1px dashed var(--vetslot-danger-line);
	border-radius: 9px;
	color: var(--vetslot-danger-text);
	pointer-events: none;
}
.held {
	border: 1px dotted var(--vetslot-text-3);
	background: var(--vetslot-surface-2);
}
.ghost {
	position: absolute;
	z-index: 7;
	display: flex;
	flex-direction: column;
	gap: 2px;
	padding: 4px 10px;
	border: 2px solid var(--vetslot-accent-mark);
	border-radius: 9px;
	background: color-mix(in oklab, var(--vetslot-accent-soft) 88%, transparent);
	color: var(--vetslot-accent-text);
	font-size: 13px;
	line-height: 1.3;
	box-shadow: var(--vetslot-shadow-3);
	pointer-events: none;
}
.ghost.bad {
	border-color: var(--vetslot-danger);
	background: var(--vetslot-danger-soft);
	color: var(--vetslot-danger-text);
}
.ghost .broken {
	display: flex;
	gap: 5px;
	font-size: 12.5px;
}
.state {
	display: flex;
	align-items: center;
	inline-size: fit-content;
	gap: 5px;
	padding: 1px 9px;
	border-width: 1px;
	border-style: solid;
	border-color: var(--vetslot-line);
	border-radius: 999px;
	font-size: var(--vetslot-fs-sm);
	white-space: nowrap;
}
.state.requested {
	border: 1px dashed var(--vetslot-text-2);
}
.swatch {
	display: grid;
	place-items: center;
	inline-size: 24px;
	block-size: 20px;
	border: 1px solid var(--vetslot-line);
	border-radius: 6px;
}
.swatch.requested {
	border: 1px dashed var(--vetslot-text-2);
}
.swatch.confirmed {
	border-color: var(--vetslot-info-line);
}
.swatch.with-vet {
	border-color: transparent;
}
@media (forced-colors: active) {
	.block,
	.swatch,
	.state {
		border-color: CanvasText;
	}
	.block::before {
		background: CanvasText;
	}
	.with-vet {
		forced-color-adjust: none;
		background: Highlight;
		color: HighlightText;
	}
	.shut,
	.closed,
	.swatch.shut {
		forced-color-adjust: none;
		background: repeating-linear-gradient(135deg, Canvas 0 6px, CanvasText 6px 7px);
	}
	.closed > span:not(:empty) {
		background: Canvas;
		color: CanvasText;
	}
}
`
