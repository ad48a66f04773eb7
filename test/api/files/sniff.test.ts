import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cleanName, disposition } from '../../../api/files/name.ts'
import { contentKind } from '../../../api/files/sniff.ts'
import { HEIC, PDF, plainPicture } from './pictures.ts'

const test = suite('what a file is')

test('goes by its content', async () => {
	for (const kind of ['jpeg', 'png', 'webp'] as const) {
		assert.is(contentKind((await plainPicture(kind)).subarray(0, 32)), kind)
	}
	assert.is(contentKind(PDF), 'pdf')
	assert.is(contentKind(HEIC), 'heic')
})

test('takes nothing else', () => {
	const others = [
		...['', '<svg xmlns="http://www.w3.org/2000/svg"/>', '<!doctype html>', 'GIF89a', 'MZ\x90'],
		...['PK\x03\x04', 'II*\x00', ' %PDF-1.4', '<?xml version="1.0"?>', '%PDF-x', 'RIFF....AVI '],
		'\x00\x00\x00\x18ftypisom',
	]
	for (const text of others) assert.is(contentKind(Buffer.from(text, 'latin1')), null, text)
})

const names: [given: string, kept: string][] = [
	['Bloods March.pdf', 'Bloods March.pdf'],
	['scan.exe', 'scan.pdf'],
	['../../etc/passwd', 'passwd.pdf'],
	['C:\\Users\\Ann\\letter.docx', 'letter.pdf'],
	['a\u202Efdp.exe', 'afdp.pdf'],
	['line\r\nSet-Cookie: x.pdf', 'lineSet-Cookie x.pdf'],
	['  .hidden. ', 'hidden.pdf'],
	['\u200B\u0007', 'document.pdf'],
	['Röntgen 🐕.pdf', 'Röntgen 🐕.pdf'],
	[`${'é'.repeat(300)}.pdf`, `${'é'.repeat(116)}.pdf`],
]

test('keeps a name that is fit for lists, headers and folders', () => {
	for (const [given, kept] of names) assert.is(cleanName(given, 'pdf'), kept)
	for (const [, kept] of names) assert.ok([...kept].length <= 120)
})

test('says a name as RFC 6266 has it', () => {
	assert.is(
		disposition('attachment', "Röntgen O'Hara.pdf"),
		`attachment; filename="R_ntgen O'Hara.pdf"; filename*=UTF-8''R%C3%B6ntgen%20O%27Hara.pdf`,
	)
	assert.is(disposition('inline', 'photo.webp').split(';')[0], 'inline')
})

test.run()
