/** Letters that are not seen, and those that turn the order of others. */
export function oddLetters(text: string): string[] {
  const problems: string[] = []
  if (/[\u202a-\u202e\u2066-\u2069]/.test(text))
    problems.push('Its text has signs that change the direction of writing: it may not read as it is written.')
  if (/[\u{e0020}-\u{e007e}]{2}/u.test(text.replaceAll(/\u{1f3f4}[\u{e0020}-\u{e007f}]+/gu, '')))
    problems.push('Its text has letters that are never shown (Unicode tags).')
  if (/[\p{L}\p{N}][\u200b\u2060\ufeff\u00ad]+[\p{L}\p{N}]/u.test(text))
    problems.push('Its text has signs of no width inside of words; they are kept.')
  if (text.includes('\ufffd'))
    problems.push('Its text has “\ufffd”, which stands for a letter that was lost or could not be read.')
  return problems
}
