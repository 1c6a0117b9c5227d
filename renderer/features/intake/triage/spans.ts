/** The words of a text, each with the place where it begins; the marks around a word are no part of it. */
export const wordsOf = (text: string): { from: number; quote: string }[] =>
  [...text.matchAll(/[\p{L}\p{N}](?:\S*[\p{L}\p{N}])?/gu)].map((match) => ({ from: match.index, quote: match[0] }))
