import sharp from 'sharp'
import type { ExhibitPlace, TypesetJob } from './port.ts'

/** A picture of an exhibit, or the word that says why there is none. */
export interface Plate {
  /** Index in the content's exhibits. */
  exhibit: number
  image?: { path: string; bytes: Buffer }
  /** What was done to the picture, or why it is not shown; printed under it. */
  caption: string
  alt: string
}

/** Longest side of a plate in pixels: 160 mm at 250 dpi. */
const longestSide = 1600
/** A picture of more pixels than this is not opened: it is more likely a bomb than a photograph. */
const mostPixels = 200_000_000
const pictured = /^image\/(jpeg|png|webp|gif|tiff|avif|heic|heif|svg\+xml|bmp|x-ms-bmp)$/

interface Decoding {
  /** What stands in the place of a picture that is not made, by the exhibit's index. */
  without: ReadonlyMap<number, string>
  /** Called with the exhibit's index before its picture is decoded. */
  onBegin: (exhibit: number) => void
  onDone: (share: number) => void
}

/**
 * Pictures of the exhibits that are images, decoded and encoded anew as sRGB without metadata: the original's EXIF text
 * must not reach the pages unseen, and a damaged or CMYK file must not reach the engine. The exhibit itself is attached
 * as it is. Fails for no input, but one may end the process.
 */
export async function platesOf(job: TypesetJob, { without, onBegin, onDone }: Decoding): Promise<Plate[]> {
  const plates: Plate[] = []
  const candidates = job.content.exhibits
    .map((exhibit, i) => ({ exhibit, i }))
    .filter(({ exhibit, i }) => isPicture(exhibit, bytesOf(job, i)))
  for (const [n, { exhibit, i }] of candidates.entries()) {
    const alt = `Picture of exhibit ${exhibit.number}: ${exhibit.description || exhibit.fileName}`
    const why = without.get(i)
    if (why === undefined) onBegin(i)
    const picture =
      why === undefined ? await pictureOf(exhibit.mediaType, i, job.places[i], bytesOf(job, i)) : { caption: why }
    plates.push({ exhibit: i, alt, ...picture })
    onDone((n + 1) / candidates.length)
  }
  return plates
}

/** By the type on record, and by its bytes where TIFF was recorded without one, as it was until 0.2.0. */
const isPicture = ({ mediaType }: { mediaType: string }, bytes: Uint8Array | undefined): boolean =>
  pictured.test(mediaType.toLowerCase()) ||
  (mediaType === 'application/octet-stream' && /^(?:II\*\0|MM\0\*)/.test(latin1(bytes?.subarray(0, 4))))

const latin1 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1')

const bytesOf = (job: TypesetJob, i: number): Uint8Array | undefined =>
  job.attachments.find(({ name }) => name === job.places[i]?.file)?.bytes

async function pictureOf(
  mediaType: string,
  i: number,
  place: ExhibitPlace | undefined,
  bytes: Uint8Array | undefined,
): Promise<Pick<Plate, 'image' | 'caption'>> {
  if (place?.disposition !== 'attached' || !bytes)
    return { caption: 'No picture: the file is not attached to this packet.' }
  // A drawing may refer to other files and fonts; it is shown nowhere but in the reader's own viewer.
  if (mediaType.toLowerCase() === 'image/svg+xml')
    return { caption: 'No picture: a drawing (SVG) is attached, not rendered.' }
  try {
    // The head of the file alone.
    const { width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata()
    if (width * height > mostPixels)
      return {
        caption: `No picture: its ${width} × ${height} pixels are more than the 200 million that are decoded for a packet. The file is attached as it is.`,
      }
    const { data, info } = await sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels, pages: 1 })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 82, chromaSubsampling: '4:4:4' })
      .toBuffer({ resolveWithObject: true })
    const reduced =
      info.width * info.height < width * height ? `reduced from ${width} × ${height} pixels` : 're-encoded'
    const first = pages > 1 ? `; first of ${pages} pictures in the file` : ''
    return {
      image: { path: `/plates/${i}.jpg`, bytes: data },
      caption: `For viewing, ${reduced}${first}. The attached file is the exhibit.`,
    }
  } catch {
    return { caption: 'No picture: the file cannot be decoded as an image. It is attached as it is.' }
  }
}
