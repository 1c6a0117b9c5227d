import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { times } from '../../../tests/faults/measure.ts'
import { keepExhibit, newCase, testApp, type TestApp } from '../../../tests/support/app.ts'
import { ask, filesUnder, hasReferee, isThere, real } from '../../../tests/real/real.ts'

let test: TestApp
let caseNumber: string
beforeEach(async () => {
  test = testApp()
  caseNumber = await newCase(test)
})
afterEach(() => test.end())

const keep = (name: string, bytes: Uint8Array | string): Promise<string> => keepExhibit(test, caseNumber, name, bytes)

/** A picture of two pixels by two, whose left upper one is red and right lower one is blue. */
function bmp(bits: 8 | 24, upwards: boolean): Buffer {
  const palette = bits === 8 ? Buffer.from([0, 0, 255, 0, 255, 0, 0, 0, 255, 255, 255, 0]) : Buffer.alloc(0)
  const [red, blue, white] =
    bits === 8
      ? [[0], [1], [2]]
      : [
          [0, 0, 255],
          [255, 0, 0],
          [255, 255, 255],
        ]
  const pad = (row: number[]): Buffer => Buffer.from([...row, ...Array<number>((4 - (row.length % 4)) % 4).fill(0)])
  const rows = [pad([...(red ?? []), ...(white ?? [])]), pad([...(white ?? []), ...(blue ?? [])])]
  const head = Buffer.alloc(54)
  head.write('BM')
  head.writeUInt32LE(54 + palette.length, 10)
  head.writeUInt32LE(40, 14)
  head.writeInt32LE(2, 18)
  head.writeInt32LE(upwards ? 2 : -2, 22)
  head.writeUInt16LE(1, 26)
  head.writeUInt16LE(bits, 28)
  return Buffer.concat([head, palette, ...(upwards ? rows.toReversed() : rows)])
}

async function drawn(
  exhibit: string,
  page = 1,
): Promise<{ width: number; height: number; at: (x: number, y: number) => number[] }> {
  const out = join(test.folder, `pages ${exhibit}`)
  await test.call('exhibit.render', { exhibit, out, width: 400 })
  const { data, info } = await sharp(readFileSync(join(out, `page-000${page}.png`)))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number): number[] => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ]
  return { width: info.width, height: info.height, at }
}

describe('pictures', () => {
  it.each([
    [8, true],
    [8, false],
    [24, true],
    [24, false],
  ] as const)('of Windows (BMP) of %i bits are drawn the right way up, upwards %s', async (bits, upwards) => {
    const shown = await drawn(await keep('a.bmp', bmp(bits, upwards)))
    expect(shown).toMatchObject({ width: 2, height: 2 })
    expect([shown.at(0, 0), shown.at(1, 1)]).toEqual([
      [255, 0, 0],
      [0, 0, 255],
    ])
  })

  it('of lines (SVG) are drawn as pictures; what lies beside them or elsewhere is not', async () => {
    await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .png()
      .toFile(join(test.folder, 'x.png'))
    const svg = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="alert(1)">
      <script>alert(1)</script><rect width="40" height="40" fill="blue"/>
      <image href="${join(test.folder, 'x.png')}" width="40" height="40"/><image href="x.png" width="40" height="40"/></svg>`
    const exhibit = await keep('a.svg', svg)
    expect((await test.call('exhibit.open', { exhibit })).view).toMatchObject({
      kind: 'picture',
      width: 40,
      height: 40,
    })
    expect((await drawn(exhibit)).at(20, 20)).toEqual([0, 0, 255])
  })

  it('claim what stands in them, each with its block, and a position only with its hemispheres', async () => {
    const exif = (latitudeRef: string | undefined) => ({
      IFD0: { Artist: 'A. Person', ImageDescription: '      ', DateTime: '2026:11:30 06:42:00' },
      IFD3: {
        GPSLatitude: '52/1 30/1 0/1',
        GPSLongitude: '13/1 15/1 0/1',
        GPSLongitudeRef: 'E',
        ...(latitudeRef === undefined ? {} : { GPSLatitudeRef: latitudeRef }),
      },
    })
    const made = (latitudeRef: string | undefined): Promise<Buffer> =>
      sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
        .withExif(exif(latitudeRef))
        .jpeg()
        .toBuffer()
    const { facts } = await test.call('exhibit.facts', { exhibit: await keep('a.jpg', await made('S')) })
    expect(facts).toContainEqual({ name: 'Artist', value: 'A. Person', source: 'EXIF' })
    expect(facts).toContainEqual({ name: 'ImageDescription', value: '(blank)', source: 'EXIF' })
    expect(facts).toContainEqual({ name: 'ModifyDate', value: '2026:11:30 06:42:00', source: 'EXIF' })
    expect(facts).toContainEqual({ name: 'Position', value: '-52.500000, 13.250000', source: 'EXIF GPS' })
    const none = await test.call('exhibit.facts', { exhibit: await keep('b.jpg', await made(undefined)) })
    expect(none.facts.map(({ name }) => name)).not.toContain('Position')
  })

  it.runIf(isThere('photos') && hasReferee('exiftool'))(
    'of real cameras and telephones are all drawn, as large as exiftool says',
    async () => {
      const photos = filesUnder('photos').filter((_, n) => n % times(1, 3) === 0)
      for (const path of [...photos, real('documents/testTIFF_multipage.tif')]) {
        if (!/\.(?:jpe?g|png|heic|heif|tiff?|avif|webp)$/i.test(path)) continue
        const exhibit = await keep(basename(path), readFileSync(path))
        const { view } = await test.call('exhibit.open', { exhibit })
        expect(view.kind, path).toBe('picture')
        const { width, height } = await drawn(exhibit)
        expect(width, path).toBeGreaterThan(0)
        if (view.kind !== 'picture') continue
        expect(width / height, path).toBeCloseTo(view.width / view.height, 1)
        const { said } = ask('exiftool', '-n', '-s3', '-ImageSize', path)
        const sides = said
          .trim()
          .split(/[ x]/)
          .slice(0, 2)
          .map(Number)
          .toSorted((a, b) => a - b)
        expect(
          [view.width, view.height].toSorted((a, b) => a - b),
          path,
        ).toEqual(sides)
      }
    },
    120_000,
  )
})
