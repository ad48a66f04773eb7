import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { type Summary, summarise } from './measure.ts'

export type Target = { atLeast: number } | { atMost: number } | { exactly: number }

/** One figure of a row. */
export interface Finding {
	name: string
	/** Empty for a ratio. */
	unit: string
	value: number
	/** Of the runs behind a median. */
	spread?: Summary
	target?: Target
	note?: string
}

export interface RowReport {
	row: number
	title: string
	seconds: number
	findings: Finding[]
}

export interface BenchReport {
	startedAt: string
	quick: boolean
	machine: Record<string, string | number>
	rows: RowReport[]
}

/** A finding that is the median of several runs. */
export function medianOf(
	name: string,
	unit: string,
	values: readonly number[],
	more: Pick<Finding, 'target' | 'note'> = {},
): Finding {
	const spread = summarise(values)
	return { name, unit, value: spread.median, spread, ...more }
}

/** Whether a figure is as good as was set out; undefined where nothing was. */
export function isMet({ value, target }: Finding): boolean | undefined {
	if (!target) return undefined
	if ('atLeast' in target) return value >= target.atLeast
	if ('atMost' in target) return value <= target.atMost
	return value === target.exactly
}

/** What figures depend on besides the code. */
export function describeMachine(): Record<string, string | number> {
	const [cpu] = cpus()
	return {
		commit: commitOf(),
		node: process.version,
		system: `${process.platform} ${process.arch}`,
		processors: cpus().length,
		processor: cpu?.model.trim() ?? 'unknown',
		memoryGb: Math.round(totalmem() / 2 ** 30),
	}
}

/** A plus tells that the checkout differs from the commit. */
function commitOf(): string {
	try {
		const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
		const changed = git('status', '--porcelain', '--untracked-files=no') !== ''
		return git('rev-parse', '--short=12', 'HEAD') + (changed ? '+' : '')
	} catch {
		return 'unknown'
	}
}

const MARKS = { true: 'met', false: 'NOT MET', undefined: '' } as const

/** A row as lines for people. */
export function tableOf({ row, title, seconds, findings }: RowReport, quick: boolean): string {
	const lines = findings.map((finding) => {
		const { name, unit, value, spread, target, note } = finding
		const range = spread ? `${short(spread.low)}–${short(spread.high)}` : ''
		const cells = [
			`   ${name}`.padEnd(58),
			`${short(value)} ${unit}`.trim().padStart(12),
			range.padStart(17),
			target ? wordsOf(target).padStart(9) : ' '.repeat(9),
			// A quick run shows that the bench works; its figures say nothing.
			quick ? '' : MARKS[`${isMet(finding)}`],
		]
		return `${cells.join(' ').trimEnd()}${note ? `\n      ${note}` : ''}`
	})
	return [`${row}  ${title} (${Math.round(seconds)} s)`, ...lines].join('\n')
}

function wordsOf(target: Target): string {
	if ('atLeast' in target) return `≥ ${target.atLeast}`
	return 'atMost' in target ? `≤ ${target.atMost}` : `= ${target.exactly}`
}

function short(value: number): string {
	if (Number.isInteger(value) || Math.abs(value) >= 100) return value.toFixed(0)
	return value.toPrecision(3)
}
