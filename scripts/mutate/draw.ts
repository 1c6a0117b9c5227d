// Two plug-ins for Stryker: one draws the changes that are tried, the other keeps what each came to.
import { createHash } from 'node:crypto'
import type { Tried } from './score.ts'

/** The most changes that are tried without `--all`. */
export const most = 300
const seed = 'holdfast'

interface Change {
  fileName: string
  mutatorName: string
  replacement: string
  location: { start: { line: number; column: number } }
}
type Mutant = Change & { id: string }

/** The lot of a change, by which they are drawn: it depends on the change alone. */
function lotOf({ fileName, mutatorName, replacement, location: { start } }: Change): string {
  const place = fileName.replaceAll('\\', '/').split('/').slice(-2).join('/')
  const line = [seed, place, start.line, start.column, mutatorName, replacement].join('\n')
  return createHash('sha256').update(line).digest('hex')
}

/** Ids of the drawn, in their order; which they are depends on the changes alone, not on the order in which they come. */
export function drawn(mutants: readonly Mutant[], count: number): string[] {
  const lots = mutants.map((mutant) => ({ id: mutant.id, lot: lotOf(mutant) }))
  lots.sort((a, b) => (a.lot < b.lot ? -1 : 1))
  return lots.slice(0, count).map(({ id }) => id)
}

/** A checker that lets the drawn through, in their order, so that a run cut short is a smaller draw; the rest do not count. */
class Draw {
  readonly #in = new Set<string>()

  init(): Promise<void> {
    return Promise.resolve()
  }

  /** Stryker hands over all that are to be tried at once, before it has any of them checked. */
  group(mutants: Mutant[]): Promise<string[][]> {
    const chosen = drawn(mutants, Number(process.env['HOLDFAST_MUTATE_MOST'] ?? most))
    for (const id of chosen) this.#in.add(id)
    const left = mutants.map(({ id }) => id).filter((id) => !this.#in.has(id))
    return Promise.resolve([...(left.length > 0 ? [left] : []), ...chosen.map((id) => [id])])
  }

  check(mutants: Mutant[]): Promise<Record<string, { status: string; reason?: string }>> {
    const answer = ({ id }: Mutant): { status: string; reason?: string } =>
      this.#in.has(id) ? { status: 'passed' } : { status: 'compileError', reason: 'not drawn' }
    return Promise.resolve(Object.fromEntries(mutants.map((mutant) => [mutant.id, answer(mutant)])))
  }
}

const kept: Tried[] = []

/**
 * What the changes came to that were drawn and tried so far. One that no test runs is known at once: it counts once its
 * turn has come.
 */
export function tried(): Tried[] {
  const ran = kept.filter(({ status }) => status !== 'NoCoverage').map(lotOf)
  const last = ran.reduce((a, b) => (a > b ? a : b), '')
  return kept.filter((one) => lotOf(one) <= last)
}

class Keep {
  onMutantTested(result: Tried & { statusReason?: string }): void {
    if (result.statusReason !== 'not drawn') kept.push(result)
  }
}

export const strykerPlugins = [
  { kind: 'Checker', name: 'draw', injectableClass: Draw },
  { kind: 'Reporter', name: 'keep', injectableClass: Keep },
]
