/** A field: text, or numbers as unsigned rationals over 100. */
type Value = string | readonly (number | readonly [number, number])[]
type Fields = Record<number, Value>

const tagsOf = { exif: 0x8769, gps: 0x8825 }

/** Exif and GPS tag numbers by their names (Exif 2.32, section 4.6). */
export const tag = {
  modifyDate: 0x0132,
  offsetTime: 0x9010,
  offsetTimeOriginal: 0x9011,
  offsetTimeDigitized: 0x9012,
  dateTimeOriginal: 0x9003,
  createDate: 0x9004,
  latitudeRef: 1,
  latitude: 2,
  longitudeRef: 3,
  longitude: 4,
  timeStamp: 7,
  status: 9,
  dateStamp: 29,
} as const

/** A TIFF, little or big endian, with the directories of a photo and no picture. */
export function exifOf(
  { main = {}, exif = {}, gps }: { main?: Fields; exif?: Fields; gps?: Fields },
  big = false,
): Buffer {
  const u16 = (value: number): Buffer => {
    const bytes = Buffer.alloc(2)
    if (big) bytes.writeUInt16BE(value)
    else bytes.writeUInt16LE(value)
    return bytes
  }
  const u32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    if (big) bytes.writeUInt32BE(value)
    else bytes.writeUInt32LE(value)
    return bytes
  }
  const parts: Buffer[] = [Buffer.from(big ? 'MM\0*' : 'II*\0', 'latin1'), u32(8)]
  let end = 8
  const add = (bytes: Buffer): number => {
    const from = end
    parts.push(bytes, Buffer.alloc(bytes.length % 2))
    end += bytes.length + (bytes.length % 2)
    return from
  }
  const directory = (fields: Fields, children: [number, Fields][]): void => {
    const list = Object.entries(fields).map(([number, value]) => ({ number: Number(number), value }))
    const start = end
    const size = 2 + 12 * (list.length + children.length) + 4
    end += size
    const place = parts.push(Buffer.alloc(0)) - 1
    const rows = list.map(({ number, value }) => {
      if (typeof value === 'string') {
        const bytes = Buffer.from(`${value}\0`, 'latin1')
        const inline = bytes.length <= 4 ? Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]) : u32(add(bytes))
        return { number, bytes: Buffer.concat([u16(number), u16(2), u32(bytes.length), inline]) }
      }
      const rationals = value.flatMap((one) =>
        typeof one === 'number' ? [u32(Math.round(one * 100)), u32(100)] : one.map(u32),
      )
      return {
        number,
        bytes: Buffer.concat([u16(number), u16(5), u32(value.length), u32(add(Buffer.concat(rationals)))]),
      }
    })
    const links = children.map(([number, child]) => {
      const at = end
      directory(child, [])
      return { number, bytes: Buffer.concat([u16(number), u16(4), u32(1), u32(at)]) }
    })
    const sorted = [...rows, ...links].sort((a, b) => a.number - b.number).map(({ bytes }) => bytes)
    parts[place] = Buffer.concat([u16(sorted.length), ...sorted, u32(0)])
    if (parts[place].length !== size) throw new Error(`directory at ${start} has another size`)
  }
  directory(main, [[tagsOf.exif, exif], ...(gps ? [[tagsOf.gps, gps] as [number, Fields]] : [])])
  return Buffer.concat(parts)
}
