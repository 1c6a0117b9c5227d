import sharp from 'sharp'
import type { OpenedFile, Picture } from './format.ts'

/** Pixels of the longer side. */
const side = 320
/** Characters of a text's beginning. */
const wordsMost = 400

export interface Thumbnail {
  picture: Picture | null
  view: string
  words: string | null
}

/** A small picture of what is opened; of what has none, the beginning of its text. */
export async function thumbnailOf(file: OpenedFile): Promise<Thumbnail> {
  const { kind } = file.view
  if (file.picture) {
    const drawn = await file.picture(1, side * 2)
    const { data, info } = await sharp(drawn.bytes)
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 74 })
      .toBuffer({ resolveWithObject: true })
    const { width, height } = info
    return { picture: { bytes: data, mediaType: 'image/webp', width, height }, view: kind, words: null }
  }
  const text = file.text && kind !== 'bytes' ? await file.text(0) : { units: [] }
  const words = text.units
    .slice(0, 40)
    .map((unit) => unit.text)
    .join('\n')
    .trim()
    .slice(0, wordsMost)
  return { picture: null, view: kind, words: words === '' ? null : words.toWellFormed() }
}
