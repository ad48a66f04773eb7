import { css } from 'lit'

export const ownerStyles = css`
.chips .icon {
	margin-inline-start: -4px;
}
#typed {
	padding: 16px;
}
.code {
	max-inline-size: 12em;
	font-size: var(--vetslot-fs-lg);
	letter-spacing: 0.2em;
}
`
