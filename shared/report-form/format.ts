import { base64, concat, hex, unbase64, utf8 } from '../kernel/bytes.ts'
import { canonical } from '../kernel/canonical.ts'
import { isNewer } from '../kernel/formats.ts'
import { sha256, type Subtle } from './subtle.ts'

// A sealed report, version 1 (docs/format-report.md): one header line in clear, then the sealed chunks.

type Bytes = Uint8Array<ArrayBuffer>

/** Bytes of plaintext in every chunk but the last. */
export const chunkSize = 1_048_576
export const tagSize = 16
/** No report is shorter: one of a few words looks like one of a few pages. */
export const leastSize = 16_384
/** Most attachments of one report, most bytes of all of them, most bytes of what is written. */
export const limits = { attachments: 50, attached: 200_000_000, written: 2_097_152 } as const

export interface Header {
  /** Id of the intake key that opens it. */
  key: string
  /** Public point of the key pair made for this report alone. */
  ephemeral: Bytes
  salt: Bytes
}

/** The header in its one spelling: canonical JSON and a line feed. */
export const headerText = ({ key, ephemeral, salt }: Header): string =>
  `${canonical({ ephemeral: base64(ephemeral), format: 'holdfast-report', key, salt: base64(salt), v: 1 })}\n`

const spelling =
  /^\{"ephemeral":"([A-Za-z0-9+/]{87}=)","format":"holdfast-report","key":"([0-9a-f]{32})","salt":"([A-Za-z0-9+/]{43}=)","v":1\}\n$/

const sample = { key: '0'.repeat(32), ephemeral: new Uint8Array(65), salt: new Uint8Array(32) }
/** Every header is as long as every other. */
export const headerSize = headerText(sample).length

/** How much of a file is looked at for the header of a later version, which may be longer. */
export const laterHeaderSize = 4096

/** What the first bytes of a file are, `laterHeaderSize` of them: a header, one of a later version, or nothing of ours. */
export function parseHeader(bytes: Uint8Array): Header | 'newer' | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, headerSize))
  const [, point = '', key = '', salted = ''] = spelling.exec(text) ?? []
  if (point === '') return isOfLater(bytes) ? 'newer' : undefined
  const ephemeral = unbase64(point)
  const salt = unbase64(salted)
  return ephemeral?.[0] === 4 && salt ? { key, ephemeral, salt } : undefined
}

function isOfLater(bytes: Uint8Array): boolean {
  const end = bytes.subarray(0, laterHeaderSize).indexOf(0x0a)
  try {
    const header = JSON.parse(String.fromCharCode(...bytes.subarray(0, Math.max(0, end)))) as Record<string, unknown>
    return header['format'] === 'holdfast-report' && isNewer(header['v'], 1)
  } catch {
    return false
  }
}

const named = (point: Uint8Array): Bytes => concat(utf8('holdfast/intake-key/1\0'), point)

/** The id of an intake key, from its public point (65 bytes, uncompressed): 32 hexadecimal digits. */
export const keyIdOf = async (subtle: Subtle, point: Uint8Array): Promise<string> =>
  hex(await sha256(subtle, named(point))).slice(0, 32)

/** A key as six groups of five digits, which are read alike in every language: each five bytes of the hash, modulo 100,000. */
export async function fingerprintOf(subtle: Subtle, point: Uint8Array): Promise<string> {
  const hash = await sha256(subtle, named(point))
  return [0, 5, 10, 15, 20, 25]
    .map((at) =>
      String(hash.subarray(at, at + 5).reduce((sum, byte) => (sum * 256 + byte) % 100_000, 0)).padStart(5, '0'),
    )
    .join(' ')
}

/** What the key of a report is derived for: this format, this intake key, this pair of points. */
export const purpose = ({ key, ephemeral }: Header, point: Uint8Array): Bytes =>
  concat(utf8(`holdfast-report/1\0${key}\0`), ephemeral, point)

/**
 * The length to which so many bytes are padded: the next whose lowest bits are nil (Padmé: Nikitin and others, “Reducing
 * Metadata Leakage from Encrypted Files”, PETS 2019), at most 12 % more; so the length of a file tells little.
 */
export function sizeClass(length: number): number {
  if (length <= leastSize) return leastSize
  const exponent = Math.floor(Math.log2(length))
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1)
  return Math.ceil(length / step) * step
}

/** Bytes of plaintext in a file of so many bytes; undefined when no report has that length. */
export function plainSize(fileSize: number): number | undefined {
  const sealed = fileSize - headerSize
  const size = sealed - tagSize * Math.ceil(sealed / (chunkSize + tagSize))
  const most = sizeClass(4 + limits.written + limits.attached)
  return size >= leastSize && size <= most && sizeClass(size) === size ? size : undefined
}

/** Chunk number in eleven bytes, big-endian; then 1 for the last chunk, 0 for every other. */
export function nonce(chunk: number, last: boolean): Bytes {
  const bytes = new Uint8Array(12)
  new DataView(bytes.buffer).setUint32(7, chunk)
  bytes[11] = last ? 1 : 0
  return bytes
}
