/** A CSV text as rows by column name: a second reader, written apart from the product's, to check it against. */
export function rowsOf(text: string): Record<string, string>[] {
  const records: string[][] = [['']]
  let quoted = false
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; at++) {
    const record = records.at(-1) ?? []
    const char = text[at] ?? ''
    if (quoted && char === '"' && text[at + 1] === '"') at++
    else if (char === '"') {
      quoted = !quoted
      continue
    } else if (!quoted && char === ',') {
      record.push('')
      continue
    } else if (!quoted && char === '\n') {
      records.push([''])
      continue
    } else if (!quoted && char === '\r') continue
    record[record.length - 1] += char
  }
  const [header = [], ...rows] = records.filter((cells) => cells.length > 1 || cells[0] !== '')
  return rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])))
}
