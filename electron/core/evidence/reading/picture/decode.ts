import { createRequire } from 'node:module'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { Unreadable } from '../../../readers/index.ts'

/** Pixels of one picture that is decoded. */
export const pixelsMost = 250_000_000
/** HEIC is decoded whole, four bytes a pixel, beside what the decoder keeps of it. */
const heicMost = 60_000_000

/** A picture that can be drawn: how large it is upright, and how one of its frames (from 0) is decoded. */
export interface Decoded {
  format: string
  reader: string
  width: number
  height: number
  frames: number
  frame(index: number): Sharp | Promise<Sharp>
}

/** Opens what libvips decodes. `svg`: drawn at the size that it names, or four times a small one. Fails with Unreadable. */
export async function byVips(bytes: Uint8Array): Promise<Decoded> {
  const load = (index: number): Sharp => sharp(bytes, { page: index, limitInputPixels: pixelsMost, failOn: 'none' })
  const meta = await load(0)
    .metadata()
    .catch((thrown: unknown) => {
      const large = thrown instanceof Error && /pixel limit/.test(thrown.message)
      throw new Unreadable(
        large
          ? 'It has more pixels than are drawn (250 million).'
          : 'It begins like a picture and cannot be read as one.',
      )
    })
  return {
    format: meta.format,
    reader: 'sharp 0.35.5',
    ...upright(meta),
    frames: meta.pages ?? 1,
    frame: (index) => load(index).autoOrient(),
  }
}

/** As it is to be looked at: EXIF orientations 5 to 8 lie on their side. */
function upright({ width, height, orientation, pageHeight }: Metadata): { width: number; height: number } {
  const tall = pageHeight ?? height
  return orientation !== undefined && orientation >= 5 ? { width: tall, height: width } : { width, height: tall }
}

interface HeifImage {
  get_width(): number
  get_height(): number
  display(
    into: { data: Uint8ClampedArray; width: number; height: number },
    done: (shown: { data: Uint8ClampedArray } | null) => void,
  ): void
}
interface Heif {
  HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] }
}

/** Opens HEIC, which libheif decodes and turns upright. Fails with Unreadable. */
export function byHeif(bytes: Uint8Array): Decoded {
  const heif = createRequire(import.meta.url)('libheif-js/wasm-bundle.js') as Heif
  const images = new heif.HeifDecoder().decode(bytes)
  const [first] = images
  if (!first) throw new Unreadable('It is a HEIF file in which no picture can be read.')
  return {
    format: 'heif',
    reader: 'libheif-js 1.23.2',
    width: first.get_width(),
    height: first.get_height(),
    frames: images.length,
    frame: async (index) => {
      const image = images[index]
      if (!image) throw new Unreadable(`It has ${images.length} pictures.`)
      const [width, height] = [image.get_width(), image.get_height()]
      if (width * height > heicMost) throw new Unreadable('It has more pixels than are drawn of a HEIC (60 million).')
      const data = new Uint8ClampedArray(width * height * 4)
      const shown = await new Promise<boolean>((resolve) =>
        image.display({ data, width, height }, (drawn) => resolve(drawn !== null)),
      )
      if (!shown) throw new Unreadable('The picture in it cannot be decoded: the file is damaged or cut short.')
      return sharp(data, { raw: { width, height, channels: 4 } })
    },
  }
}

/** Rows of an uncompressed BMP (BITMAPINFOHEADER and later, 24 or 32 bits; or with a palette of 1, 4 or 8). Fails with Unreadable. */
export function byRows(bytes: Uint8Array): Decoded {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const refuse = (): Unreadable => new Unreadable('It is a BMP of a form that is not drawn here.')
  if (bytes.length < 54) throw refuse()
  const [start, header] = [view.getUint32(10, true), view.getUint32(14, true)]
  const [width, signed] = [view.getInt32(18, true), view.getInt32(22, true)]
  const [bits, compressed] = [view.getUint16(28, true), view.getUint32(30, true)]
  const height = Math.abs(signed)
  const plain = compressed === 0 || (compressed === 3 && bits === 32)
  if (header < 40 || width < 1 || height < 1 || !plain || ![1, 4, 8, 24, 32].includes(bits)) throw refuse()
  if (width * height > pixelsMost) throw new Unreadable('It has more pixels than are drawn (250 million).')
  const stride = Math.ceil((width * bits) / 32) * 4
  if (start + stride * height > bytes.length) throw new Unreadable('It is a BMP that is cut short.')
  const paletteAt = 14 + header
  const colour = (at: number): [number, number, number] => [bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0]
  const pixels = (): Uint8Array => {
    const out = new Uint8Array(width * height * 3)
    for (let y = 0; y < height; y++) {
      const row = start + (signed > 0 ? height - 1 - y : y) * stride
      for (let x = 0; x < width; x++) {
        const shift = 8 - bits - ((x * bits) % 8)
        const at =
          bits >= 24
            ? row + x * (bits / 8)
            : paletteAt + (((bytes[row + ((x * bits) >> 3)] ?? 0) >> shift) & ((1 << bits) - 1)) * 4
        out.set(colour(at), (y * width + x) * 3)
      }
    }
    return out
  }
  return {
    format: 'bmp',
    reader: 'bmp 1',
    width,
    height,
    frames: 1,
    frame: () => sharp(pixels(), { raw: { width, height, channels: 3 } }),
  }
}
