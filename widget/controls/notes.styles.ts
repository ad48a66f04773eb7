import { css } from 'lit'
import { rowsStyles } from './rows.styles.ts'

export const plainNotesStyles = css`
.note {
	display: flex;
	align-items: start;
	gap: 14px;
	padding: var(--vetslot-s-4);
	border: var(--vetslot-soft-line, 0);
	border-radius: var(--vetslot-radius-l);
	background: var(--vetslot-surface-2);
	color: var(--vetslot-text-2);
	font-size: var(--vetslot-fs-sm);
	line-height: 1.45;
	text-decoration: none;
}
.note strong {
	color: var(--vetslot-text);
	font-weight: 600;
}
.note.danger {
	align-items: center;
	background: var(--vetslot-danger-soft);
	color: var(--vetslot-text);
}
.note.danger .icon {
	color: var(--vetslot-danger-text);
}
.note.danger strong {
	display: block;
	font-weight: 650;
}
.note.warm {
	background: var(--vetslot-warm-soft);
}
.note.warm .icon {
	color: var(--vetslot-warm-text);
}
.note.plain {
	gap: var(--vetslot-s-3);
	padding: 0;
	border: 0;
	background: none;
}
.banner .disc {
	display: grid;
	place-items: center;
	inline-size: 44px;
	block-size: 44px;
	border-radius: 50%;
	background: var(--vetslot-surface);
}
@container vetslot (inline-size >= 420px) {
	.note.danger strong {
		display: inline;
	}
}
`

/** Notes, and the rows and cards that are buttons. */
export const notesStyles = css`
${plainNotesStyles}
${rowsStyles}
`
