/** The line, from 1, on which the value at a path begins in a JSON text; of what is missing, its nearest parent's. */
export function lineOf(text: string, path: readonly PropertyKey[]): number {
  const open: { at: string | number; naming: boolean }[] = []
  let [found, depth] = [0, 0]
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    const top = open.at(-1)
    if (token === '}' || token === ']') open.pop()
    else if (token === ',') {
      if (typeof top?.at === 'number') top.at += 1
      else if (top) top.naming = true
    } else if (token !== ':') {
      if (top?.naming) {
        top.at = JSON.parse(token) as string
        top.naming = false
      }
      if (open.length > depth && open.length <= path.length && open.every(({ at }, step) => at === path[step])) {
        found = index
        depth = open.length
      }
      if (token === '{') open.push({ at: '', naming: true })
      if (token === '[') open.push({ at: 0, naming: false })
    }
  }
  return text.slice(0, found).split('\n').length
}
