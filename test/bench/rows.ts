import type { Row } from './row.ts'
import { oneHost } from './rows/01-one-host.ts'
import { eightHosts } from './rows/02-eight-hosts.ts'
import { week } from './rows/03-week.ts'
import { month } from './rows/04-month.ts'
import { classic } from './rows/05-classic.ts'
import { booking } from './rows/06-booking.ts'
import { reservation } from './rows/07-reservation.ts'
import { races } from './rows/08-races.ts'
import { growth } from './rows/09-growth.ts'
import { streams } from './rows/10-streams.ts'

export const ROWS: readonly Row[] = [
	oneHost,
	eightHosts,
	week,
	month,
	classic,
	booking,
	reservation,
	races,
	growth,
	streams,
]
