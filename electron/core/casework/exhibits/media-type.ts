/**
 * What a file's first bytes say it is; its name and the sender's word are not asked. `text/plain` for a text in any
 * encoding, `application/octet-stream` for what nothing is known by.
 */
export async function mediaTypeOf(start: Uint8Array, size: number): Promise<string> {
  if (size === 0) return 'application/x-empty'
  const { fileTypeFromBuffer } = await import('file-type')
  // It goes on to what may lie beyond what is looked at, and then says nothing of what it had known by its magic.
  const known = (await fileTypeFromBuffer(start).catch(() => undefined))?.mime
  if (known === 'application/x-cfb') return ofCompound(start)
  if (known !== undefined && known !== 'application/xml') return known
  const letters = Buffer.from(start.subarray(0, 4096)).toString('latin1')
  if (isDrawing.test(letters)) return 'image/svg+xml'
  if (known !== undefined) return known
  return magics.find(([, magic]) => magic.test(letters))?.[0] ?? (isText(start, size) ? 'text/plain' : unknown)
}

const unknown = 'application/octet-stream'

/** SVG has no magic: its root element is looked for behind what may come before it. */
const isDrawing =
  /^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*|<!DOCTYPE svg[^>[]*(?:\[[^\]]*\]\s*)?>\s*)*<svg[\s/>]/i

/* oxlint-disable no-control-regex -- magics are bytes */
/** Files by what they begin with, wherever the rest of what tells them lies. */
const magics: readonly (readonly [mime: string, magic: RegExp])[] = [
  ['image/tiff', /^(?:II[*+]\0|MM\0[*+])/],
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
  ['audio/wav', /^(?:RIFF|RF64|BW64)[^]{4}WAVE/],
  ['video/vnd.avi', /^RIFF[^]{4}AVI /],
  ['audio/mpeg', /^ID3[\x02-\x04]/],
  ['audio/flac', /^fLaC/],
  ['application/ogg', /^OggS\0/],
  ['video/x-matroska', /^\x1a\x45\xdf\xa3/],
  ['application/vnd.ms-asf', /^\x30\x26\xb2\x75\x8e\x66\xcf\x11/],
  ['image/avif', /^[^]{4}ftypavi[fs]/],
  ['image/heic', /^[^]{4}ftyp(?:hei|hev)/],
  ['image/heif', /^[^]{4}ftypmi[fa]1/],
  ['video/quicktime', /^[^]{4}(?:ftypqt  |moov|mdat|wide)/],
  ['video/mp4', /^[^]{4}ftyp/],
  ['application/pdf', /^(?:[^]{0,1000}[\r\n])?%PDF-\d/],
  ['application/zip', /^PK(?:\x03\x04|\x05\x06|\x07\x08)/],
  ['application/gzip', /^\x1f\x8b\x08/],
  ['application/vnd.ms-tnef', /^\x78\x9f\x3e\x22/],
  ['application/warc', /^WARC\/\d/],
  // A ContentInfo of CMS: its OID begins 1.2.840.113549.1.7 (RFC 5652).
  ['application/pkcs7-mime', /^\x30[^]{1,5}\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07/],
]

/* oxlint-enable no-control-regex */

/** Classes of the root entry of a compound file (MS-CFB, 2.6.1), by which programs say whose it is. */
const classes: Readonly<Record<string, string>> = {
  '0009020000000000c000000000000046': 'application/msword',
  '0609020000000000c000000000000046': 'application/msword',
  '1008020000000000c000000000000046': 'application/vnd.ms-excel',
  '2008020000000000c000000000000046': 'application/vnd.ms-excel',
  '108d81649b4fcf1186ea00aa00b929e8': 'application/vnd.ms-powerpoint',
  '0b0d020000000000c000000000000046': 'application/vnd.ms-outlook',
}
/** Streams that tell where the class does not. */
const streams: readonly (readonly [mime: string, name: string])[] = [
  ['application/msword', 'WordDocument'],
  ['application/vnd.ms-excel', 'Workbook'],
  ['application/vnd.ms-powerpoint', 'PowerPoint Document'],
  ['application/vnd.ms-outlook', '__properties_version1.0'],
]

/** What a compound file holds, as far as its first bytes show its directory. */
function ofCompound(start: Uint8Array): string {
  const bytes = Buffer.from(start)
  if (bytes.length < 512) return 'application/x-cfb'
  const root = (bytes.readUInt32LE(0x30) + 1) * 2 ** bytes.readUInt16LE(0x1e)
  const told = classes[bytes.subarray(root + 0x50, root + 0x60).toString('hex')]
  return told ?? streams.find(([, name]) => bytes.includes(Buffer.from(name, 'utf16le')))?.[0] ?? 'application/x-cfb'
}

/** Whether it is a text: UTF-16 with its mark, or letters of any other encoding, which have no control characters. */
function isText(start: Uint8Array, size: number): boolean {
  const [one = 0, two = 0] = start
  if (size % 2 === 0 && ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff))) return true
  // oxlint-disable-next-line no-control-regex -- control characters are what tells binary from text
  return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(Buffer.from(start).toString('latin1'))
}
