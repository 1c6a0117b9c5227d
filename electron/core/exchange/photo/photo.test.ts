import { expect, it } from 'vitest'
import { readPhoto } from './photo.ts'

/** A TIFF with an EXIF directory of two fields: DateTimeOriginal and OffsetTimeOriginal. */
function photo(taken: string, offset: string): Buffer {
  const [date, zone] = [Buffer.from(`${taken}\0`), Buffer.from(`${offset}\0`)]
  const [first, exif, data] = [8, 26, 56]
  const bytes = Buffer.alloc(data + date.length + zone.length)
  const directory = (at: number, ...fields: [tag: number, type: number, count: number, value: number][]): void => {
    bytes.writeUInt16LE(fields.length, at)
    for (const [index, [tag, type, count, value]] of fields.entries()) {
      const field = at + 2 + 12 * index
      bytes.writeUInt16LE(tag, field)
      bytes.writeUInt16LE(type, field + 2)
      bytes.writeUInt32LE(count, field + 4)
      bytes.writeUInt32LE(value, field + 8)
    }
  }
  bytes.write('II*\0', 0, 'latin1')
  bytes.writeUInt32LE(first, 4)
  directory(first, [0x8769, 4, 1, exif])
  directory(exif, [0x9003, 2, date.length, data], [0x9011, 2, zone.length, data + date.length])
  date.copy(bytes, data)
  zone.copy(bytes, data + date.length)
  return bytes
}

const taken = async (offset: string) =>
  (await readPhoto(photo('2026:11:23 03:42:09', offset), { path: '', zone: 'America/New_York' })).proposals[0]

it('believes the offset that a camera states, of part hours too, and says what the camera said', async () => {
  const when = async (offset: string): Promise<unknown> => (await taken(offset))?.sets.occurredAt
  expect(await when('-05:00')).toMatchObject({ value: '2026-11-23T03:42:09', zone: '-05:00' })
  expect(await when('+00:00')).toMatchObject({ value: '2026-11-23T03:42:09', zone: 'UTC' })
  expect(await when('+05:30')).toMatchObject({ value: '2026-11-23T03:42:09', zone: '+05:30' })
  expect(await when('-03:30')).toMatchObject({ value: '2026-11-23T03:42:09', zone: '-03:30' })
  expect((await taken('+05:30'))?.says).toBe('2026:11:23 03:42:09, +05:30 from UTC as the camera was set')
})

it('assumes a zone only where the camera states none that can be', async () => {
  for (const offset of ['', '+99:00', 'x']) {
    const one = await taken(offset)
    expect(one?.sets.occurredAt).toMatchObject({ value: '2026-11-23T03:42:09', zone: 'America/New_York' })
    expect(one?.says).toContain('zone not said; America/New_York is assumed')
  }
})
