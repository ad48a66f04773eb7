import { css } from 'lit'

export const checksStyles = css`
.error {
	display: flex;
	gap: 6px;
	color: var(--vetslot-danger-text);
}
.error .icon {
	margin-block-start: 1px;
}
.check {
	position: relative;
	display: grid;
	flex: none;
	place-items: center;
	inline-size: 24px;
	block-size: 24px;
}
.check input {
	position: absolute;
	inset: 0;
	border: 1px solid var(--vetslot-line-strong);
	border-radius: calc(7px * var(--vetslot-r));
	background: var(--vetslot-surface);
	appearance: none;
	cursor: pointer;
}
.check input:checked {
	border-color: var(--vetslot-accent-mark);
	background: var(--vetslot-accent-fill);
}
.check .icon {
	position: relative;
	color: var(--vetslot-on-accent);
	opacity: 0;
	pointer-events: none;
}
.check :checked + .icon {
	opacity: 1;
}
.tickbox,
.sign {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
	min-block-size: 44px;
	cursor: pointer;
}
.sign {
	position: relative;
	margin-inline: var(--vetslot-s-4);
	min-block-size: 45px;
	padding-block: 10px;
	line-height: 1.45;
}
.sign > span {
	text-wrap: pretty;
}
.signs {
	padding-block: 6px;
}
.box:not(.signs) > .sign {
	min-block-size: 50px;
}
.sign + .sign {
	border-block-start: 1px solid var(--vetslot-line);
}
@media (forced-colors: active) {
	.check input:checked {
		forced-color-adjust: none;
		background: Highlight;
	}
}
`
