import { createRequire } from 'node:module'
import sharp from 'sharp'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { readRegular } from '../../../record/vault/regular.ts'
import { pdf } from '../pdf/pdf.ts'
import { picture } from '../picture/picture.ts'
import { sniff } from '../sniff.ts'
import { sourceOf } from '../source.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { FoundCode, LabelsAsked } from './job.ts'

/** Bytes of a picture, and codes of one, that are read. */
const [largest, most] = [100 * 1024 * 1024, 255]
/** Pixels in which a page or a photograph is looked at: a label of a sheet that was photographed whole has enough of them. */
const width = 4000
/** Characters of one code: those of a label are 11, and of what else a picture shows no more is needed. */
const longest = 500

/** Opens a picture or a PDF whose codes (QR) are read; nothing that a code names is opened. Fails with Unreadable. */
export async function openLabels({ path }: { path: string }): Promise<LabelsAsked> {
  const bytes = await readRegular(path, largest, { links: true })
  const source = sourceOf('', bytes)
  const sniffed = await sniff(source)
  const format = [pdf, picture].find((one) => one.takes(sniffed, source))
  if (!format) throw new Unreadable('It is neither a picture nor a PDF.')
  const file = await format.open(source, undefined, sniffed)
  const pages = file.view.kind === 'pages' ? file.view.count : file.view.kind === 'picture' ? file.view.frames : 0
  const engine = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const wasmBinary = Uint8Array.from(await readRegular(engine, largest, { links: true })).buffer
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  return {
    async codes({ page }) {
      const drawn = await file.picture?.(page, width)
      if (!drawn) throw new Unreadable('It shows no picture.')
      return { codes: (await codesIn(drawn.bytes)).map((text): FoundCode => ({ text, page })), pages }
    },
  }
}

async function codesIn(bytes: Uint8Array): Promise<string[]> {
  const { data, info } = await sharp(bytes)
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const found = await readBarcodes(
    { data: new Uint8ClampedArray(data), width: info.width, height: info.height, colorSpace: 'srgb' },
    {
      formats: ['QRCode'],
      tryHarder: true,
      tryRotate: true,
      tryInvert: true,
      tryDownscale: true,
      maxNumberOfSymbols: most,
    },
  )
  return found.filter(({ isValid, text }) => isValid && text.length <= longest).map(({ text }) => text)
}
