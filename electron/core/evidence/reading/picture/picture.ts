import { showAt, type At } from '../../../../../shared/kernel/pinpoint.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Derived, Format, Picture } from '../format.ts'
import { noTextLayer, wholePicture } from '../no-text.ts'
import { wholeOf, type Source } from '../source.ts'
import { claimsOf } from './claims.ts'
import { byHeif, byRows, byVips, type Decoded } from './decode.ts'

/** What opens a picture, by magic. AVIF is libvips' own; other HEIF it cannot decode. */
const decoders: Record<string, (bytes: Uint8Array) => Decoded | Promise<Decoded>> = {
  'image/jpeg': byVips,
  'image/png': byVips,
  'image/apng': byVips,
  'image/webp': byVips,
  'image/gif': byVips,
  'image/tiff': byVips,
  'image/avif': byVips,
  'image/heic': byHeif,
  'image/heif': byHeif,
  'image/heic-sequence': byHeif,
  'image/bmp': byRows,
}
const largest = 200 * 1024 * 1024
const widest = 8000

/** Pictures: decoded, turned upright and encoded anew. */
export const picture: Format = {
  reader: 'sharp 0.35.5',
  takes: ({ mime, start }) => (mime !== undefined && mime in decoders) || isTiff(start) || isSvg(start),
  async open(source, _, { mime }) {
    if (source.size > largest)
      throw new Unreadable('It is larger than 200 MiB, which is more than is read of a picture.')
    const bytes = wholeOf(source)
    const decoded = await (decoders[mime ?? ''] ?? byVips)(bytes)
    const { width, height, frames, format } = decoded
    const claims = await claimsOf(bytes)
    return {
      view: { kind: 'picture', width, height, frames },
      facts: [
        { name: 'Format', value: format, source: 'content' },
        { name: 'Pixels', value: `${width} × ${height}`, source: 'content' },
        ...(frames > 1 ? [{ name: 'Pictures', value: String(frames), source: 'content' }] : []),
        { name: 'Read by', value: decoded.reader, source: 'Holdfast' },
        ...claims.facts,
      ],
      members: [],
      problems: claims.problems,
      text: () => ({ units: [], unread: unreadOf(decoded), next: null }),
      picture: (frame, wide) => draw(decoded, frame, wide),
      derive: (at) => crop(decoded, source, at),
    }
  },
}

/** Frames of an animation or a scan of which it is said one by one that they have no text. */
const framesMost = 1000

const unreadOf = (decoded: Decoded): { at: string; reason: string }[] =>
  Array.from({ length: Math.min(decoded.frames, framesMost) }, (_, index) => ({
    at: wholePicture(decoded, index + 1),
    reason: noTextLayer,
  }))

/** TIFF 6.0, section 2: its directory, by which others tell it, may lie beyond what is looked at. */
const isTiff = (start: Uint8Array): boolean => {
  const magic = Buffer.from(start.subarray(0, 4)).toString('latin1')
  return magic === 'II*\0' || magic === 'MM\0*'
}

/** SVG has no magic: its root element is looked for behind what may come before it. It is drawn from memory, so it reads no file. */
const isSvg = (start: Uint8Array): boolean =>
  /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*|<!DOCTYPE svg[^>[]*>\s*)*<svg[\s>]/i.test(
    Buffer.from(start.subarray(0, 4096)).toString('utf8'),
  )

async function draw(decoded: Decoded, frame: number, width: number | undefined): Promise<Picture> {
  if (frame > decoded.frames) throw new Unreadable(`It has ${decoded.frames} pictures; there is no picture ${frame}.`)
  const { data, info } = await (
    await decoded.frame(frame - 1)
  )
    .resize({ width: Math.min(width ?? 4000, widest), withoutEnlargement: true })
    .png({ compressionLevel: 2 })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw new Unreadable('It cannot be drawn: the file is damaged or cut short.')
    })
  return { bytes: data, mediaType: 'image/png', width: info.width, height: info.height }
}

/** A crop, upright, without anything that the file says of itself. */
async function crop(decoded: Decoded, { name }: Source, at: At): Promise<Derived> {
  if (at.kind !== 'box') throw new Unreadable('Of a picture a box can be taken out: “box 10,20 300×200”.')
  const { x, y, width, height } = at.box
  const [left, top] = [Math.round(x), Math.round(y)]
  const made = await (
    await decoded.frame((at.frame ?? 1) - 1)
  )
    .extract({ left, top, width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) })
    .png()
    .toBuffer()
    .catch(() => {
      throw new Unreadable(`The box ${showAt(at)} does not lie inside of the picture.`)
    })
  return {
    name: `${name.replace(/\.[^.]{1,5}$/, '')} crop.png`,
    bytes: made,
    how: `${showAt(at)}, cropped by sharp 0.35.5`,
  }
}
