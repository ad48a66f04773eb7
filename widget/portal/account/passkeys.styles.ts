import { css } from 'lit'

export const passkeyStyles = css`
.does {
	display: flex;
	flex-wrap: wrap;
	gap: 0 var(--vetslot-s-4);
}
`
