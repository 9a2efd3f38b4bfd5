import { crc32, deflateSync } from 'node:zlib'

/** A PNG of one colour that any browser shows; another `colour` makes other bytes. */
export function testPng(width: number, height: number, colour: [number, number, number] = [200, 80, 40]): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from(colour))])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0))
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** The segments of a JPEG up to its frame, which is all that its size needs; `orientation` as in EXIF. */
export function testJpegHead(width: number, height: number, orientation?: number): Buffer {
  const exif =
    orientation === undefined
      ? Buffer.alloc(0)
      : Buffer.concat([
          Buffer.from('\u00ff\u00e1\0\u0022Exif\0\0MM\0*\0\0\0\u0008\0\u0001', 'latin1'),
          Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0])
        ])
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  const app0 = Buffer.from('\u00ff\u00e0\0\u0010JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0', 'latin1')
  return Buffer.concat([Buffer.from([0xff, 0xd8]), app0, exif, frame])
}
