import { SaxesParser } from 'saxes'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { OpenedFile } from '../format.ts'

/** Bytes of one part that is read as XML, elements in it, and how deep they lie. */
const partMost = 64 * 1024 * 1024
const elementsMost = 2_000_000
const deepest = 256

/** The files that a document is made of; each is unpacked once it is asked for. */
export interface Parts {
  paths: string[]
  /** The XML of a part; undefined where there is none of that path. */
  xml(path: string): Promise<string | undefined>
  /** The bytes of a part, of any size that is unpacked, for what is read piece by piece. */
  bytes(path: string): Promise<Uint8Array | undefined>
}

export function partsOf(archive: OpenedFile): Parts {
  const sizes = new Map(archive.members.map(({ path, size }) => [path, size ?? 0]))
  return {
    paths: [...sizes.keys()],
    async xml(path) {
      const size = sizes.get(path)
      if (size === undefined || !archive.member) return undefined
      if (size > partMost) throw new Unreadable(`Its part “${path}” is larger than 64 MiB, which is more than is read.`)
      const bytes = await archive.member(path)
      return new TextDecoder(lettersOf(bytes)).decode(bytes)
    },
    bytes: async (path) => (sizes.has(path) ? archive.member?.(path) : undefined),
  }
}

const lettersOf = (bytes: Uint8Array): string =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0) ? 'utf-16le' : 'utf-8'

interface Handlers {
  open?(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Goes through XML by the local names of elements and attributes. Fails with Unreadable: a document type, too much, or damage. */
export function walk(xml: string, handlers: Handlers): void {
  let count = 0
  const open = (name: string, attributes: Record<string, string>): void => {
    if (++count > elementsMost) throw new Unreadable('A part of it has more than 2,000,000 elements.')
    handlers.open?.(name, attributes)
  }
  walker({ ...handlers, open })
    .write(xml)
    .close()
}

function walker({ open, close, text }: Handlers): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  parser.on('doctype', () => {
    throw new Unreadable('A part of it has a document type (DOCTYPE), which is not read: entities could make it grow.')
  })
  parser.on('opentag', (tag) => {
    if (++depth > deepest) throw new Unreadable('A part of it has elements more than 256 deep.')
    const attributes: Record<string, string> = {}
    for (const name in tag.attributes) attributes[local(name)] = tag.attributes[name] ?? ''
    open?.(local(tag.name), attributes)
  })
  parser.on('closetag', (tag) => {
    depth -= 1
    close?.(local(tag.name))
  })
  parser.on('text', (found) => text?.(found))
  parser.on('cdata', (found) => text?.(found))
  parser.on('error', () => {
    throw new Unreadable('A part of it is not well-formed XML.')
  })
  return parser
}

/** Bytes of XML that are gone through at once. */
const piece = 1 << 18

/** Goes through XML a piece at a time, as far as somebody asks: a part may be of any size. Fails as `walk` does. */
export class Walk {
  readonly #parser: SaxesParser
  readonly #decoder: InstanceType<typeof TextDecoder>
  #bytes: Uint8Array | undefined
  #at = 0

  constructor(bytes: Uint8Array, handlers: Handlers) {
    this.#bytes = bytes
    this.#decoder = new TextDecoder(lettersOf(bytes))
    this.#parser = walker(handlers)
  }

  get done(): boolean {
    return this.#bytes === undefined
  }

  /** Goes through the next piece; the last one ends it. */
  next(): void {
    if (!this.#bytes) return
    const part = this.#bytes.subarray(this.#at, this.#at + piece)
    this.#at += part.length
    this.#parser.write(this.#decoder.decode(part, { stream: true }))
    if (this.#at < this.#bytes.length) return
    this.#bytes = undefined
    this.#parser.close()
  }

  /** Goes no further. */
  stop(): void {
    this.#bytes = undefined
  }
}

/** Each element of a part that has text, as a fact: properties of a document. */
export function propertiesIn(xml: string, source: string): EvidenceFact[] {
  const facts: EvidenceFact[] = []
  let named: string | undefined
  let text = ''
  walk(xml, {
    open: (name, { name: own }) => {
      text = ''
      if (name === 'property' || name === 'user-defined') named = own
    },
    text: (more) => {
      text += more
    },
    close: (name) => {
      const value = text.trim()
      if (value !== '' && facts.length < 500)
        facts.push({ name: named ?? name, value: value.slice(0, 10_000).toWellFormed(), source })
      text = ''
      if (name === 'property' || name === 'user-defined') named = undefined
    },
  })
  return facts
}
