import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import type { ViewOf } from '../../../../../shared/contract/evidence/views.ts'
import { lineAt, type Lines } from '../../../imports/reading/mail.ts'
import { allOf, firstOf, mailDate, rawText, unstructured, type Header } from '../../../imports/reading/mail.ts'
import { decodeLetters } from '../../../imports/reading/letters.ts'

/** A header field as it stands: its name as it is spelled, its value with its folds. */
export interface RawField {
  name: string
  value: string
}

const longest = 20_000

/** Header fields in their order, as they stand; a line that is none has no name. */
export function rawFields(lines: Lines, from: number, end: number): RawField[] {
  const found: RawField[] = []
  for (let at = from; at < end;) {
    const { stop, next } = lineAt(lines, at, end)
    if (stop > at) {
      const text = decodeLetters(lines.bytes.subarray(at, Math.min(stop, at + longest)), { utf8: true }).text
      const last = found.at(-1)
      const [, name, value] = /^([!-9;-~]{1,200})[ \t]*:([^]*)$/.exec(text) ?? []
      if (/^[ \t]/.test(text) && last) last.value = `${last.value}\n${text}`.slice(0, longest)
      else
        found.push(
          name === undefined ? { name: '', value: text } : { name, value: (value ?? '').replace(/^[ \t]/, '') },
        )
    }
    at = next
  }
  return found
}

const none = (): void => undefined
const oneLine = (text: string, most = 4000): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, most).toWellFormed()

/** What the servers that took it say, the newest first. */
export function pathOf(header: Header): ViewOf<'message'>['path'] {
  return allOf(header, 'received')
    .slice(0, 200)
    .map((value) => {
      const text = oneLine(rawText(value, none))
      const cut = text.lastIndexOf(';')
      const [said, written] = cut === -1 ? [text, ''] : [text.slice(0, cut), text.slice(cut + 1).trim()]
      const part = (word: string): string =>
        new RegExp(`(?:^|\\s)${word}\\s+((?:\\([^()]*\\)|(?!\\s(?:from|by|with|id|for|via)\\s)[^])*)`, 'i')
          .exec(` ${said} `)?.[1]
          ?.trim() ?? ''
      return { from: part('from'), by: part('by'), with: part('with'), at: mailDate(written).instant, written }
    })
}

/** Threads, and what servers say that they checked: each is the claim of whoever wrote the line. */
export function claimsOf(header: Header): EvidenceFact[] {
  const facts: EvidenceFact[] = []
  const texts = (name: string): string[] =>
    allOf(header, name)
      .slice(0, 50)
      .map((value) => oneLine(unstructured(value, none)))
  for (const [field, name] of [
    ['message-id', 'Message-ID'],
    ['in-reply-to', 'In-Reply-To'],
    ['references', 'References'],
  ] as const)
    for (const value of texts(field)) if (value !== '') facts.push({ name, value, source: `header ${name}` })
  for (const [field, name] of [
    ['authentication-results', 'Authentication-Results'],
    ['arc-authentication-results', 'ARC-Authentication-Results'],
  ] as const)
    for (const value of texts(field)) facts.push(...resultsIn(value, name))
  for (const value of texts('received-spf')) facts.push({ name: 'SPF, claimed', value, source: 'header Received-SPF' })
  for (const value of texts('dkim-signature')) {
    const tag = (letter: string): string =>
      new RegExp(`(?:^|;)\\s*${letter}\\s*=\\s*([^;\\s]+)`).exec(value)?.[1] ?? '?'
    const words = `of ${tag('d')}, selector ${tag('s')}, ${tag('a')}; not checked here`
    facts.push({ name: 'DKIM signature', value: words, source: 'header DKIM-Signature' })
  }
  return facts
}

/** RFC 8601, 2.2: who says so, then a method and its result after each semicolon. */
function resultsIn(value: string, field: string): EvidenceFact[] {
  const parts = value.split(/;(?![^(]*\))/).map((one) => one.trim())
  // The first of ARC is the number of its set.
  if (/^i\s*=\s*\d+$/.test(parts[0] ?? '')) parts.shift()
  const who = parts.shift() ?? ''
  const source = `header ${field} of ${who.split(' ', 1)[0] ?? ''}`
  return parts.flatMap((one) => {
    const [, method, result = ''] = /^([\w-]+)(?:\/\d+)?\s*=\s*([^]*)$/.exec(one) ?? []
    return method === undefined ? [] : [{ name: `${method.toUpperCase()}, claimed`, value: result, source }]
  })
}

/** When it says that it was sent: as written, and as an instant. */
export function dateOf(header: Header): { written: string; instant: string | null; problems: string[] } {
  const field = firstOf(header, 'date')
  if (!field) return { written: '', instant: null, problems: ['It has no date.'] }
  const written = oneLine(rawText(field, none), 500)
  const { instant, problems } = mailDate(written)
  const why =
    instant === null && problems.length === 0 ? [`Its date cannot be read as a time (“${written.slice(0, 80)}”).`] : []
  return { written, instant, problems: [...problems, ...why] }
}
