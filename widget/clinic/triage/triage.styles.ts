import { css } from 'lit'

export const triageStyles = css`
.question {
	display: flex;
	gap: var(--vetslot-s-3);
}
.question .grow {
	flex: 1;
	min-inline-size: 0;
}
.question .buttons .button {
	flex: none;
}
.unused h3 {
	color: var(--vetslot-text-2);
	text-decoration: line-through;
}
.order {
	display: grid;
	align-content: start;
}
.up .icon {
	transform: rotate(180deg);
}
.round[aria-disabled] {
	opacity: 0.4;
}
`
