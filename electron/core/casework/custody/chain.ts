import type { CustodyEvent, Standing } from '../../../../shared/contract/custody.ts'

/** How a chain of custody stands, with what its next step must fit. */
export interface Stands extends Standing {
  /** SHA-256 as it was last read. */
  hash: string | null
  /** The step that it stands at. */
  last: CustodyEvent | null
}

/** The steps in the order in which they happened: its collection first, of two at once the one that was recorded first. */
export function inOrder<T extends CustodyEvent>(steps: readonly T[]): T[] {
  const first = (step: T): number => (step.action === 'collect' ? 0 : 1)
  return steps.toSorted(
    (a, b) => first(a) - first(b) || Date.parse(a.custodyAt) - Date.parse(b.custodyAt) || a.seq - b.seq,
  )
}

/** What moves nothing: it was looked at, copied or read back where it was. */
const staying: ReadonlySet<CustodyEvent['action']> = new Set(['access', 'copy', 'test', 'export', 'verify'])

const ending: ReadonlySet<CustodyEvent['action']> = new Set(['dispose', 'destroy', 'split', 'combine'])

/** Whether an exhibit is no more after a step: it was destroyed or disposed of, or became other items. */
export const ends = ({ action }: Pick<CustodyEvent, 'action'>): boolean => ending.has(action)

const nobody: Stands = {
  state: 'held',
  holder: null,
  keeper: null,
  since: '1970-01-01T00:00:00Z',
  storage: null,
  seal: null,
  expectedBack: null,
  hash: null,
  last: null,
}

/** How it stands after a step. There is one holder, or none. */
export function after(stands: Stands, step: CustodyEvent): Stands {
  // What is said of it after its end brings it back to nobody.
  if (stands.state === 'ended') return stands
  const { action, to, place, sealBefore, sealAfter, hashBefore, hashAfter, expectedBack, outside, custodyAt } = step
  // A seal that was found as it was stays as it was written first.
  const found = isSame(sealBefore, stands.seal) ? stands.seal : (sealBefore ?? stands.seal)
  const seal = sealAfter ?? found
  const read = {
    ...stands,
    seal: isNone(seal) ? null : seal,
    hash: hashAfter ?? hashBefore ?? stands.hash,
    last: step,
  }
  const gone = { expectedBack: null, keeper: null }
  if (ends(step)) return { ...read, ...gone, state: 'ended', holder: null, storage: null, since: custodyAt }
  if (action === 'collect') return { ...read, holder: to, since: custodyAt }
  if (staying.has(action)) return read
  const moved = { ...read, since: custodyAt }
  if (action === 'check-out') {
    const keeper = stands.state === 'out' ? stands.keeper : stands.holder
    return { ...moved, state: outside ? 'outside' : 'out', holder: to ?? stands.holder, keeper, expectedBack }
  }
  if (action === 'store') return { ...moved, holder: to ?? stands.holder, storage: place ?? stands.storage }
  if (action === 'check-in')
    return {
      ...moved,
      ...gone,
      state: 'held',
      holder: to ?? stands.keeper ?? stands.holder,
      storage: place ?? stands.storage,
    }
  return {
    ...moved,
    ...gone,
    state: outside ? 'outside' : 'held',
    holder: to ?? stands.holder,
    storage: outside ? null : place,
  }
}

/** How a chain stands, or stood at a time (milliseconds since 1970). `storage`: where it was put when it was taken in. */
export const standing = (steps: readonly CustodyEvent[], storage: string | null, until = Infinity): Stands =>
  inOrder(steps)
    .filter((step) => step.action === 'collect' || Date.parse(step.custodyAt) <= until)
    .reduce(after, { ...nobody, storage })

/** Whether a seal that was read is the word for there being none, however it was typed. */
export const isNone = (seal: string | null): boolean => isSame(seal, 'none')

/** Whether two names are those of one holder, however they were typed. */
export const isSame = (a: string | null, b: string | null): boolean => a !== null && b !== null && plain(a) === plain(b)

const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ')
