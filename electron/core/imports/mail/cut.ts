import { Unreadable } from '../reading/reading.ts'
import { firstOf, readHeader, shown, type Header } from './header.ts'
import { beforeLine, lineAt, type Source } from './lines.ts'
import { structured, type Structured } from './parameters.ts'
import { rawText } from './words.ts'

/** A part of a message (RFC 2045) by its place in the bytes of the file. */
export interface Entity {
  header: Header
  type: Structured
  disposition: Structured
  /** The transfer encoding, in small letters; '' where none is said. */
  encoding: string
  /** Its body, in the file's bytes. */
  from: number
  to: number
  children: Entity[]
  /** Whether the border that ends it stands there; a part at the end of a file that lacks it may be cut off. */
  closed: boolean
  /** Words before its first and after its last part, which mail programs do not show. */
  around: string[]
  problems: string[]
}

const deepest = 50
const mostEntities = 10_000

/** Cuts a message into its parts, in one pass; nothing is copied or changed. */
export function cutMessage(source: Source, at: number, end: number): Entity {
  const cutter = new Cutter(source, end)
  return cutter.entity(at, noBorders, 'text/plain', true).entity
}

/** Where an entity ended: at a border of the level `level`, or at the end. */
interface Stop {
  entity: Entity
  border?: Border | undefined
}
interface Border {
  level: number
  closes: boolean
  lineStart: number
  next: number
}

/** Borders of the multiparts that a part stands in. */
interface Borders {
  depth: number
  /** Where one stands twice, it is that of the inner multipart. */
  levels: ReadonlyMap<string, number>
  outer: Borders | undefined
}
const noBorders: Borders = { depth: 0, levels: new Map(), outer: undefined }
const within = (outer: Borders, border: string): Borders => ({
  depth: outer.depth + 1,
  levels: new Map([...outer.levels, [border, outer.depth]]),
  outer,
})

const ignore = (): void => undefined

class Cutter {
  private readonly source: Source
  private readonly end: number
  private count = 0
  constructor(source: Source, end: number) {
    this.source = source
    this.end = end
  }

  entity(at: number, borders: Borders, usual: string, top = false): Stop {
    if (borders.depth > deepest || ++this.count > mostEntities)
      throw new Unreadable('Its parts lie too deep, or are too many, to be read as a message.')
    const header = readHeader(this.source, at, this.headerEnd(at, borders), top)
    const entity = this.begun(header, usual)
    const said = entity.type.parameters.get('boundary') ?? ''
    const boundary = Buffer.from(said).toString('latin1').trimEnd()
    if (!entity.type.value.startsWith('multipart/')) return this.leaf(entity, borders)
    if (entity.encoding !== '' && !/^(?:7bit|8bit|binary)$/.test(entity.encoding))
      entity.problems.push(
        `It has several parts and says that they are in ${entity.encoding.slice(0, 40)} together; each part’s own encoding was undone.`,
      )
    if (boundary === '') {
      entity.problems.push('It says that it has several parts, but not what stands between them; it is shown as one.')
      return this.leaf(entity, borders)
    }
    return this.multipart(entity, within(borders, boundary))
  }

  private begun(header: Header, usual: string): Entity {
    const problems = [...header.problems]
    const type = structured(firstOf(header, 'content-type'), ignore)
    const value = /^[!-~]+\/[!-~]+$/.test(type.value)
      ? type.value
      : firstOf(header, 'content-type')
        ? lame(type.value)
        : usual
    for (const name of type.twice)
      problems.push(`Its Content-Type says “${name}” twice, differently; the first counts.`)
    const said = firstOf(header, 'content-transfer-encoding')
    const encoding = (said ? rawText(said, ignore) : '')
      .toLowerCase()
      .replaceAll(/\([^()]*\)|["';]/g, '')
      .trim()
    return {
      header,
      type: { ...type, value },
      disposition: structured(firstOf(header, 'content-disposition'), ignore),
      encoding,
      from: header.body,
      to: this.end,
      children: [],
      closed: true,
      around: [],
      problems,
    }
  }

  private leaf(entity: Entity, borders: Borders): Stop {
    const border = this.nextBorder(entity.from, borders)
    entity.to = border ? beforeLine(this.source, border.lineStart, entity.from) : this.end
    entity.closed = border !== undefined || borders.depth === 0
    return { entity, border }
  }

  private multipart(entity: Entity, borders: Borders): Stop {
    const level = borders.depth - 1
    let border = this.nextBorder(entity.from, borders)
    this.note(entity, entity.from, border)
    const usual = entity.type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
    if (border?.level !== level) {
      entity.problems.push(
        'It says that it has several parts, but none of their borders stands in it; it is shown as one.',
      )
      entity.around = []
      entity.to = border ? beforeLine(this.source, border.lineStart, entity.from) : this.end
      return { entity, border }
    }
    while (border?.level === level && !border.closes) {
      const child = this.entity(border.next, borders, usual)
      entity.children.push(child.entity)
      border = child.border
    }
    if (border?.level === level) {
      const after = border.next
      entity.to = after
      border = this.nextBorder(after, borders.outer ?? noBorders)
      this.note(entity, after, border)
    } else {
      entity.closed = false
      entity.to = border ? beforeLine(this.source, border.lineStart, entity.from) : this.end
    }
    return { entity, border }
  }

  private note(entity: Entity, from: number, border: Border | undefined): void {
    const words = this.source.bytes.subarray(from, border?.lineStart ?? this.end)
    const text = shown(words)
    if (/[\p{L}\p{N}]/u.test(text)) entity.around.push(words.toString('utf8', 0, 100_000).toWellFormed().trim())
  }

  /** The header of a part ends where its border stands, even when no empty line came. */
  private headerEnd(at: number, borders: Borders): number {
    if (borders.depth === 0) return this.end
    return this.nextBorder(at, borders)?.lineStart ?? this.end
  }

  private cached: { from: number; borders: Borders; found: Border | undefined } | undefined

  /** The next line at or after `from` that is a border of any of these multiparts. */
  private nextBorder(from: number, borders: Borders): Border | undefined {
    if (borders.depth === 0) return undefined
    const { cached } = this
    // Of a header and then of its body the same border is asked for.
    const same = cached?.borders === borders && cached.from <= from
    if (same && (cached.found === undefined || cached.found.lineStart >= from)) return cached.found
    const found = this.search(from, borders)
    this.cached = { from, borders, found }
    return found
  }

  private search(from: number, borders: Borders): Border | undefined {
    const { bytes, eol } = this.source
    for (let at = from; at < this.end;) {
      if (bytes[at] === 0x2d && bytes[at + 1] === 0x2d) {
        const { stop, next } = lineAt(this.source, at, this.end)
        const line = stop - at > 1000 ? '' : bytes.toString('latin1', at + 2, stop).trimEnd()
        const whole = borders.levels.get(line)
        const closing = line.endsWith('--') ? borders.levels.get(line.slice(0, -2)) : undefined
        const level = Math.max(whole ?? -1, closing ?? -1)
        if (level !== -1) return { level, closes: level !== whole, lineStart: at, next }
        at = next
      } else {
        const found = bytes.indexOf(eol === 10 ? '\n--' : '\r--', at)
        if (found === -1 || found >= this.end) return undefined
        at = found + 1
      }
    }
    return undefined
  }
}

/** Types that programs write without their second half. */
const lame = (value: string): string =>
  value === 'html'
    ? 'text/html'
    : value === '' || value === 'text' || value === 'plain'
      ? 'text/plain'
      : 'application/octet-stream'
