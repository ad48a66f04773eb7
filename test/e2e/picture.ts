import type { Visitor } from './visitor.ts'

/** The screen for whoever looks at it later: as it is, dark on a tablet, and on a phone. */
export async function picture({ page }: Visitor, name: string): Promise<void> {
	const folder = process.env.E2E_PICTURES
	const before = page.viewport()
	if (!folder || !before) return
	for (const [width, scheme] of [
		[before.width, 'light'],
		[768, 'dark'],
		[390, 'light'],
	] as const) {
		await page.setViewport({ width, height: 844 })
		await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
		await page.waitForNetworkIdle({ idleTime: 200, concurrency: 2 })
		await page.screenshot({ path: `${folder}/${name}-${width}.png` as `${string}.png` })
	}
	await page.emulateMediaFeatures([])
	await page.setViewport(before)
}
