import { css } from 'lit'

export const skeletonStyles = css`
.bone {
	display: block;
	border-radius: var(--vetslot-radius-m);
	background: var(--vetslot-surface-3);
}
.card-bone {
	block-size: 64px;
	border-radius: var(--vetslot-radius-l);
}
.text-bone {
	inline-size: 55%;
	block-size: 14px;
	border-radius: 7px;
}
.short-bone {
	inline-size: 30%;
}
.bone-group {
	display: grid;
	gap: var(--vetslot-s-4);
}
.bone-row {
	display: flex;
	justify-content: space-between;
	gap: 6px;
	padding-inline: 4px;
}
.face-bone {
	inline-size: 52px;
	block-size: 52px;
	border-radius: 50%;
}
.bone-face {
	display: grid;
	justify-items: center;
	gap: 14px;
	margin-block-end: 10px;
}
.name-bone {
	inline-size: 100%;
}
.bone-when {
	display: grid;
	grid-template-columns: minmax(0, 1fr);
	align-items: start;
	gap: var(--vetslot-s-7);
}
.month-bone {
	display: none;
	block-size: 330px;
}
.days-bone {
	padding: 0;
	margin-inline-end: calc(-1 * var(--pad));
	overflow: clip;
	justify-content: start;
}
.day-bone {
	flex: none;
	inline-size: max(52px, 3.25em);
	block-size: 76px;
}
.slot-bone {
	block-size: 48px;
}
.row-bone {
	block-size: 88px;
	border-radius: var(--vetslot-radius-l);
}
.bones {
	animation: appear-late 160ms 200ms backwards;
}
.bones p {
	animation: appear-late 160ms 400ms backwards;
}
@container vetslot (inline-size >= 600px) {
	.bone-when {
		grid-template-columns: 316px minmax(0, 1fr);
		column-gap: var(--vetslot-s-10);
	}
	.month-bone {
		display: block;
	}
	.bone-row {
		justify-content: start;
	}
	.days-bone {
		display: none;
	}
}
@keyframes appear-late {
	from {
		opacity: 0;
	}
}
@media (prefers-reduced-motion: no-preference) {
	.bone {
		background: linear-gradient(100deg, transparent 46%, var(--vetslot-surface-2) 50%, transparent 54%)
			var(--vetslot-surface-3);
		background-size: 300% 100%;
		animation: shimmer 1.4s linear infinite;
	}
	@keyframes shimmer {
		from {
			background-position: 100% 0;
		}
		to {
			background-position: 0 0;
		}
	}
}
@media (forced-colors: active) {
	.bone {
		border: 1px solid GrayText;
	}
}
`
