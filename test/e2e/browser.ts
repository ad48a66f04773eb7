import puppeteer, { type Browser } from 'puppeteer-core'
import { findChromium } from '../widget/chromium.ts'

/** A browser without a window: the one from npm, elsewhere an installed Chrome. */
export async function launchBrowser(): Promise<Browser> {
	const { executablePath, args } = await findChromium()
	return puppeteer.launch({
		args,
		headless: 'shell',
		...(executablePath ? { executablePath } : { channel: 'chrome' }),
	})
}
