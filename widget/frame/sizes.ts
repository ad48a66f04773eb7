export const MOST = { photo: 10_000_000, document: 20_000_000 } as const

/** "3.2 MB", "40 kB" */
export function sizeText(locale: string, bytes: number): string {
	const large = bytes >= 1_000_000
	const amount = large ? bytes / 1_000_000 : Math.max(1, bytes / 1000)
	const unit = large ? 'megabyte' : 'kilobyte'
	const style = { style: 'unit', unit, maximumFractionDigits: large ? 1 : 0 } as const
	return new Intl.NumberFormat(locale, style).format(amount)
}
