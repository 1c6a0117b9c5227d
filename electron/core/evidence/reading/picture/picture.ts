import sharp, { type Metadata, type Sharp } from 'sharp'
import { showAt } from '../../../../../shared/kernel/pinpoint.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Derived, Format, Picture } from '../format.ts'
import { wholeOf, type Source } from '../source.ts'

/** What the picture library opens, by magic. */
const types = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/tiff', 'image/avif', 'image/apng'])
const largest = 200 * 1024 * 1024
/** Pixels of one picture that is decoded. */
const pixelsMost = 250_000_000
const widest = 4000

/** Pictures, drawn anew by libvips. */
export const picture: Format = {
  reader: 'sharp 0.35.5',
  takes: ({ mime }) => mime !== undefined && types.has(mime),
  async open(source) {
    if (source.size > largest)
      throw new Unreadable('It is larger than 200 MiB, which is more than is read of a picture.')
    const bytes = wholeOf(source)
    const meta = await load(bytes, 0).metadata()
    const { width, height } = upright(meta)
    return {
      view: { kind: 'picture', width, height, frames: meta.pages ?? 1 },
      facts: [
        { name: 'Format', value: meta.format, source: 'content' },
        { name: 'Size', value: `${width} × ${height} pixels`, source: 'content' },
      ],
      members: [],
      problems: [],
      picture: (frame, wide) => draw(bytes, frame, wide),
      derive: (at) => crop(bytes, source, at),
    }
  },
}

const load = (bytes: Uint8Array, frame: number): Sharp =>
  sharp(bytes, { page: frame, limitInputPixels: pixelsMost, failOn: 'none' })

/** As it is to be looked at: EXIF orientations 5 to 8 lie on their side. */
function upright({ width, height, orientation, pageHeight }: Metadata): { width: number; height: number } {
  const tall = pageHeight ?? height
  return orientation !== undefined && orientation >= 5 ? { width: tall, height: width } : { width, height: tall }
}

async function draw(bytes: Uint8Array, frame: number, width: number | undefined): Promise<Picture> {
  const { data, info } = await load(bytes, frame - 1)
    .autoOrient()
    .resize({ width: Math.min(width ?? widest, widest), withoutEnlargement: true })
    .png({ compressionLevel: 2 })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw new Unreadable('It cannot be drawn: the file is damaged or cut short.')
    })
  return { bytes: data, mediaType: 'image/png', width: info.width, height: info.height }
}

/** A crop, upright, without anything that the file says of itself. */
async function crop(bytes: Uint8Array, { name }: Source, at: Parameters<typeof showAt>[0]): Promise<Derived> {
  if (at.kind !== 'box') throw new Unreadable('Of a picture a box can be taken out: “box 10,20 300×200”.')
  const { x, y, width, height } = at.box
  const [left, top] = [Math.round(x), Math.round(y)]
  const made = await load(bytes, (at.frame ?? 1) - 1)
    .autoOrient()
    .extract({ left, top, width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) })
    .png()
    .toBuffer()
    .catch(() => {
      throw new Unreadable(`The box ${showAt(at)} does not lie inside of the picture.`)
    })
  const place = showAt(at)
  return {
    name: `${name.replace(/\.[^.]{1,5}$/, '')} crop.png`,
    bytes: made,
    how: `${place}, cropped by sharp 0.35.5`,
  }
}
