import { fileURLToPath } from 'node:url'
import { chromeLauncher } from '@web/test-runner-chrome'
import { findChromium } from './chromium.ts'
import { totals } from './totals-reporter.js'
import { typescript } from './typescript-plugin.js'

const { executablePath, args } = await findChromium()

export default {
	rootDir: fileURLToPath(new URL('../..', import.meta.url)),
	files: [fileURLToPath(new URL('./**/*.test.ts', import.meta.url))],
	nodeResolve: { exportConditions: ['production', 'default'], extensions: ['.ts', '.js'] },
	plugins: [typescript],
	reporters: [totals],
	// Two pages at once starve each other of frames on small machines.
	concurrency: 1,
	testFramework: { config: { timeout: 15_000 } },
	testsFinishTimeout: 180_000,
	browsers: [
		chromeLauncher({
			launchOptions: { headless: 'shell', args, ...(executablePath ? { executablePath } : {}) },
		}),
	],
}
