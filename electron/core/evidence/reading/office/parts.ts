import { SaxesParser } from 'saxes'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { OpenedFile, TextPart } from '../format.ts'

/** Bytes of one part that is read as XML, elements in it, how deep they lie, and characters of all text. */
const partMost = 64 * 1024 * 1024
const elementsMost = 2_000_000
const deepest = 256
const charactersMost = 20_000_000

/** The files that a document is made of; each is unpacked once it is asked for. */
export interface Parts {
  paths: string[]
  /** The XML of a part; undefined where there is none of that path. */
  xml(path: string): Promise<string | undefined>
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
      const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0)
      return new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes)
    },
  }
}

export interface Handlers {
  open?(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Goes through XML by the local names of elements and attributes. Fails with Unreadable: a document type, too much, or damage. */
export function walk(xml: string, { open, close, text }: Handlers): void {
  const parser = new SaxesParser({ xmlns: false })
  let count = 0
  let depth = 0
  parser.on('doctype', () => {
    throw new Unreadable('A part of it has a document type (DOCTYPE), which is not read: entities could make it grow.')
  })
  parser.on('opentag', (tag) => {
    if (++count > elementsMost) throw new Unreadable('A part of it has more than 2,000,000 elements.')
    if (++depth > deepest) throw new Unreadable('A part of it has elements more than 256 deep.')
    open?.(
      local(tag.name),
      Object.fromEntries(Object.entries(tag.attributes).map(([name, value]) => [local(name), value])),
    )
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
  parser.write(xml).close()
}

/** One line of text, with its place where that is not the line itself. */
export interface Said {
  text: string
  at?: string
}

/** Lines as they are found; more than may be shown are counted and named. */
export class Lines {
  readonly found: Said[] = []
  #characters = 0
  #dropped = 0

  add(text: string, at?: string): void {
    for (const line of text.split('\n')) {
      this.#characters += line.length
      if (this.#characters > charactersMost) this.#dropped += 1
      else this.found.push(at === undefined ? { text: line.toWellFormed() } : { text: line.toWellFormed(), at })
    }
  }

  get problems(): string[] {
    return this.#dropped === 0
      ? []
      : [
          `${this.#dropped.toLocaleString('en')} more lines were not read: its text is longer than 20 million characters.`,
        ]
  }
}

const ofUnit = 200

/** How a document is shown and cited by what was read of it. */
export function shownAs(lines: Lines): Pick<OpenedFile, 'view' | 'text' | 'part'> {
  const { found } = lines
  const longest = 20_000
  return {
    view: { kind: 'lines', encoding: 'text extracted from the document', doubt: null, lines: found.length },
    text: (from): TextPart => {
      const units = found
        .slice(from, from + ofUnit)
        .map(({ text, at }, index) => ({ at: at ?? `line ${from + index + 1}`, text }))
      return { units, unread: [], next: from + ofUnit < found.length ? from + ofUnit : null }
    },
    part: (ask) =>
      ask.ask === 'lines'
        ? {
            ask: 'lines',
            lines: found.slice(ask.from, ask.from + ask.count).map(({ text, at }) => {
              const whole = at === undefined ? text : `${at}: ${text}`
              return { text: whole.slice(0, longest).toWellFormed(), cut: Math.max(0, whole.length - longest) }
            }),
            total: found.length,
          }
        : undefined,
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
