import { css } from 'lit'
import { styles as controls } from '../controls/styles.ts'

/** What only the booking's steps need; the controls bring the rest. */
export const styles = [
	...controls,
	css`
.gap {
	margin-block-end: var(--vetslot-s-3);
}
.month-line {
	min-block-size: 44px;
}
.when {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-7);
}
.slots-of,
.form {
	gap: var(--vetslot-s-5);
	align-content: start;
}
.fields {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	gap: var(--vetslot-s-5) var(--vetslot-s-4);
	align-items: start;
}
.vet-row {
	display: flex;
	align-items: center;
	gap: var(--vetslot-s-3);
}
.vet-row .avatar {
	inline-size: 38px;
	block-size: 38px;
	font-size: var(--vetslot-fs-sm);
}
.plain-notes {
	gap: var(--vetslot-s-4);
}
.card-and {
	gap: var(--vetslot-s-3);
}
form.stack {
	gap: var(--vetslot-s-7);
}
@container vetslot (inline-size >= 420px) {
	.two {
		grid-template-columns: 1fr 1fr;
	}
}
@container vetslot (inline-size >= 600px) {
	.when {
		grid-template-columns: minmax(0, 316px) minmax(0, 1fr);
		gap: var(--vetslot-s-10);
	}
}
@container vetslot (inline-size > 720px) {
	.when {
		grid-template-columns: minmax(0, 340px) minmax(0, 1fr);
	}
}
`,
]
