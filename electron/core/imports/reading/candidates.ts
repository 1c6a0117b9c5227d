import { decodeAll } from './decoders.ts'
import { spelled } from './letter-labels.ts'

// Where nothing says how letters are encoded, a person tells by names what is right: the ways in which they make words.

/** Encodings that texts without a word of it come in, the most usual first. */
const usual =
  `windows-1252 windows-1250 windows-1251 koi8-r cp866 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257
 windows-1258 windows-874 cp437 cp850 cp852 macintosh shift_jis euc-jp gb18030 big5 euc-kr`.split(/\s+/)
const lookedAt = 4096
const most = 5

/**
 * Other encodings in which bytes make words, each with the longest that is another then (three letters at least): “Windows-1251 (“Привет”)”.
 * `taken` is the one by which they were read; those that read the same are one.
 */
export function otherReadings(bytes: Uint8Array, taken: string): string[] {
  const head = bytes.subarray(0, lookedAt)
  const read = wordsIn(head, taken)
  const seen = new Set([read.join(' ')])
  const found: { encoding: string; word: string }[] = []
  for (const encoding of usual) {
    if (encoding === taken) continue
    const words = wordsIn(head, encoding)
    const [word] = words.filter((one, index) => one !== read[index]).toSorted((a, b) => b.length - a.length)
    if (word === undefined || word.length < 3 || seen.has(words.join(' ')) || !words.every(isWord)) continue
    seen.add(words.join(' '))
    found.push({ encoding, word })
  }
  return found
    .slice(0, most)
    .map(({ encoding, word }) => `${spelled(encoding)} (“${word.slice(0, 40).toWellFormed()}”)`)
}

/** The words that have a letter other than ASCII's. The last one may be cut. */
function wordsIn(bytes: Uint8Array, encoding: string): string[] {
  const words = decodeAll(bytes, encoding)
    .split(/[\s\d!-/:-@[-`{-~]+/)
    .filter((word) => /[^\0-\x7f]/.test(word))
  return bytes.length === lookedAt && words.length > 1 ? words.slice(0, -1) : words
}

/** Whether a word is of letters, all of one script, and has no capital after a small letter. */
const isWord = (word: string): boolean =>
  /^[\p{L}\p{M}’]+$/u.test(word) &&
  /^\p{L}/u.test(word) &&
  !/[ªºƒﬀ-ﬆ]/.test(word) &&
  !/\p{Ll}\p{Lu}/u.test(word) &&
  scripts.some((script) => script.test(word))

const scripts = [
  // Of Latin letters some are ASCII's.
  /^(?=.*[a-z])[\p{Script=Latin}\u0300-\u036f’]+$/iu,
  /^[\p{Script=Cyrillic}’]+$/u,
  /^[\p{Script=Greek}’]+$/u,
  /^[\p{Script=Hebrew}\p{M}]+$/u,
  /^[\p{Script=Arabic}\p{M}]+$/u,
  /^[\p{Script=Thai}\p{M}]+$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u,
  /^[\p{Script=Hangul}\p{Script=Han}]+$/u,
]
