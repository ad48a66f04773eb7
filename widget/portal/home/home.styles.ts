import { css } from 'lit'

/** What only the first view needs. */
export const homeStyles = css`
.part {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: 14px;
}
`
