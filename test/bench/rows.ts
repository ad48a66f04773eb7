import type { Row } from './row.ts'
import { oneHost } from './rows/01-one-host.ts'
import { eightHosts } from './rows/02-eight-hosts.ts'

export const ROWS: readonly Row[] = [oneHost, eightHosts]
