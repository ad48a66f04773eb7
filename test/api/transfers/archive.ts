import { crc32, inflateRawSync } from 'node:zlib'

/** The files of a ZIP archive by its directory; throws where sizes or checksums are wrong. */
export function filesIn(archive: Buffer): Map<string, string> {
	const end = archive.length - 22
	if (archive.readUInt32LE(end) !== 0x06054b50) throw new Error('The archive has no end')
	const files = new Map<string, string>()
	let at = archive.readUInt32LE(end + 16)
	for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
		const [crc, packed, size] = [16, 20, 24].map((place) => archive.readUInt32LE(at + place))
		const length = archive.readUInt16LE(at + 28)
		const name = archive.toString('utf8', at + 46, at + 46 + length)
		files.set(name, contentAt(archive, archive.readUInt32LE(at + 42), { crc, packed, size }))
		at += 46 + length
	}
	return files
}

interface Told {
	crc: number | undefined
	packed: number | undefined
	size: number | undefined
}

function contentAt(archive: Buffer, at: number, { crc, packed = 0, size }: Told): string {
	const start = at + 30 + archive.readUInt16LE(at + 26)
	const content = inflateRawSync(archive.subarray(start, start + packed))
	if (content.length !== size || crc32(content) !== crc) throw new Error('A file is not whole')
	return content.toString('utf8')
}
