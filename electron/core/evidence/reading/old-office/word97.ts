import { decodeAll } from '../../../imports/reading/decoders.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Lines } from '../office/lines.ts'
import type { Compound } from './compound.ts'

/** A run of text, and where its characters stand in the main stream. */
interface Piece {
  text: string
  at: number
  /** Bytes of one character. */
  width: number
}

/** The parts of a document, in the order in which their texts follow each other (MS-DOC, 2.3), and where the FIB counts each. */
const parts: readonly (readonly [name: string, count: number])[] = [
  ['', 0x4c],
  ['footnotes', 0x50],
  ['headers and footers', 0x54],
  ['macros', 0x58],
  ['comments', 0x5c],
  ['endnotes', 0x60],
  ['text boxes', 0x64],
  ['text boxes of headers', 0x68],
]
/** The same of Word 6 and 95. */
const partsBefore97: readonly (readonly [name: string, count: number])[] = parts.map(([name], index) => [
  name,
  0x34 + index * 4,
])

/** Marks of characters that are told (MS-DOC, 2.6.1): deleted and inserted while changes were tracked, hidden. */
const marks: Record<number, string> = { 0x0800: 'deleted', 0x0801: 'inserted', 0x083c: 'hidden', 0x0837: 'struck out' }
/** Bytes of an operand by the last three bits of a mark's number; six is said in front of it. */
const widths = [1, 1, 2, 4, 2, 2, -1, 3]
const mostPieces = 200_000

/** Whether a document of Word is encrypted or obfuscated. */
export const isLockedWord = (main: Buffer): boolean => main.length > 32 && (main.readUInt16LE(0x0a) & 0x8100) !== 0

/**
 * Text of a document of Word 6 to 2003 by its table of pieces, with what is deleted, inserted or hidden marked in it. Fails with
 * Unreadable where it is none of these.
 */
export function readWord97(file: Compound, lines: Lines): string[] {
  const main = file.stream('WordDocument') ?? Buffer.alloc(0)
  if (main.length < 0x200) throw new Unreadable('It is a document of Word that is cut off: it ends in its header.')
  const old = main.readUInt16LE(2) < 0xc1
  const flags = main.readUInt16LE(0x0a)
  const table = old ? main : (file.stream((flags & 0x0200) !== 0 ? '1Table' : '0Table') ?? Buffer.alloc(0))
  const problems: string[] = old
    ? [
        'It was saved by Word 6 or 95: its letters were taken for Windows-1252, and what was deleted or hidden is not marked.',
      ]
    : []
  const [from, length] = old
    ? [main.readUInt32LE(0x160), main.readUInt32LE(0x164)]
    : [main.readUInt32LE(0x01a2), main.readUInt32LE(0x01a6)]
  const isPieced = (flags & 4) !== 0 || !old
  const { pieces, problem } = isPieced ? piecesOf(main, table.subarray(from, from + length), old) : plain(main)
  if (problem !== undefined) problems.push(problem)
  const marked = old ? new Map<number, string>() : marksOf(main, table)
  let at = 0
  const all = pieces.map((piece) => ({ piece, from: at, to: (at += piece.text.length) }))
  let start = 0
  for (const [name, count] of old ? partsBefore97 : parts) {
    const size = main.readUInt32LE(count)
    const end = start + size
    if (end > at + 1) problems.push('It states more text than it holds: it is cut off or damaged.')
    const found = all
      .filter((one) => one.from < end && one.to > start)
      .map(({ piece, from: first }) => written(piece, Math.max(0, start - first), end - first, marked))
      .join('')
    for (const line of linesIn(found)) lines.add(name === '' ? line : `[${name}: ${line}]`)
    start = end
  }
  return [...new Set(problems)]
}

/** Texts without a table of pieces stand in one run (Word 6 and 95). */
function plain(main: Buffer): Pieces {
  const [from, to] = [main.readUInt32LE(0x18), main.readUInt32LE(0x1c)]
  return { pieces: [{ text: decodeAll(main.subarray(from, to), 'windows-1252'), at: from, width: 1 }] }
}

/** Pieces of a text in their order, and what is wrong with them. */
interface Pieces {
  pieces: Piece[]
  problem?: string
}

/**
 * The table of pieces (MS-DOC, 2.8.35): behind properties that some of them share. Each names bytes of its own; a table that names the
 * same ones over and over would make gigabytes of a small file, and is read until its pieces are twice as long as the stream.
 */
function piecesOf(main: Buffer, clx: Buffer, old: boolean): Pieces {
  let at = 0
  while (at + 3 < clx.length && clx[at] === 1) at += 3 + clx.readUInt16LE(at + 1)
  if (at + 5 > clx.length || clx[at] !== 2)
    throw new Unreadable('It is a document of Word whose table of pieces is damaged or missing: its text was not read.')
  const size = Math.min(clx.readUInt32LE(at + 1), clx.length - at - 5)
  const count = Math.min(mostPieces, Math.floor((size - 4) / 12))
  const first = at + 5
  const pieces: Piece[] = []
  let room = main.length * 2
  for (let index = 0; index < count; index++) {
    const characters = clx.readUInt32LE(first + index * 4 + 4) - clx.readUInt32LE(first + index * 4)
    const where = clx.readUInt32LE(first + (count + 1) * 4 + index * 8 + 2)
    const packed = old || (where & 0x4000_0000) !== 0
    const start = old ? where : packed ? (where & 0x3fff_ffff) / 2 : where
    const end = start + Math.max(0, characters) * (packed ? 1 : 2)
    const bytes = main.subarray(start, end)
    room -= bytes.length
    if (room < 0)
      return {
        pieces,
        problem: `It names the same bytes of its text over and over: ${count - index} of its ${count} pieces were not read.`,
      }
    const text = packed ? decodeAll(bytes, 'windows-1252') : bytes.toString('utf16le')
    pieces.push({ text, at: start, width: packed ? 1 : 2 })
  }
  return { pieces }
}

/** What is marked of the characters that begin at a byte of the main stream (MS-DOC, 2.8.7 and 2.9.33), by that byte; '' ends it. */
function marksOf(main: Buffer, table: Buffer): Map<number, string> {
  const found = new Map<number, string>()
  const [from, length] = [main.readUInt32LE(0xfa), main.readUInt32LE(0xfe)]
  const count = Math.floor((Math.min(length, table.length - from) - 4) / 8)
  for (let index = 0; index < Math.min(count, mostPieces); index++) {
    const page = main
      .subarray((table.readUInt32LE(from + (count + 1) * 4 + index * 4) & 0x3f_ffff) * 512)
      .subarray(0, 512)
    if (page.length < 512) continue
    const runs = page.readUInt8(511)
    for (let run = 0; run < runs && (run + 2) * 4 + run < 511; run++) {
      const offset = page.readUInt8((runs + 1) * 4 + run) * 2
      const said = offset === 0 ? '' : saidIn(page.subarray(offset + 1, offset + 1 + page.readUInt8(offset)))
      found.set(page.readUInt32LE(run * 4), said)
      if (run === runs - 1 && !found.has(page.readUInt32LE(runs * 4))) found.set(page.readUInt32LE(runs * 4), '')
    }
  }
  return found
}

/** Marks that are set in a list of properties. */
function saidIn(list: Buffer): string {
  const said: string[] = []
  for (let at = 0; at + 2 < list.length;) {
    const code = list.readUInt16LE(at)
    const width = widths[code >>> 13] ?? 1
    const mark = marks[code]
    if (mark !== undefined && list.readUInt8(at + 2) === 1) said.push(mark)
    at += 2 + (width === -1 ? 1 + list.readUInt8(at + 2) : width)
  }
  return said.join(', ')
}

/** Some characters of a piece, with what is marked of them in brackets. */
function written({ text, at, width }: Piece, from: number, to: number, marked: Map<number, string>): string {
  if (marked.size === 0) return text.slice(from, to)
  let [out, current] = ['', '']
  // What holds at the first character may have begun before it.
  for (let byte = at; byte > at - 20_000 && byte >= 0; byte--) {
    const said = marked.get(byte)
    if (said === undefined) continue
    current = said
    break
  }
  if (from > 0) for (let index = 0; index < from; index++) current = marked.get(at + index * width) ?? current
  out += current === '' ? '' : `[${current}: `
  for (let index = from; index < Math.min(to, text.length); index++) {
    const said = index === from ? undefined : marked.get(at + index * width)
    if (said !== undefined && said !== current) {
      out += `${current === '' ? '' : ']'}${said === '' ? '' : `[${said}: `}`
      current = said
    }
    out += text[index] ?? ''
  }
  return out + (current === '' ? '' : ']')
}

/** Lines of a text with Word's own letters (MS-DOC, 2.4.1): ends of cells and pages, fields, notes, hyphens. */
function linesIn(text: string): string[] {
  return (
    text
      .replaceAll('\x07\x07', '\r')
      .replaceAll('\x07', '\t')
      .replaceAll('\x1e', '\u2011')
      .replaceAll('\x1f', '\u00ad')
      .replaceAll('\x13', '[field: ')
      .replaceAll('\x14', '] ')
      .replaceAll('\x15', '')
      .replaceAll('\xa0', ' ')
      // oxlint-disable-next-line no-control-regex -- marks of pictures, notes and the like
      .replaceAll(/[\x00-\x06\x08\x0e-\x1d]/g, '')
      .replaceAll(/[\v\f\r]/g, '\n')
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== '')
  )
}
