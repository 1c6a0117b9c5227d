import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { OcrLanguage } from '../../../shared/contract/evidence/ocr.ts'
import type { TextUnit } from '../../../shared/contract/evidence/parts.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { findExhibit } from '../casework/exhibits/index.ts'
import type { Workspace } from '../record/members/index.ts'
import type { Within, OpenedReading } from './reading/job.ts'
import { noTextLayer, wholePicture } from './reading/no-text.ts'
import { readingsOf } from './readings.ts'

/** Dots an inch in which a page is drawn to be read, as scans are made. */
const dpi = 300
/** Pixels of a picture that is read: more make it slower, and nothing surer. */
const pixelsMost = 16_000_000
/** Pages without a text of their own that one call reads. */
const together = 5

/** What a page of a view is as a picture: its place, its size in the unit of its boxes, and whether that is points. */
function pictureOf(
  { view }: OpenedReading,
  page: number,
): { at: string; width: number; height: number; points: boolean } {
  if (view.kind === 'pages' && page <= view.count) {
    const size = view.pages[page - 1] ?? view.pages.at(-1)
    if (size) return { at: `p. ${page}`, ...size, points: true }
  }
  if (view.kind === 'picture' && page <= view.frames) {
    return { at: wholePicture(view, page), width: view.width, height: view.height, points: false }
  }
  throw new HoldfastError(
    'INVALID_INPUT',
    view.kind === 'pages' || view.kind === 'picture'
      ? `There is no page ${page} in it.`
      : 'Text is read out of pages and pictures; this is neither.',
    view.kind === 'locked' ? 'Give its password.' : 'Read its text as it stands in the file.',
  )
}

/** Width in pixels in which it is drawn to be read. */
function widthOf({ width, height, points }: { width: number; height: number; points: boolean }): number {
  const wanted = points ? (width * dpi) / 72 : width
  const most = Math.sqrt((pixelsMost * width) / height)
  return Math.max(16, Math.min(8000, Math.round(Math.min(wanted, most))))
}

interface Asked extends Within {
  id: string
  languages: OcrLanguage[]
}

/**
 * Reads a page, or a picture, by OCR: the exhibit's reader draws it, another process reads the picture. Fails with INVALID_INPUT where
 * there is none, with what the readers say, and with CANCELLED, which ends the process that reads where nobody else uses it.
 */
async function readPage(
  workspace: Workspace,
  { id, languages, ...which }: Asked,
  page: number,
  { signal, progress }: CallContext,
): Promise<TextUnit & { ocr: NonNullable<TextUnit['ocr']> }> {
  const readings = readingsOf(workspace)
  const reading = readings.of(workspace, id)
  const place = pictureOf(await reading.ask('opened', which, signal), page)
  const { bytes, width: wide } = await reading.ask('picture', { ...which, page, width: widthOf(place) }, signal)
  const ocr = readings.ocr.use(workspace, id, languages)
  const onAbort = (): void => ocr.leave(true)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    progress({ stage: `Reading ${place.at} by OCR`, done: 0, total: 100, unit: 'percent' })
    const picture = { bytes, dpi: place.points ? Math.round((wide * 72) / place.width) : undefined }
    const { text, words, ...read } = await ocr.reading.ask('read', picture, signal, (done) =>
      progress({ stage: `Reading ${place.at} by OCR`, done: Math.round(done * 100), total: 100, unit: 'percent' }),
    )
    const scale = place.width / wide
    const fine = (pixels: number): number => Math.round(pixels * scale * 100) / 100
    const boxed = words.map((word) => ({
      ...word,
      x: fine(word.x),
      y: fine(word.y),
      width: fine(word.width),
      height: fine(word.height),
    }))
    return { at: place.at, text, ocr: { ...read, languages, words: boxed } }
  } finally {
    signal.removeEventListener('abort', onAbort)
    ocr.leave(false)
  }
}

/** The text in the picture of one page. Fails as `readPage` does. */
export async function ocrOfPage(
  workspace: Workspace,
  { exhibit: ref, within, password, page, languages }: Checked<'exhibit.ocr'>,
  context: CallContext,
): Promise<Output<'exhibit.ocr'>> {
  const { id, number } = findExhibit(workspace.db, ref)
  const { at, text, ocr } = await readPage(workspace, { id, languages, within, password }, page, context)
  return { exhibit: id, number, within, at, text, ...ocr }
}

type TextPart = Pick<Output<'exhibit.text'>, 'units' | 'unread' | 'next'>

/** What a reader extracted from `from` on, with the pages that have no text of their own read by OCR, some of them. */
export async function withOcr(
  workspace: Workspace,
  asked: Asked,
  { part, from }: { part: TextPart; from: number },
  context: CallContext,
): Promise<TextPart> {
  const { id, languages: _, ...which } = asked
  const { view } = await readingsOf(workspace).of(workspace, id).ask('opened', which, context.signal)
  if (view.kind !== 'pages' && view.kind !== 'picture') return part
  const units: TextPart['units'] = []
  const unread: TextPart['unread'] = []
  const count = view.kind === 'pages' ? view.count : view.frames
  const own = view.kind === 'pages' ? part.units : Array.from({ length: count - from }, () => undefined)
  let read = 0
  for (const [index, unit] of own.entries()) {
    if (unit && unit.text.trim() !== '') {
      units.push(unit)
      unread.push(...part.unread.filter(({ at }) => at === unit.at))
      continue
    }
    if (read === together) return { units, unread, next: from + index }
    read += 1
    unread.push(...part.unread.filter(({ at, reason }) => at === unit?.at && reason !== noTextLayer))
    try {
      const found = await readPage(workspace, asked, from + index + 1, context)
      units.push(found)
      if (found.text.trim() === '')
        unread.push({ at: found.at, reason: 'No text layer, and OCR found no words in its picture.' })
    } catch (thrown) {
      if (!(thrown instanceof HoldfastError) || thrown.code === 'CANCELLED') throw thrown
      const at = unit?.at ?? pictureAt(view, from + index + 1)
      units.push({ at, text: '' })
      unread.push({ at, reason: thrown.message })
    }
  }
  return { units, unread, next: part.next }
}

const pictureAt = (view: Extract<OpenedReading['view'], { kind: 'pages' | 'picture' }>, page: number): string =>
  view.kind === 'pages' ? `p. ${page}` : wholePicture(view, page)
