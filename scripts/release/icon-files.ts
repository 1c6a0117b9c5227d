/** Pictures of one icon as PNG, by their width in pixels. */
type Pictures = ReadonlyMap<number, Buffer>

const pictureOf = (pictures: Pictures, size: number): Buffer => {
  const png = pictures.get(size)
  if (!png) throw new Error(`there is no picture of ${size} pixels`)
  return png
}

/** An .ico of PNGs, as Windows has read them since Vista: ICONDIR, an ICONDIRENTRY for each, then the pictures. */
export function ico(pictures: Pictures, sizes: readonly number[]): Buffer {
  const head = Buffer.alloc(6 + 16 * sizes.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(sizes.length, 4)
  let offset = head.length
  for (const [nth, size] of sizes.entries()) {
    const { length } = pictureOf(pictures, size)
    const entry = head.subarray(6 + 16 * nth)
    // One byte each; 256 is written as 0.
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += length
  }
  return Buffer.concat([head, ...sizes.map((size) => pictureOf(pictures, size))])
}

/** Types of an .icns that hold PNGs, with the pixels of each: plain sizes, then those of screens with twice the pixels. */
const icnsTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
  ['ic10', 1024],
] as const

/** An .icns: `icns`, the length of all, then type, length and PNG of each picture. */
export function icns(pictures: Pictures): Buffer {
  const parts = icnsTypes.map(([type, size]) => chunk(type, pictureOf(pictures, size)))
  return chunk('icns', Buffer.concat(parts))
}

function chunk(type: string, bytes: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32BE(bytes.length + 8, 4)
  return Buffer.concat([head, bytes])
}
