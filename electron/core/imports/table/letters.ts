import { detect } from 'jschardet'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { canDecode } from '../reading/decoders.ts'
import { aliasOf, spelled } from '../reading/letter-labels.ts'
import { decodeLetters, orElse } from '../reading/letters.ts'

/** Bytes of a table by which its encoding is found. */
export interface LetterSample {
  /** The first of them. */
  head: Buffer
  /** Whether they are all of them. */
  whole: boolean
  /** Lines with letters other than ASCII's, as many as fit. */
  odd: Buffer
  /** Whether the whole file is UTF-8. */
  utf8: boolean
}

export interface TableLetters {
  encoding: string
  /** What was guessed, as a sentence; undefined where nothing was. */
  doubt: string | undefined
  /** Whether a row that holds U+FFFD has letters that could not be read. */
  damaged: boolean
}

const oneByte = /^(?:windows-125|iso-8859|mac)/i

/**
 * The encoding of a table: what is asked for, what its byte-order mark says, UTF-8 where all of it is, else what its
 * letters look like, which is a guess and said so. Fails with INVALID_INPUT for a name that is no encoding.
 */
export function lettersOf({ head, odd, utf8 }: LetterSample, asked?: string): TableLetters {
  if (asked !== undefined) {
    const known = aliasOf(asked)
    if (known === undefined || known === 'unsaid' || !canDecode(known)) {
      throw new HoldfastError(
        'INVALID_INPUT',
        `“${asked}” is no encoding that is known; nothing was imported.`,
        'Name one like utf-8, windows-1250, shift_jis or utf-16le.',
      )
    }
    return { encoding: known === 'utf-16' ? 'utf-16le' : known, doubt: undefined, damaged: known !== 'utf-8' || !utf8 }
  }
  const wide = decodeLetters(head.subarray(0, 512 + (head.length % 2)), { utf8: true })
  if (/^utf-(?:16|32)/.test(wide.encoding)) {
    const doubt = wide.doubt && `It has no byte-order mark; by its bytes it is ${spelled(wide.encoding)}.`
    return { encoding: wide.encoding, doubt, damaged: true }
  }
  if (utf8) return { encoding: 'utf-8', doubt: undefined, damaged: false }
  const { encoding: looks, confidence } = detect(odd)
  // Spreadsheets on a Mac end lines so where they write its old letters.
  if (head.includes(0x0d) && !head.includes(0x0a) && oneByte.test(looks ?? 'mac')) {
    const doubt = `Its letters are not UTF-8; by its line ends (CR alone) they were taken for Mac Roman, which may be wrong${orElse(odd, 'macintosh')}. Look at names in the first rows; the mapping can name another encoding.`
    return { encoding: 'macintosh', doubt, damaged: true }
  }
  // Of a few letters nothing is told: they are taken for what most tables without UTF-8 are written in.
  const told = confidence >= 0.1 || odd.filter((byte) => byte > 0x7f).length >= 12
  const { encoding } = decodeLetters(odd, { charset: 'utf-8', beside: told ? (looks ?? undefined) : undefined })
  const doubt =
    encoding === 'utf-8'
      ? 'Most of it is UTF-8, but some of its letters are not: rows with such letters are refused.'
      : `Its letters are not UTF-8; by their look they are ${spelled(encoding)}, which may be wrong${orElse(odd, encoding)}. Look at names in the first rows; the mapping can name another encoding.`
  return { encoding, doubt, damaged: true }
}
