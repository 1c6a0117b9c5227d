/** Words as far as two versions of one text are compared by them; letters of scripts without spaces stand alone. */
const token =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Extended_Pictographic}]|[\p{L}\p{N}\p{M}_]+/gu
/** What each version writes in its own way: addresses of links, places of pictures. */
const ways =
  /<?(?:https?:\/\/|mailto:|tel:)[^\s<>()[\]]+>?|\[(?:image|cid)[^\]\n]{0,200}\]|<[^\s<>@]{1,100}@[^\s<>@]{1,200}>/gi

const tokensOf = (text: string): string[] =>
  text.normalize('NFKC').toLowerCase().replaceAll(ways, ' ').match(token) ?? []

/** The lines of a text with their words, found once for however many comparisons. */
export type Lines = readonly { line: string; words: readonly string[] }[]

export const linesOf = (text: string): Lines => text.split('\n').map((line) => ({ line, words: tokensOf(line) }))

/** What texts say that were told one after the other: their words, and which stand beside each other. */
export class Told {
  private readonly single = new Set<string>()
  private readonly pairs = new Set<string>()
  private last: string | undefined

  constructor(text: string) {
    this.add(text)
  }

  add(text: string): void {
    for (const word of tokensOf(text)) {
      this.single.add(word)
      if (this.last !== undefined) this.pairs.add(`${this.last} ${word}`)
      this.last = word
    }
  }

  /**
   * Lines in which words stand, or stand beside each other, as they do nowhere in what was told: a sender may say one thing
   * to those who read HTML and another to the rest.
   */
  lacks(lines: Lines): string[] {
    const found = lines.filter(({ line, words }) => {
      // A number before a line may be that of a list.
      const from = /^\s*\d{1,3}[.)]\s/.test(line) ? 1 : 0
      return words.some((word, index) => {
        if (index < from) return false
        const next = words[index + 1]
        return !this.single.has(word) || (next !== undefined && !this.pairs.has(`${word} ${next}`))
      })
    })
    // What marks hidden and struck words may end on a line of its own.
    return found.map(({ line }) => (/\[(?:hidden|struck out): [^\]]*$/.test(line) ? `${line}]` : line))
  }
}

/** Lines of one version of a text that say what the other one does not. */
export const onlyIn = (text: string, other: string): string[] => new Told(other).lacks(linesOf(text))
