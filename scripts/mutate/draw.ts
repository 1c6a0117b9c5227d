// A checker for Stryker: it lets 300 changes through, drawn by a fixed seed, and takes the rest out of the count.
import { createHash } from 'node:crypto'

/** The most changes that are tried without `--all`: about half an hour's work on two cores. */
export const most = 300
const seed = 'holdfast'

interface Mutant {
  id: string
  fileName: string
  mutatorName: string
  replacement: string
  location: { start: { line: number; column: number } }
}

/** Ids of the drawn; which they are depends on the changes alone, not on the order in which they come. */
export function drawn(mutants: readonly Mutant[]): Set<string> {
  const lot = ({ fileName, mutatorName, replacement, location: { start } }: Mutant): string => {
    const place = fileName.replaceAll('\\', '/').split('/').slice(-2).join('/')
    return createHash('sha256')
      .update([seed, place, start.line, start.column, mutatorName, replacement].join('\n'))
      .digest('hex')
  }
  const lots = mutants.map((mutant) => ({ id: mutant.id, lot: lot(mutant) }))
  lots.sort((a, b) => (a.lot < b.lot ? -1 : 1))
  return new Set(lots.slice(0, most).map(({ id }) => id))
}

class Draw {
  readonly #in = new Set<string>()

  init(): Promise<void> {
    return Promise.resolve()
  }

  /** Stryker hands over all that are to be tried at once, before it has any of them checked. */
  group(mutants: Mutant[]): Promise<string[][]> {
    for (const id of drawn(mutants)) this.#in.add(id)
    return Promise.resolve([mutants.map(({ id }) => id)])
  }

  check(mutants: Mutant[]): Promise<Record<string, { status: string; reason?: string }>> {
    const answer = ({ id }: Mutant): { status: string; reason?: string } =>
      this.#in.has(id) ? { status: 'passed' } : { status: 'compileError', reason: 'not drawn' }
    return Promise.resolve(Object.fromEntries(mutants.map((mutant) => [mutant.id, answer(mutant)])))
  }
}

export const strykerPlugins = [{ kind: 'Checker', name: 'draw', injectableClass: Draw }]
