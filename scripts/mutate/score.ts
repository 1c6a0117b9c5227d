import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** A change of the source and what the tests said to it; lines and columns count from 1. */
export interface Tried {
  fileName: string
  mutatorName: string
  replacement: string
  status: string
  location: { start: Position; end: Position }
}
interface Position {
  line: number
  column: number
}

const noticed = (status: string): boolean => status === 'Killed' || status === 'Timeout'
const missed = (status: string): boolean => status === 'Survived' || status === 'NoCoverage'

/** How many of some changes were noticed, of how many, and in percent. Those that were not tried do not count. */
export function score(tried: readonly Tried[]): { noticed: number; of: number; percent: number } {
  const count = tried.filter(({ status }) => noticed(status)).length
  const of = count + tried.filter(({ status }) => missed(status)).length
  return { noticed: count, of, percent: of === 0 ? 100 : (100 * count) / of }
}

/** Lines to print: the score of each file and of all, then every change that no test noticed. */
export function lines(root: string, tried: readonly Tried[]): string[] {
  const files = Map.groupBy(tried, ({ fileName }) => relative(root, fileName))
  const row = (name: string, some: readonly Tried[]): string[] => {
    const { noticed: count, of, percent } = score(some)
    return of === 0 ? [] : [`${percent.toFixed(1).padStart(6)} %  ${`${count} of ${of}`.padStart(12)}  ${name}`]
  }
  const left = tried
    .filter(({ status }) => missed(status))
    .sort((a, b) => a.fileName.localeCompare(b.fileName) || a.location.start.line - b.location.start.line)
  return [
    ...[...files].sort(([a], [b]) => a.localeCompare(b)).flatMap(([name, some]) => row(name, some)),
    ...row('all', tried),
    '',
    ...left.map((one) => told(root, one)),
  ]
}

function told(root: string, { fileName, mutatorName, replacement, status, location: { start, end } }: Tried): string {
  const source = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line)
  const last = source.length - 1
  source[last] = (source[last] ?? '').slice(0, end.column - 1)
  source[0] = (source[0] ?? '').slice(start.column - 1)
  const short = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 140)
  const place = `${relative(root, fileName)}:${start.line}:${start.column}`
  const what = status === 'NoCoverage' ? `${mutatorName}, run by no test` : mutatorName
  return `${place}  ${what}\n    ${short(source.join('\n'))}\n  → ${short(replacement)}`
}
