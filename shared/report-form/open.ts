import { hex, utf8 } from '../kernel/bytes.ts'
import { HoldfastError } from '../kernel/errors.ts'
import { parseBody, type ReportBody } from './body.ts'
import {
  chunkSize,
  headerSize,
  headerText,
  laterHeaderSize,
  limits,
  nonce,
  parseHeader,
  plainSize,
  sizeClass,
  tagSize,
  type Header,
} from './format.ts'
import { keyOf } from './seal.ts'
import { sha256, type OpaqueKey, type Subtle } from './subtle.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A file that may be a sealed report. */
export interface SealedFile {
  size: number
  /** Exactly these bytes, or fewer where the file ends. */
  read(from: number, to: number): Promise<Bytes>
}

/** The private half of an intake key, with its public point. */
export interface OpeningKey {
  privateKey: OpaqueKey
  point: Bytes
}

export interface OpenedReport {
  header: Header
  body: ReportBody
  /** The attachments' bytes, in the order of the body's list. */
  files: Bytes[]
}

/**
 * Opens a sealed report: nothing is given before the last byte was checked. `keyFor` finds the intake key by its id, or
 * throws. Fails with INVALID_INPUT for what is no sealed report, with REPORT_NOT_INTACT for one that was changed.
 */
export async function openReport(
  subtle: Subtle,
  file: SealedFile,
  keyFor: (id: string) => Promise<OpeningKey>,
): Promise<OpenedReport> {
  const header = await readHeader(file)
  const size = plainSize(file.size)
  if (size === undefined) throw notIntact('its length is none that a report has')
  const { privateKey, point } = await keyFor(header.key)
  const secret = await keyOf(subtle, privateKey, header.ephemeral, header, point, 'decrypt').catch((cause: unknown) => {
    throw notIntact('its own key is no point of the curve', cause)
  })
  const plain = new Plain(subtle, file, secret, await sha256(subtle, utf8(headerText(header))), size)

  const length = new DataView((await plain.take(4)).buffer).getUint32(0)
  if (length > limits.written || length > plain.left) throw notIntact('what is written in it is longer than it says')
  const body = parseBody(decode(await plain.take(length)))
  if (typeof body === 'string') throw notIntact(`what is written in it ${body}`)
  const attached = body.attachments.reduce((sum, one) => sum + one.size, 0)
  if (attached > plain.left || sizeClass(4 + length + attached) !== size)
    throw notIntact('its attachments and its padding do not fill it')
  const files: Bytes[] = []
  for (const one of body.attachments) {
    const bytes = await plain.take(one.size)
    if (hex(await sha256(subtle, bytes)) !== one.sha256)
      throw notIntact(`the attachment “${one.name}” has another hash than it says`)
    files.push(bytes)
  }
  if ((await plain.take(plain.left)).some((byte) => byte !== 0)) throw notIntact('its padding is not empty')
  return { header, body, files }
}

/** The header of a file. Fails with INVALID_INPUT for what is no sealed report of a version that we know. */
export async function readHeader(file: SealedFile): Promise<Header> {
  const header = parseHeader(await file.read(0, laterHeaderSize))
  if (header === 'newer') {
    throw new HoldfastError(
      'INVALID_INPUT',
      'This report was sealed by a form of a newer Holdfast than this one.',
      'Open it with that version; nothing was filed.',
    )
  }
  if (!header) {
    throw new HoldfastError(
      'INVALID_INPUT',
      'This is not a sealed report of a Holdfast form: it does not begin as one.',
      'Ask the sender for the .hfreport file that the form saved; nothing was filed.',
    )
  }
  return header
}

const notIntact = (why: string, cause?: unknown): HoldfastError =>
  new HoldfastError(
    'REPORT_NOT_INTACT',
    `This sealed report is damaged or was changed on its way: ${why}.`,
    'Ask the sender to send the file again, by another way if need be; nothing was filed.',
    cause,
  )

function decode(bytes: Bytes): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw notIntact('what is written in it is not UTF-8', cause)
  }
}

/** The plaintext of a file, chunk by chunk, each authenticated before a byte of it is given. */
class Plain {
  /** Bytes that were not taken yet. */
  left: number
  readonly #open: (chunk: number) => Promise<Bytes>
  readonly #size: number
  #chunk: Bytes = new Uint8Array(0)
  #next = 0

  constructor(subtle: Subtle, file: SealedFile, secret: OpaqueKey, aad: Bytes, size: number) {
    this.left = size
    this.#size = size
    this.#open = async (chunk) => {
      const last = (chunk + 1) * chunkSize >= size
      const from = headerSize + chunk * (chunkSize + tagSize)
      const sealed = await file.read(from, last ? file.size : from + chunkSize + tagSize)
      const algorithm = { name: 'AES-GCM', iv: nonce(chunk, last), additionalData: aad } as const
      try {
        return new Uint8Array(await subtle.decrypt(algorithm, secret, sealed))
      } catch (cause) {
        throw notIntact(`part ${chunk + 1} of it is not as it was sealed`, cause)
      }
    }
  }

  async take(count: number): Promise<Bytes> {
    const out = new Uint8Array(count)
    let filled = 0
    while (filled < count) {
      if (this.#chunk.length === 0 && this.#next * chunkSize < this.#size) this.#chunk = await this.#open(this.#next++)
      const part = this.#chunk.subarray(0, count - filled)
      out.set(part, filled)
      filled += part.length
      this.#chunk = this.#chunk.subarray(part.length)
    }
    this.left -= count
    return out
  }
}
