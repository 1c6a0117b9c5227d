/** Words as far as two versions of one text are compared by them; letters of scripts without spaces stand alone. */
const token =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Extended_Pictographic}]|[\p{L}\p{N}\p{M}_]+/gu
/** What each version writes in its own way: addresses of links, places of pictures. */
const ways =
  /<?(?:https?:\/\/|mailto:|tel:)[^\s<>()[\]]+>?|\[(?:image|cid)[^\]\n]{0,200}\]|<[^\s<>@]{1,100}@[^\s<>@]{1,200}>/gi

const tokensOf = (text: string): string[] =>
  text.normalize('NFKC').toLowerCase().replaceAll(ways, ' ').match(token) ?? []

/**
 * Lines of one version of a text in which words stand, or stand beside each other, as they do nowhere in the other: a
 * sender may say one thing to those who read HTML and another to the rest.
 */
export function onlyIn(text: string, other: string): string[] {
  const words = tokensOf(other)
  const single = new Set(words)
  const pairs = new Set(words.map((word, index) => `${word} ${words[index + 1] ?? ''}`))
  const found = text.split('\n').filter((line) => {
    const mine = tokensOf(line)
    // A number before a line may be that of a list.
    const from = /^\s*\d{1,3}[.)]\s/.test(line) ? 1 : 0
    return mine.some((word, index) => {
      if (index < from) return false
      const next = mine[index + 1]
      return !single.has(word) || (next !== undefined && !pairs.has(`${word} ${next}`))
    })
  })
  // What marks hidden and struck words may end on a line of its own.
  return found.map((line) => (/\[(?:hidden|struck out): [^\]]*$/.test(line) ? `${line}]` : line))
}
