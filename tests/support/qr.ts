import { decodeQR } from 'qr/decode.js'
import sharp from 'sharp'

/** The text of the QR code in a picture: a PNG's bytes or its path. Throws when there is none that can be read. */
export async function scanned(picture: Buffer | string): Promise<string> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return decodeQR({ width: info.width, height: info.height, data })
}
