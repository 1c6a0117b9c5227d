import type { Lines } from '../office/lines.ts'
import type { Compound } from './compound.ts'

/** Kinds of records (MS-PPT, 2.13.24). */
const slide = 1006
const notes = 1008
const slideList = 4080
const persist = 1011
const wideText = 4000
const narrowText = 4008
const ownString = 4026
const comment = 12_000
const macros = 1024
/** Names of what programs of a version added for themselves. */
const ownName = /^___PPT\d+$/

const deepest = 30
const mostRecords = 1_000_000

/** Whether a presentation of old PowerPoint is encrypted. */
export const isLockedSlides = (file: Compound): boolean =>
  file.stream('EncryptedSummary') !== undefined ||
  file.stream('Current User')?.subarray(0, 16).readUInt32LE(12) === 0xf3d1_c4df

/** Texts of a presentation of PowerPoint 97 to 2003, by slides as their list has them, then what stands in the slides themselves. */
export function readSlides97(file: Compound, lines: Lines): string[] {
  const stream = file.stream('PowerPoint Document') ?? Buffer.alloc(0)
  const problems: string[] = []
  let [count, records, listed, where, number] = [0, 0, 0, '', 0]
  const look = (from: number, end: number, depth: number, inside: string): void => {
    for (let at = from; at + 8 <= end;) {
      if (++records > mostRecords) return
      const kind = stream.readUInt16LE(at + 2)
      const to = at + 8 + stream.readUInt32LE(at + 4)
      if (to > end) {
        problems.push('It ends in the middle of a part of it: it is damaged or cut off.')
        return
      }
      const body = stream.subarray(at + 8, to)
      if (kind === slideList) {
        // The lists of slides, masters and notes by the number in front of their kind (MS-PPT, 2.4.14.3).
        where = ['slide', 'master', 'notes'][stream.readUInt16LE(at) >>> 4] ?? 'slide'
        number = 0
      }
      if (kind === persist && inside === 'list') listed = ++number
      if (kind === slide) count += 1
      if (kind === macros && body.length >= 8 && body.readUInt32LE(4) === 1)
        problems.push('It has macros (VBA). None of them was run.')
      const text =
        kind === wideText || kind === ownString
          ? body.toString('utf16le')
          : kind === narrowText
            ? body.toString('latin1')
            : undefined
      if (text !== undefined && text.trim() !== '') add(text, inside, where, listed, count, lines)
      // A container has 15 in the lowest bits of its first word.
      if ((stream.readUInt16LE(at) & 15) === 15 && depth < deepest) look(at + 8, to, depth + 1, insideOf(kind, inside))
      at = to
    }
  }
  look(0, stream.length, 0, '')
  if (records > mostRecords) problems.push('It has more than 1,000,000 parts; the rest was not read.')
  return [...new Set(problems)]
}

function insideOf(kind: number, inside: string): string {
  if (kind === slideList) return 'list'
  if (kind === slide) return 'slide'
  if (kind === notes) return 'notes'
  if (kind === comment) return 'comment'
  return inside
}

function add(text: string, inside: string, where: string, listed: number, count: number, lines: Lines): void {
  const words = text
    .replaceAll(/[\r\v]/g, '\n')
    .replaceAll('\0', '')
    .trim()
  if (words === '' || ownName.test(words)) return
  if (inside === 'list' && where === 'slide') lines.add(words, `p. ${Math.max(1, listed)}`)
  else if (inside === 'slide') lines.add(words, `p. ${Math.max(1, count)}`)
  else if (inside === 'comment') lines.add(`[comment: ${words}]`, `p. ${Math.max(1, count)}`)
  else if (inside === 'notes' || (inside === 'list' && where === 'notes')) lines.add(`[notes: ${words}]`)
  else lines.add(`[${inside === 'list' ? where : 'presentation'}: ${words}]`)
}
