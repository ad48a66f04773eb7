import { unsafeCSS } from 'lit'

// The default accent in sRGB, for browsers without relative colours or light-dark().
const plain = (pairs: string) => unsafeCSS(pairs.replace(/([\w-]+) (\w+)/g, '--vetslot-$1:#$2;'))

export const plainLight = plain(
	'text 152522 text-2 4d5b59 text-3 697472 surface fff surface-2 f5f9f8 surface-3 ebf0ef line dfe4e3 ' +
		'line-strong 808c8a accent-fill 006e61 accent-fill-hover 006054 on-accent fff accent-mark 006e61 ' +
		'accent-text 00685c accent-soft eaf8f5 accent-soft-2 d6f1ec accent-line 93d1c6 focus 006f62 scrim 10201d6b ' +
		'warm-soft fdf0e0 warm-line edcfa4 warm-text 6d4620 danger be2f2c on-danger fff danger-soft ffefee ' +
		'danger-line fbbfb9 danger-text a32321 ok-soft e4f9ea ok-line a2dcb2 ok-text 1b6236 info-soft eaf4ff ' +
		'info-line b0d3f6 info-text 1f5587 shade-1 1525220d shade-2 1525221a shade-3 15252257',
)
export const plainDark = plain(
	'text ecf1f0 text-2 aeb8b6 text-3 919b99 surface 161d1c surface-2 1d2624 surface-3 262f2d line 2f3937 ' +
		'line-strong 6c7775 accent-fill 67c4b5 accent-fill-hover 75d1c2 on-accent 041a17 accent-mark 67c4b5 ' +
		'accent-text 7bd8c8 accent-soft 14302b accent-soft-2 183e38 accent-line 1f6258 focus 82dfcf scrim 0205049e ' +
		'warm-soft 382b1d warm-line 675133 warm-text f0cf9d danger f47b74 on-danger 250e0d danger-soft 41211e ' +
		'danger-line 8a403b danger-text fda19a ok-soft 193124 ok-line 2d6343 ok-text 8bdda8 info-soft 1e2c3c ' +
		'info-line 3a597b info-text a3ccf7 shade-1 0000004d shade-2 00000073 shade-3 000000b3',
)
