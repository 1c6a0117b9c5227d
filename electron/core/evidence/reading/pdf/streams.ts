import { inflateSync } from 'node:zlib'
import { PDFRawStream, PDFStream, type PDFObject } from 'pdf-lib'
import { entryOf, wordsIn } from './objects.ts'

/** `bytes`: null where it is not unpacked; `why` says so in words. */
type Unpacked = { bytes: Uint8Array } | { bytes: null; why: string }

/**
 * The bytes of a stream, unpacked to `most` at most. Only what Flate packed or nothing did: others hold pictures, or are of
 * files made to be read by one program and not by another.
 */
export function unpacked(stream: PDFStream, most: number): Unpacked {
  if (entryOf(stream.dict, 'F') !== undefined) return { bytes: null, why: 'its bytes are in a file outside' }
  const packed = stream instanceof PDFRawStream ? stream.contents : undefined
  if (packed === undefined) return { bytes: null, why: 'its stream cannot be read' }
  const filters = wordsIn(entryOf(stream.dict, 'Filter'))
  if (filters === '') return packed.length > most ? { bytes: null, why: 'it is too large' } : { bytes: packed }
  if (!/^(?:FlateDecode|Fl)$/.test(filters) || entryOf(stream.dict, 'DecodeParms') !== undefined)
    return { bytes: null, why: `it is packed by ${filters}, which is not read here` }
  try {
    // A stream that was cut gives what is there.
    return { bytes: inflateSync(packed, { maxOutputLength: most, finishFlush: 2 }) }
  } catch (thrown) {
    return { bytes: null, why: thrown instanceof RangeError ? 'it is too large' : 'its stream is damaged' }
  }
}

/** Bytes of one text in a stream. */
const textMost = 256 * 1024

/** A text as a string or as a stream (ISO 32000-2, section 7.9.3). */
export function textOrStreamIn(object: PDFObject | undefined): string {
  if (!(object instanceof PDFStream)) return wordsIn(object)
  const found = unpacked(object, textMost)
  if (found.bytes === null) return `(in a stream: ${found.why})`
  const bytes = Buffer.from(found.bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return bytes
      .subarray(2, bytes.length & ~1)
      .swap16()
      .toString('utf16le')
      .toWellFormed()
  return bytes.toString(bytes[0] === 0xef && bytes[1] === 0xbb ? 'utf8' : 'latin1')
}
