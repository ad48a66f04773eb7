interface Mocha {
	describe(name: string, body: () => void): void
	it(name: string, body: () => void | Promise<void>): void
	beforeEach(body: () => void | Promise<void>): void
	afterEach(body: () => void | Promise<void>): void
	before(body: () => void | Promise<void>): void
	after(body: () => void | Promise<void>): void
}

/** What the test runner puts into the page, with types. */
export const { describe, it, beforeEach, afterEach, before, after } = globalThis as unknown as Mocha
