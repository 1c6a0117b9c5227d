import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import sharp from 'sharp'
import type { OcrLanguage } from '../../../../../shared/contract/evidence/ocr.ts'
import { Unreadable, type Tell } from '../../../readers/index.ts'
import type { OcrAsked, OcrPicture, OcrText } from './job.ts'

interface Bounds {
  x0: number
  y0: number
  x1: number
  y1: number
}
interface Line {
  words: { text: string; confidence: number; bbox: Bounds }[]
}
interface Page {
  blocks?: { paragraphs?: { lines?: Line[] }[] }[]
}

/** What is called of Tesseract's own interface (`TessBaseAPI`). */
interface Api {
  /** 0 where it is ready; `mode` 1: the neural engine alone, the one that the data is for. */
  Init(path: null, languages: string, mode: 1): number
  SetVariable(name: string, value: string): boolean
  SetImageFile(orientation: number, angle: number): number
  Recognize(monitor: null): number
  GetUTF8Text(): string
  GetJSONText(page: number): string
  Version(): string
}
interface Core {
  FS: { writeFile(path: string, bytes: Uint8Array): void }
  TessBaseAPI: new () => Api
}
type Load = (options: { TesseractProgress(percent: number): void; print(): void; printErr(): void }) => Promise<Core>

/** Columns and blocks are found by the engine (PSM 3); its own default takes a page for one block and mixes columns. */
const segmentation = '3'
/** Confidence of a page, in per cent, below which it may stand on its side or on its head. */
const unsure = 60
/** How much surer another way up must make it, in per cent. */
const surer = 15

/**
 * Starts Tesseract (WebAssembly) in this process, with the data of languages out of their packages: nothing is fetched and nothing kept.
 * It is called as the engine itself and not by way of a thread, whose own defaults break the limit of a reader's memory.
 */
export async function openOcr({ languages }: { languages: OcrLanguage[] }): Promise<OcrAsked> {
  const require = createRequire(import.meta.url)
  const load = require('tesseract.js-core/tesseract-core-simd-lstm') as Load
  let onPercent: (percent: number) => void = () => undefined
  const silent = (): void => undefined
  const core = await load({ TesseractProgress: (percent) => onPercent(percent), print: silent, printErr: silent })
  for (const language of languages) {
    const data = readFileSync(
      require.resolve(`@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`),
    )
    core.FS.writeFile(`/${language}.traineddata`, gunzipSync(data))
  }
  const api = new core.TessBaseAPI()
  if (api.Init(null, languages.join('+'), 1) !== 0) throw new Unreadable('The data of this language cannot be read.')
  api.SetVariable('tessedit_pageseg_mode', segmentation)
  const engine = `Tesseract ${api.Version()}`

  const recognise = (bytes: Uint8Array, dpi: number | undefined): Omit<OcrText, 'turned'> => {
    core.FS.writeFile('/input', bytes)
    if (dpi !== undefined) api.SetVariable('user_defined_dpi', String(dpi))
    if (api.SetImageFile(1, 0) === 1) throw new Unreadable('The picture of it cannot be read.')
    api.Recognize(null)
    const { blocks = [] } = JSON.parse(api.GetJSONText(0)) as Page
    const lines = blocks.flatMap(({ paragraphs = [] }) => paragraphs.flatMap((paragraph) => paragraph.lines ?? []))
    const words = lines.flatMap(wordsOf)
    // Long words count for more: a page of specks that were taken for letters is not sure of anything.
    const letters = words.reduce((sum, { text }) => sum + text.length, 0)
    const weighed = words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0)
    const confidence = letters === 0 ? 0 : Math.round(weighed / letters)
    return { engine, text: letters === 0 ? '' : api.GetUTF8Text().toWellFormed(), confidence, words }
  }

  return {
    read: async ({ bytes, dpi }: OcrPicture, tell: Tell = () => undefined) => {
      const passes = (pass: number, of: number) => (percent: number) => tell((pass + Math.min(percent, 100) / 100) / of)
      onPercent = passes(0, 1)
      let best: OcrText = { ...recognise(bytes, dpi), turned: 0 }
      if (best.confidence >= unsure) return best
      const { width, height } = await sharp(bytes).metadata()
      for (const [index, turned] of ([180, 90, 270] as const).entries()) {
        onPercent = passes(index + 1, 4)
        const read = recognise(await sharp(bytes).rotate(turned).png({ compressionLevel: 2 }).toBuffer(), dpi)
        if (read.confidence < best.confidence + surer) continue
        const words = read.words.map((word) => ({ ...word, ...backTurned(word, turned, { width, height }) }))
        best = { ...read, words, turned }
        if (best.confidence >= unsure) break
      }
      return best
    },
  }
}

const wordsOf = ({ words }: Line): OcrText['words'] =>
  words.map(({ text, confidence, bbox }, index) => ({
    text: text.trim().toWellFormed(),
    x: bbox.x0,
    y: bbox.y0,
    width: bbox.x1 - bbox.x0,
    height: bbox.y1 - bbox.y0,
    after: index === words.length - 1 ? 'line' : 'space',
    confidence: Math.max(0, Math.min(100, Math.round(confidence))),
  }))

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** A box of a picture that was turned clockwise, where it stands in the picture as it was, whose size is given. */
function backTurned({ x, y, width, height }: Box, turned: 90 | 180 | 270, was: { width: number; height: number }): Box {
  if (turned === 180) return { x: was.width - x - width, y: was.height - y - height, width, height }
  if (turned === 90) return { x: y, y: was.height - x - width, width: height, height: width }
  return { x: was.width - y - height, y: x, width: height, height: width }
}
