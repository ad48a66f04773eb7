import { css } from 'lit'

export const bannerStyles = css`
:host {
	border-block-end: 1px solid var(--vetslot-danger-line);
	background: var(--vetslot-danger-soft);
	color: var(--vetslot-danger-text);
}
:host(.calm) {
	border-block-end-color: var(--vetslot-warm-line, var(--vetslot-line));
	background: var(--vetslot-warm-soft);
	color: var(--vetslot-warm-text);
}
ul {
	margin: 0;
	padding: 0;
	list-style: none;
}
.row {
	display: flex;
	flex-wrap: wrap;
	align-items: center;
	gap: var(--vetslot-s-2) var(--vetslot-s-4);
	padding: 10px var(--vetslot-s-5);
}
.row + .row,
.count + ul {
	border-block-start: 1px solid var(--vetslot-danger-line);
}
.count {
	margin: 0;
	padding: 8px var(--vetslot-s-5);
	font-weight: 650;
}
.sign {
	display: grid;
	flex: none;
	place-items: center;
	inline-size: 44px;
	block-size: 44px;
	border-radius: 50%;
	background: var(--vetslot-danger);
	color: var(--vetslot-on-danger);
}
.words {
	flex: 1 1 18em;
	min-inline-size: 0;
}
.words b {
	display: block;
	color: var(--vetslot-text);
}
.words span {
	color: var(--vetslot-text-2);
}
@media (max-width: 600px) {
	.row,
	.count {
		padding-inline: var(--vetslot-s-3);
	}
	.sign {
		display: none;
	}
}
@media (forced-colors: active) {
	:host {
		border-block-end: 2px solid CanvasText;
	}
}
@media print {
	:host {
		display: none;
	}
}
`
