import { crc32, deflateSync } from 'node:zlib'

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])

/** A chunk of a PNG file, with its length and sum (ISO/IEC 15948, section 5.3). */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** The seven passes of an interlaced picture: where each begins, and its steps (ISO/IEC 15948, section 8.2). */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/**
 * A square picture of nothing, in 16 bits of red, green, blue and opacity: a thousandth of the eight bytes that each
 * pixel of it takes. Interlaced, it can only be decoded whole.
 */
export function emptyPng(side: number, interlaced: boolean): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side)
  head.writeUInt32BE(side, 4)
  head.set([16, 6, 0, 0, interlaced ? 1 : 0], 8)
  let length = 0
  for (const [x, y, across, down] of interlaced ? passes : [[0, 0, 1, 1] as const])
    length += Math.ceil((side - y) / down) * (1 + Math.ceil((side - x) / across) * 8)
  const data = deflateSync(Buffer.alloc(length), { level: 1 })
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', head),
    pngChunk('IDAT', data),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}
