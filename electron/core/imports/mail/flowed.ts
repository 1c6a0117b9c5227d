/** Text of format=flowed (RFC 3676) as it was written: soft line ends joined, the space that protects a line taken off. */
export function unflow(text: string, delSp: boolean): string {
  const out: string[] = []
  let open = false
  let depth = 0
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const quotes = /^>*/.exec(raw)?.[0].length ?? 0
    const rest = raw.slice(quotes)
    const line = rest.startsWith(' ') ? rest.slice(1) : rest
    const signature = line === '-- '
    const soft = line.endsWith(' ') && !signature
    const words = soft && delSp ? line.slice(0, -1) : line
    if (open && quotes === depth && !signature) out.push(words)
    else out.push(out.length === 0 ? '' : '\n', quotes === 0 ? '' : `${'>'.repeat(quotes)} `, words)
    open = soft
    depth = quotes
  }
  return out.join('')
}
