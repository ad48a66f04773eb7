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
	margin-block-end: 28px;
	inline-size: 52px;
	block-size: 52px;
	border-radius: 50%;
}
.days-bone {
	padding: 0;
	margin-inline-end: calc(-1 * var(--pad));
	overflow: clip;
	justify-content: start;
}
.day-bone {
	flex: none;
	inline-size: 52px;
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
