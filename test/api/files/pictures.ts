import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Somebody's garden, as degrees of latitude stand in a photo. */
export const PLACE = { latitude: '51/1 28/1 3814/100', marker: 'Brackenbury garden gate' }

/** A photo as a telephone takes it: on its side, with the place and the camera in it. */
export function photoWithPlace(width = 600, height = 400): Promise<Buffer> {
	return noise(width, height)
		.withExif({
			IFD0: { Make: 'Pocketcam', Model: PLACE.marker, Orientation: '6' },
			IFD3: {
				GPSLatitudeRef: 'N',
				GPSLatitude: PLACE.latitude,
				GPSLongitudeRef: 'W',
				GPSLongitude: '0/1 13/1 5020/100',
			},
		})
		.withMetadata({ orientation: 6 })
		.withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>${PLACE.marker}</place></x:xmpmeta>`)
		.jpeg()
		.toBuffer()
}

export function plainPicture(kind: 'jpeg' | 'png' | 'webp' = 'png', side = 64): Promise<Buffer> {
	return noise(side, side).toFormat(kind).toBuffer()
}

function noise(width: number, height: number) {
	const gauss = { type: 'gaussian', mean: 120, sigma: 30 } as const
	return sharp({ create: { width, height, channels: 3, background: '#864', noise: gauss } })
}

/** Some kilobytes that claim to be a picture of many millions of pixels. */
export function bomb(side = 30_000): Buffer {
	const header = Buffer.alloc(13)
	header.writeUInt32BE(side, 0)
	header.writeUInt32BE(side, 4)
	header.set([8, 0, 0, 0, 0], 8)
	const rows = deflateSync(Buffer.alloc(200_000))
	const start = Buffer.from('\x89PNG\r\n\x1A\n', 'latin1')
	const parts = [chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]
	return Buffer.concat([start, ...parts])
}

function chunk(type: string, data: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(type), data])
	const length = Buffer.alloc(4)
	length.writeUInt32BE(data.length)
	const crc = Buffer.alloc(4)
	crc.writeUInt32BE(crc32(named))
	return Buffer.concat([length, named, crc])
}

export const PDF = Buffer.from('%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n')
export const HEIC = Buffer.from('\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic', 'latin1')
