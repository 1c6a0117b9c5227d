import { fileTypeFromBuffer } from 'file-type'
import type { EvidenceAnswer, EvidenceAsk } from '../../../../../shared/contract/evidence/asks.ts'
import type { EvidenceFact, TextUnit } from '../../../../../shared/contract/evidence/parts.ts'
import type { ViewOf } from '../../../../../shared/contract/evidence/views.ts'
import { showAt, type At } from '../../../../../shared/kernel/pinpoint.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Derived, OpenedFile, TextPart } from '../format.ts'
import { picture } from '../picture/picture.ts'
import { sourceOf } from '../source.ts'
import type { RawField } from './headers.ts'
import { isReducible, reduceHtml, type Reduced } from './html.ts'
import type { Carried, Parts, Text } from './parts.ts'

/** A message of any format, taken apart. */
export interface Message extends Parts {
  format: ViewOf<'message'>['format']
  head: { name: string; value: string }[]
  path: ViewOf<'message'>['path']
  headers: RawField[]
  facts: EvidenceFact[]
}

/** Characters of words that one unit or answer holds. */
const longestUnit = 200_000
const longestWords = 5_000_000
const ofAnswer = 4_000_000
/** Addresses that become facts of one message. */
const mostNamed = 200

/** A message as it is looked at and asked about. */
export function openedMessage(message: Message): OpenedFile {
  const partOf = finder(message.files)
  const reduced = new Map<string, Reduced>()
  const problems = new Set(message.problems)
  for (const { part, kind, source } of message.texts)
    if (kind === 'html' && isReducible(source)) reduced.set(part, reduceHtml(source, partOf))
    else if (kind === 'html')
      problems.add(
        `The HTML of part ${part} is too large or too deep to be shown as such, and what it would load is not named.`,
      )
  const units = unitsOf(message)
  return {
    view: {
      kind: 'message',
      format: message.format,
      head: message.head,
      texts: message.texts.map(({ part, kind, words }) => ({ part, kind, characters: words.length })),
      path: message.path,
      headers: message.headers.length,
    },
    facts: [...message.facts, ...namedFacts(reduced)],
    members: message.files.map(({ member }) => member),
    problems: [...problems],
    text: (from) => textFrom(units, message, from),
    member: (path) => memberBytes(message, path),
    derive: (at) => derivePart(message, at),
    part: (ask) => answer(ask, message, reduced),
  }
}

/** Finds the file that an address of an HTML text means: by its Content-ID (RFC 2392), or its Content-Location (RFC 2557). */
function finder(files: readonly Carried[]): (address: string) => number | undefined {
  const known = new Map<string, number>()
  for (const [index, { id, location }] of files.entries()) {
    for (const name of [id === undefined ? undefined : `cid:${id.toLowerCase()}`, location])
      if (name !== undefined && name !== '' && !known.has(name)) known.set(name, index)
  }
  return (address) => {
    if (!/^cid:/i.test(address)) return known.get(address)
    try {
      return known.get(`cid:${decodeURIComponent(address.slice(4)).toLowerCase()}`)
    } catch {
      return known.get(address.toLowerCase())
    }
  }
}

const namedFacts = (reduced: ReadonlyMap<string, Reduced>): EvidenceFact[] =>
  [...reduced]
    .flatMap(([part, { named }]) =>
      named.map(({ what, value, times }) => ({
        name: `${what.charAt(0).toUpperCase()}${what.slice(1)}`,
        value: [value, times === 1 ? '' : `${times} times`].filter(Boolean).join(', ') || 'there',
        source: `HTML of part ${part}`,
      })),
    )
    .slice(0, mostNamed)

/** The headers that people read, then each text; a long one in pieces that begin at a line. */
function unitsOf({ head, texts }: Message): TextUnit[] {
  const units: TextUnit[] = [{ at: 'part 0', text: head.map(({ name, value }) => `${name}: ${value}`).join('\n') }]
  for (const { part, words } of texts) {
    let line = 1
    for (let at = 0; at < words.length || at === 0;) {
      const cut = words.length - at <= longestUnit ? words.length : words.lastIndexOf('\n', at + longestUnit) + 1
      const end = cut > at ? cut : Math.min(words.length, at + longestUnit)
      const text = words.slice(at, end).toWellFormed()
      units.push({ at: showAt({ kind: 'message', part, ...(line === 1 ? {} : { line }) }), text })
      line += text.split('\n').length - 1
      at = end
      if (end === 0) break
    }
  }
  return units
}

function textFrom(units: readonly TextUnit[], { unread }: Message, from: number): TextPart {
  const found: TextUnit[] = []
  let size = 0
  let at = from
  for (; at < units.length && size < ofAnswer; at++) {
    const unit = units[at]
    if (!unit) break
    found.push(unit)
    size += unit.text.length
  }
  return { units: found, unread: from === 0 ? unread : [], next: at < units.length ? at : null }
}

function memberBytes({ files }: Message, path: string): Uint8Array {
  const found = files.find(({ member }) => member.path === path)
  if (!found) throw new Unreadable(`It carries no “${path}”.`)
  return found.bytes()
}

/** A part by its path: a text as it was sent, or a file. */
function derivePart({ files, texts }: Message, at: At): Derived {
  const place = showAt(at)
  if (at.kind !== 'message' || at.part === undefined || at.line !== undefined)
    throw new Unreadable(`Of a message a part can be taken out, or a member: not “${place}”.`)
  const file = files.find(({ part }) => part === at.part)
  if (file) return { name: file.member.path, bytes: file.bytes(), how: `${place} (“${file.member.path}”)` }
  const text = texts.find(({ part }) => part === at.part)
  if (!text) throw new Unreadable(`It has no ${place}.`)
  const ending = text.kind === 'html' ? 'html' : 'txt'
  return { name: `part ${text.part}.${ending}`, bytes: Buffer.from(text.source), how: `${place}, written as UTF-8` }
}

function answer(
  ask: EvidenceAsk,
  message: Message,
  reduced: ReadonlyMap<string, Reduced>,
): EvidenceAnswer | undefined | Promise<EvidenceAnswer> {
  if (ask.ask === 'headers') {
    let at = ask.from
    for (let size = 0; at < message.headers.length && size < ofAnswer; at++)
      size += (message.headers[at]?.value.length ?? 0) + 50
    return {
      ask: 'headers',
      headers: message.headers.slice(ask.from, at),
      next: at < message.headers.length ? at : null,
    }
  }
  if (ask.ask !== 'message-text') return undefined
  const text = message.texts.find(({ part }) => part === ask.part)
  if (!text) throw new Unreadable(`It has no text ${ask.part}.`)
  return shown(text, message.files, reduced.get(ask.part))
}

async function shown(
  { kind, words }: Text,
  files: readonly Carried[],
  reduced: Reduced | undefined,
): Promise<Extract<EvidenceAnswer, { ask: 'message-text' }>> {
  const problems =
    kind === 'html' && !reduced
      ? ['Its HTML is too large or too deep to be shown as such; its words are here whole.']
      : []
  const drawn = reduced && (await withPictures(reduced, files))
  if (drawn && drawn.left > 0)
    problems.push(
      `${drawn.left} of its pictures are not shown in it: they are too large, or no pictures that are read.`,
    )
  return {
    ask: 'message-text',
    text: words.slice(0, longestWords).toWellFormed(),
    cut: Math.max(0, words.length - longestWords),
    html: drawn?.html ?? null,
    named: reduced?.named ?? [],
    unnamed: reduced?.unnamed ?? 0,
    problems,
  }
}

/** Bytes of all the pictures of one text, as they were drawn anew, and milliseconds for drawing them. */
const mostDrawn = 12 * 1024 * 1024
const drawFor = 4000
const widest = 1200

/** Every picture drawn anew by the picture format: no byte of the message's own reaches the window. */
async function withPictures(
  { html, mark, pictures }: Reduced,
  files: readonly Carried[],
): Promise<{ html: string; left: number }> {
  const until = performance.now() + drawFor
  const drawn: (string | undefined)[] = []
  let size = 0
  for (const one of pictures) {
    const bytes = typeof one === 'number' ? files[one]?.bytes() : one
    const url = bytes && size < mostDrawn && performance.now() < until ? await drawAnew(bytes) : undefined
    const kept = url !== undefined && size + url.length <= mostDrawn ? url : undefined
    size += kept?.length ?? 0
    drawn.push(kept)
  }
  const filled = html.replaceAll(new RegExp(` src="cid:${mark}-(\\d+)"`, 'g'), (_, index: string) => {
    const url = drawn[Number(index)]
    return url === undefined ? '' : ` src="${url}"`
  })
  return { html: filled, left: drawn.filter((url) => url === undefined).length }
}

async function drawAnew(bytes: Uint8Array): Promise<string | undefined> {
  const source = sourceOf('', bytes)
  const start = source.read(0, 65_536)
  const sniffed = { mime: (await fileTypeFromBuffer(start).catch(() => undefined))?.mime, start }
  if (!picture.takes(sniffed, source)) return undefined
  try {
    const file = await picture.open(source, undefined, sniffed)
    const made = await file.picture?.(1, widest)
    return made && `data:${made.mediaType};base64,${Buffer.from(made.bytes).toString('base64')}`
  } catch {
    return undefined
  }
}
