import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import type { ImportReport } from '../../../../sdk/staff.ts'
import { firstRows } from '../../../../widget/clinic/data/preview.ts'
import { ok, problem } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until } from '../../visit/owner.ts'
import { Colleague } from '../staff/colleague.ts'

const fields = ['external_id', 'name', 'last_name', 'email'].map((name) => ({
	name,
	required: name === 'external_id',
}))

const report = (of: Partial<ImportReport> = {}): ImportReport => ({
	kind: 'clients',
	dryRun: true,
	delimiter: ';',
	columns: [
		{ header: 'No', field: 'external_id' },
		{ header: 'Owner', field: 'name' },
		{ header: 'Balance', field: null },
	],
	fields,
	rows: 2,
	created: 2,
	updated: 0,
	unchanged: 0,
	refused: 0,
	errors: 0,
	warnings: 0,
	problems: [],
	...of,
})

const bad = report({
	created: 1,
	refused: 1,
	errors: 1,
	warnings: 1,
	problems: [
		{ row: 3, column: 'Owner', level: 'error', code: 'required', message: 'This may not be empty' },
		{ row: 1, column: null, level: 'warning', code: 'x', message: 'Good to know indeed' },
	],
})

const CSV = 'No;Owner;Balance\n1;"Otter; Ann";12\n2;Ben;0\n'

describe('the page for carrying data in and out', () => {
	let imogen: Colleague
	const IMPORT = 'POST /api/clinic/imports'
	const asked = () => imogen.server.calls(IMPORT).map(({ query }) => Object.fromEntries(query))

	beforeEach(async () => {
		await setViewport({ width: 1000, height: 1200 })
		imogen = new Colleague()
		await imogen.arrive('#/data', true)
		await imogen.one('#file')
	})
	afterEach(() => imogen.leave())

	const choose = async (content: BlobPart = CSV) => {
		const input = await imogen.one<HTMLInputElement>('#file')
		const chosen = new DataTransfer()
		chosen.items.add(new File([content], 'clients.csv', { type: 'text/csv' }))
		input.files = chosen.files
		input.dispatchEvent(new Event('change', { bubbles: true }))
	}
	it('is for administrators only', async () => {
		imogen.leave()
		imogen = new Colleague()
		imogen.server.user = { roles: ['receptionist'] }
		await imogen.arrive('#/data', true)
		await imogen.at('There is nothing at this address')
	})

	it('wants a file first', async () => {
		await imogen.press('Check the file')
		assert.match(await imogen.text('#file-error'), 'Choose a file first')
		assert.is(imogen.focused?.id, 'file')
		assert.equal(imogen.server.calls(IMPORT), [])
		assert.equal(await imogen.violations('vetslot-clinic-data'), [])
	})

	it('checks before it writes, then imports the same file', async () => {
		imogen.server.on(IMPORT, ({ query }) => ok(report({ dryRun: query.get('dryRun') === 'true' })))
		await choose()
		await imogen.press('Check the file')
		assert.is(await imogen.text('.counts'), '2 rows: 2 new')
		await until('the focus', () => imogen.focused?.id === 'found')
		assert.is(await imogen.text('tbody .examples'), '1 · 2')
		assert.equal(await imogen.violations('vetslot-clinic-data'), [])
		await imogen.press('Import 2 rows')
		assert.match(await imogen.text('.toast'), '2 rows imported')
		assert.match(await imogen.text('#done'), '2 new, 0 changed, 0 as they were')
		assert.equal(
			asked().map(({ kind, dryRun }) => [kind, dryRun]),
			[
				['clients', 'true'],
				['clients', 'false'],
			],
		)
		const [first, second] = imogen.server.calls(IMPORT)
		assert.is(first?.body.file, CSV)
		assert.is(second?.body.file, CSV)
		assert.is(second?.headers.get('content-type'), 'text/csv; charset=utf-8')
	})

	it('names what has to be mended, row by row, and imports nothing then', async () => {
		imogen.server.on(IMPORT, () => ok(bad))
		await choose()
		await imogen.press('Check the file')
		assert.match(await imogen.text('.note.danger'), '1 thing has to be mended')
		const rows = imogen.all('[aria-label="By row"] tbody tr').map((row) => row.textContent)
		assert.match(rows[0] ?? '', /3\s*Owner\s*To be mended\s*This may not be empty/)
		assert.match(rows[1] ?? '', /1\s*Whole row\s*Good to know/)
		assert.equal(
			imogen.all('button.primary').map((one) => one.textContent?.trim()),
			['New visit'],
			'none but that of the top bar',
		)
		assert.equal(await imogen.violations('vetslot-clinic-data'), [])
		await setViewport({ width: 360, height: 800 })
		assert.equal(await imogen.violations('vetslot-clinic-data'), [])
	})

	it('asks again when a column is something else', async () => {
		imogen.server.on(IMPORT, () => ok(report()))
		await choose()
		await imogen.press('Check the file')
		const select = await imogen.one<HTMLSelectElement>('select[aria-label="What “Owner” is"]')
		assert.is(select.value, 'name')
		select.value = 'last_name'
		select.dispatchEvent(new Event('change'))
		await until('two questions', () => asked().length === 2)
		assert.equal(JSON.parse(asked()[1]?.mapping ?? ''), { Owner: 'last_name' })
	})

	it('says how days and weights are written, where there are any', async () => {
		imogen.server.on(IMPORT, () => ok(report({ kind: 'pets' })))
		assert.equal(imogen.all('#dates'), [])
		await imogen.press('Pets')
		await choose()
		const dates = await imogen.one<HTMLSelectElement>('#dates')
		dates.value = 'dmy'
		dates.dispatchEvent(new Event('change'))
		await imogen.press('Pounds')
		await imogen.press('Check the file')
		await imogen.one('.counts')
		const { kind, dateFormat, weightUnit } = asked()[0] ?? {}
		assert.equal([kind, dateFormat, weightUnit], ['pets', 'dmy', 'lb'])
	})

	it('reads files of older Windows programs, and says so', async () => {
		imogen.server.on(IMPORT, () => ok(report()))
		await choose(
			Uint8Array.from([...'No;Owner\n1;Zo'].map((c) => c.charCodeAt(0)).concat(0xeb, 10)),
		)
		await imogen.press('Check the file')
		assert.match(await imogen.text('.note.warm'), 'older Windows encoding')
		assert.match(await imogen.text('.examples'), '1')
		const [call] = imogen.server.calls(IMPORT)
		assert.is(call?.headers.get('content-type'), 'text/csv; charset=windows-1252')
	})

	it('shows the report when the file no longer fits at the import', async () => {
		imogen.server.on(IMPORT, ({ query }) =>
			query.get('dryRun') === 'true'
				? ok(report())
				: problem(422, 'import_refused', { report: { ...bad, dryRun: false } }),
		)
		await choose()
		await imogen.press('Check the file')
		await imogen.press('Import 2 rows')
		assert.match(await imogen.text('.note.danger'), '1 thing has to be mended')
		assert.equal(imogen.all('.toast'), [])
	})

	it('keeps what was chosen when the server can’t be reached', async () => {
		imogen.server.on(IMPORT, () => problem(403, 'forbidden'))
		await choose()
		await imogen.press('Check the file')
		assert.match(await imogen.text('.note.danger'), 'Your role doesn’t include this')
		assert.is((await imogen.one<HTMLInputElement>('#file')).files?.length, 1)
	})

	it('saves everything of the clinic as a file', async () => {
		imogen.server.on('GET /api/clinic/export', () => ({ status: 200, body: 'PK' }))
		const saved: string[] = []
		const click = HTMLAnchorElement.prototype.click
		HTMLAnchorElement.prototype.click = function () {
			saved.push(this.download)
		}
		try {
			await imogen.press('Export everything')
			assert.match(await imogen.text('.toast'), 'The archive has been saved')
		} finally {
			HTMLAnchorElement.prototype.click = click
		}
		assert.equal(saved, ['harbour-lane.zip'])
	})

	it('reads the first rows of a file as a spreadsheet does', () => {
		const csv = 'a,b\r\n"x, ""y""\nz",2\r\n\r\n3,4\r\n5,6\r\n'
		assert.equal(firstRows(csv, ',', 2), [
			['x, "y"\nz', '2'],
			['3', '4'],
		])
		assert.equal(firstRows('a\tb\n1\t', '\t', 3), [['1', '']])
		assert.equal(firstRows('', ',', 3), [])
	})
})
