const write = (text) => process.stdout.write(`${text}\n`)

function* testsOf(suite, path = []) {
	for (const test of suite?.tests ?? []) yield { ...test, path: [...path, test.name].join(' > ') }
	for (const inner of suite?.suites ?? []) yield* testsOf(inner, [...path, inner.name])
}

const problem = (error) => {
	const actual = error?.actual === undefined ? '' : `\n     was ${error.actual}`
	return `     ${error?.message ?? 'failed'}${actual}\n${error?.stack ?? ''}`
}

function reportFile(session) {
	const tests = [...testsOf(session.testResults)]
	const bad = tests.filter((test) => !test.passed && !test.skipped)
	const lost = session.errors ?? []
	write(
		`${bad.length || lost.length ? 'FAIL' : 'ok  '} ${session.testFile} (${tests.length} tests)`,
	)
	for (const test of bad) write(`   - ${test.path}\n${problem(test.error)}`)
	// A file that can't be loaded has no tests; what went wrong is here.
	for (const error of lost) write(problem(error))
	return {
		passed: tests.filter((test) => test.passed).length,
		failed: bad.length + (bad.length ? 0 : lost.length),
	}
}

/** A line a file, the failures in full, and "N passed, N failed" to end with. */
export const totals = {
	onTestRunFinished({ sessions }) {
		const counts = sessions.map(reportFile)
		const sum = (key) => counts.reduce((all, count) => all + count[key], 0)
		write(`${sum('passed')} passed, ${sum('failed')} failed`)
	},
}
