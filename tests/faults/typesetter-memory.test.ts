import { beforeAll, expect, test } from 'vitest'
import { times } from './measure.ts'
import { peaksWhile } from '../support/peaks.ts'
import { emptyPng } from '../support/png.ts'
import { buildPacketFile, type BuiltPacket } from '../../electron/core/release/packet/build.ts'
import { authority, file, picture, type Authority } from '../../electron/core/release/packet/testing/make.ts'
import { sampleContent } from '../../electron/core/release/packet/testing/sample.ts'
import { sha256, type SampleFile } from '../../electron/core/release/packet/testing/sample-entries.ts'
import { residentLimits } from '../../electron/core/print/messages.ts'
import { nodeChildren } from '../../electron/core/print/node-child.ts'
import { createTypesetter, type TypesetterOptions } from '../../electron/core/print/typesetter.ts'

// What the typesetter's process may take is bound whatever takes it; in every run by limits a tenth of the product's.

const whole = times(1, 0) === 1
const resident = whole ? residentLimits : { pictures: 400_000_000, pages: 400_000_000 }
const pages = { template: '= A', data: {}, at: '2026-11-23T11:42:00Z', called: 'the history of case 2026-001' }

let signer: Authority
beforeAll(async () => {
  signer = await authority()
})

const built = (files: SampleFile[], options: Omit<TypesetterOptions, 'children'>): Promise<BuiltPacket> =>
  buildPacketFile({
    content: sampleContent(files, signer),
    files: files.map((one) => ({
      ...one,
      size: one.bytes.length,
      sha256: sha256(one.bytes),
      // oxlint-disable-next-line require-await -- a reader of bytes that are here
      open: async function* () {
        yield one.bytes
      },
    })),
    signer,
    typesetter: createTypesetter({ children: nodeChildren, ...options }),
  })

/** The pictures that the pages show, the engine's way of writing one. */
const shown = ({ pdf }: BuiltPacket): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Subtype ?\/Image/g)?.length ?? 0

test('a process whose Buffers grow is ended at its limit, and the person is told why', async () => {
  const entry = new URL('./typesetter-memory.fixture.ts', import.meta.url)
  const { typeset } = createTypesetter({ children: nodeChildren, entry, resident })
  const ended = expect(typeset(pages)).rejects.toMatchObject({
    code: 'TYPESETTING_FAILED',
    message: `The pages of the history of case 2026-001 could not be set (it took more memory than it may, ${resident.pages / 1_000_000} MB).`,
    next: expect.stringContaining('Nothing was written') as string,
  })
  for (const { bytes } of await peaksWhile(ended)) expect(bytes).toBeLessThan(resident.pages + 300_000_000)
}, 120_000)

test('a picture that takes too much is left out, and said; the others and the pages are as designed', async () => {
  const files = [
    file('E01', 'before.png', 'image/png', await picture('png')),
    file('E02', 'large.png', 'image/png', emptyPng(whole ? 14_100 : 7000, true)),
    file('E03', 'after.png', 'image/png', emptyPng(50, false)),
  ]
  let packet: BuiltPacket | undefined
  const work = built(files, { resident }).then((made) => (packet = made))
  const peaks = await peaksWhile(work)
  expect(packet?.remarks).toEqual([
    `E02: No picture: it could not be made (it took more memory than it may, ${resident.pictures / 1_000_000} MB). The file is attached as it is.`,
  ])
  expect(packet?.manifest.exhibits.map(({ disposition }) => disposition)).toEqual(['attached', 'attached', 'attached'])
  expect(packet && shown(packet)).toBe(2)
  for (const { bytes } of peaks) expect(bytes).toBeLessThan(resident.pictures + 300_000_000)
}, 120_000)

test('after three such pictures no more are made', async () => {
  const large = emptyPng(7000, true)
  const files = ['E01', 'E02', 'E03', 'E04', 'E05'].map((number) => file(number, `${number}.png`, 'image/png', large))
  const { remarks, pages: set } = await built(files, { resident: { pictures: 400_000_000, pages: 4_000_000_000 } })
  expect(remarks.map((remark) => remark.slice(0, 50))).toEqual([
    'E01: No picture: it could not be made (it took mor',
    'E02: No picture: it could not be made (it took mor',
    'E03: No picture: it could not be made (it took mor',
    'No picture is made of the exhibits after E03.',
  ])
  expect(set).toBeGreaterThan(3)
}, 120_000)
