import { decodeLetters } from '../reading/letters.ts'
import type { Entity } from './cut.ts'
import { unflow } from './flowed.ts'

/** Types of parts whose words a reader is shown. */
export const isText = /^text\/(?:plain|html|enriched|richtext|x-amp-html|x-watch-html)$/

/** The letters of a part, by what the part, its HTML, or the rest of its message says of them. */
export function lettersOf(
  bytes: Buffer,
  type: string,
  { type: said }: Pick<Entity, 'type'>,
  beside: string | undefined,
): { text: string; doubt: string | undefined } {
  const charset = said.parameters.get('charset') ?? (type === 'text/html' ? charsetInHtml(bytes) : undefined)
  return decodeLetters(bytes, { charset, beside })
}

/** What an HTML text says of its own letters, where the mail does not. */
const charsetInHtml = (bytes: Buffer): string | undefined =>
  /<meta\b[^>]{0,300}\bcharset\s*=\s*["']?([\w.:-]{1,40})/i.exec(bytes.toString('latin1', 0, 4096))?.[1]

/** A plain or enriched text as its writer saw it: soft line ends joined, marks of RFC 1896 taken out. */
export function asWritten(text: string, type: string, { type: said }: Pick<Entity, 'type'>): string {
  if (/^text\/(?:enriched|richtext)$/.test(type)) return unriched(text)
  const flowed = said.parameters.get('format')?.toLowerCase() === 'flowed'
  const delSp = said.parameters.get('delsp')?.toLowerCase() === 'yes'
  return flowed ? unflow(text, delSp) : text.replaceAll(/\r\n?/g, '\n')
}

/** RFC 1896: marks in angle brackets, a doubled bracket for one; one line end is a blank, and of several there is one less. */
const unriched = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/<<|<param>[^<]*<\/param>|<[^<>]{1,60}>/gi, (mark) => (mark === '<<' ? '<' : ''))
    .replaceAll(/\n+/g, (ends) => (ends.length === 1 ? ' ' : ends.slice(1)))

/** Bytes without the stretches that were taken out of them. */
export function without(bytes: Buffer, taken: readonly { from: number; to: number }[]): Buffer {
  if (taken.length === 0) return bytes
  let at = 0
  const kept = taken.map(({ from, to }) => {
    const before = bytes.subarray(at, from)
    at = to
    return before
  })
  return Buffer.concat([...kept, bytes.subarray(at)])
}
