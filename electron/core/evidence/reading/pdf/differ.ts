/** How the words of one page differ between two engines: words that one of them alone reads. */
export interface Difference {
  first: string[]
  second: string[]
}

/** Words that are told of either. */
const toldMost = 8

/**
 * The words of two readings that one of them alone has, in whatever order and however they are parted; undefined: none. Of Arabic and
 * Hebrew the letters of the page are compared: engines differ on their order and on what joins them.
 */
export function differenceOf(one: string, other: string): Difference | undefined {
  const [a, b] = [readingOf(one), readingOf(other)]
  const difference = { first: onlyIn(a, b), second: onlyIn(b, a) }
  return difference.first.length + difference.second.length === 0 ? undefined : difference
}

interface Reading {
  words: Set<string>
  /** All its letters and figures, without what parts them. */
  letters: string
  /** How often each letter of scripts from right to left stands in it. */
  leftward: Map<string, number>
}

const isLeftward = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

function readingOf(text: string): Reading {
  const plain = text
    .normalize('NFKC')
    // Hyphens at the ends of lines, marks of direction and joining, and what a font has no meaning for: no two engines agree on these.
    .replace(/[\u00ad\u0640\u2010\u2011\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd\p{Co}\p{M}-]/gu, '')
    .toLowerCase()
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  const leftward = new Map<string, number>()
  const parted = words.some((word) => isLeftward.test(word))
  for (const letter of parted ? words.join('') : '')
    if (isLeftward.test(letter)) leftward.set(letter, (leftward.get(letter) ?? 0) + 1)
  // Figures among such words are put in order by each engine in its own way.
  const kept = words.filter((word) => !isLeftward.test(word) && !(parted && /^\p{N}+$/u.test(word)))
  return { words: new Set(kept), letters: words.join(''), leftward }
}

function onlyIn(one: Reading, other: Reading): string[] {
  const alone = [...one.words].filter((word) => !other.letters.includes(word) && !isJoined(word, other.words))
  const more = [...one.leftward].filter(([letter, times]) => times > (other.leftward.get(letter) ?? 0) + times / 10)
  return [...alone, ...(more.length > 2 ? [more.map(([letter]) => letter).join(' ')] : [])].slice(0, toldMost)
}

/** Characters of a word that is taken apart: longer ones are no words that stood side by side. */
const joinedMost = 200

/** Whether it is words of the other reading that stand side by side: engines differ on what a gap is. */
function isJoined(word: string, words: ReadonlySet<string>): boolean {
  if (word.length > joinedMost) return false
  const ends = new Set([0])
  for (let end = 1; end <= word.length; end++)
    for (const begins of ends)
      if (words.has(word.slice(begins, end))) {
        ends.add(end)
        break
      }
  return ends.has(word.length)
}
