import { doneInWords } from '../../../../shared/contract/custody-words.ts'
import type { CustodyEvent, CustodyGap } from '../../../../shared/contract/custody.ts'
import { showInstant, stretch } from '../../../../shared/kernel/show.ts'
import { after, ends, inOrder, isNone, isSame, standing, type Stands } from './chain.ts'

const day = 86_400_000

/** What a chain is of, and what is known beside it. */
export interface Chain {
  number: string
  steps: readonly CustodyEvent[]
  /** Where it was put when it was taken in. */
  storage: string | null
  /** SHA-256 of a file; null of a physical item. */
  sha256: string | null
  /** Whether it was made or taken out of something else here: then nobody had it before. */
  made: boolean
  /** Entries of the steps whose signed receipt is there. */
  signed: ReadonlySet<number>
}

type Gap = CustodyGap | false | null

/** What a chain of custody leaves open at `now` (milliseconds since 1970), as questions in the order of its steps. */
export function gapsOf(chain: Chain, now: number): CustodyGap[] {
  const steps = inOrder(chain.steps)
  const found: Gap[] = []
  let stands = standing([], chain.storage)
  for (const step of steps) {
    found.push(...ofStep(chain, stands, step))
    stands = after(stands, step)
  }
  const { state, holder, expectedBack, last } = stands
  if ((state === 'out' || state === 'outside') && expectedBack !== null && Date.parse(expectedBack) < now)
    found.push({
      kind: 'overdue',
      question: `Where is ${chain.number}? ${holder ?? 'Whoever has it'} was to bring it back by ${showInstant(expectedBack)}.`,
      steps: last ? [last.seq] : [],
    })
  return found.filter((one): one is CustodyGap => one !== null && one !== false)
}

const done = ({ action }: CustodyEvent): string => doneInWords[action]

/** What one step leaves open, after how the chain stood before it. */
function ofStep({ number, sha256, made, signed }: Chain, before: Stands, step: CustodyEvent): Gap[] {
  const { action, to, custodyAt, recordedAt, seq } = step
  const at = showInstant(custodyAt)
  const { last } = before
  const both = last ? [last.seq, seq] : [seq]
  const gap = (kind: CustodyGap['kind'], question: string, steps = both): CustodyGap => ({ kind, question, steps })
  const late = Date.parse(recordedAt) - Date.parse(custodyAt)
  const writesItself = action === 'export' || action === 'verify'
  if (action === 'collect')
    return [
      !made &&
        late > day &&
        gap(
          'recorded-late',
          `Who had ${number} between ${at}, when it was collected, and ${showInstant(recordedAt)}, when that was recorded?`,
        ),
    ]
  if (last && before.state === 'ended')
    return [
      gap(
        'after-end',
        `How was ${number} ${done(step)} at ${at}? It was ${done(last)} at ${showInstant(last.custodyAt)}.`,
      ),
    ]
  const collected = last?.action === 'collect' && Date.parse(custodyAt) < Date.parse(last.custodyAt)
  return [
    collected &&
      gap(
        'before-collection',
        `How was ${number} ${done(step)} at ${at}? It was collected at ${showInstant(last.custodyAt)}.`,
      ),
    !writesItself &&
      late > day &&
      gap(
        'recorded-late',
        `Why was it written down ${stretch(late)} later that ${number} was ${done(step)} at ${at}?`,
        [seq],
      ),
    late < -60_000 &&
      gap(
        'recorded-early',
        `Was ${number} ${done(step)} at ${at}? That was written down before, at ${showInstant(recordedAt)}.`,
        [seq],
      ),
    action === 'check-out' &&
      before.state === 'out' &&
      gap('out-twice', `Who had ${number} at ${at}? It was out with ${before.holder}, and was checked out to ${to}.`),
    action === 'check-in' &&
      before.state === 'held' &&
      gap('not-out', `Who had ${number} before ${at}? It was checked in, and no checking out is on record.`),
    ...ofHolder(number, before, step, gap),
    ...ofSeal(number, before, step, gap),
    ...ofHash(number, sha256 ?? before.hash, step, gap),
    step.outside &&
      !signed.has(seq) &&
      gap('no-receipt', `Where is the receipt that ${to ?? 'whoever took it'} signed for ${number} at ${at}?`, [seq]),
  ]
}

type Make = (kind: CustodyGap['kind'], question: string, steps?: number[]) => CustodyGap

const handsOver: ReadonlySet<CustodyEvent['action']> = new Set(['transfer', 'check-out', 'return'])

function ofHolder(number: string, before: Stands, step: CustodyEvent, gap: Make): Gap[] {
  const { action, from, to, custodyAt } = step
  const { holder, last } = before
  if (action === 'export') return []
  const at = showInstant(custodyAt)
  const together =
    last !== null &&
    handsOver.has(last.action) &&
    handsOver.has(action) &&
    from === null &&
    Date.parse(last.custodyAt) === Date.parse(custodyAt) &&
    !isSame(holder, to)
  return [
    holder !== null &&
      from !== null &&
      !isSame(holder, from) &&
      gap(
        'holder',
        `Who had ${number} between ${showInstant(before.since)} and ${at}? It was with ${holder}, and ${from} handed it over.`,
      ),
    together && gap('same-time', `Who had ${number} at ${at}? Both ${holder} and ${to} took it over then.`),
    handsOver.has(action) && to === null && gap('nobody-named', `Who has ${number} since ${at}? Nobody is named.`),
  ]
}

function ofSeal(number: string, before: Stands, step: CustodyEvent, gap: Make): Gap[] {
  const { sealBefore, reason, custodyAt } = step
  const at = showInstant(custodyAt)
  const said = reason === null ? '' : ` The reason on record: ${reason}.`
  const was = before.seal
  return [
    sealBefore !== null &&
      !isSame(sealBefore, was ?? 'none') &&
      gap(
        'seal',
        `What happened to the seal of ${number} before ${at}? It was ${was === null ? 'not sealed' : `sealed with ${was}`}, and ${isNone(sealBefore) ? 'no seal' : sealBefore} was found.${said}`,
      ),
    was !== null &&
      sealBefore === null &&
      (readsSeal(step) || ends(step)) &&
      gap('no-seal', `Was seal ${was} whole when ${number} was ${done(step)} at ${at}? It was not read.`),
  ]
}

const sealed: ReadonlySet<CustodyEvent['action']> = new Set(['transfer', 'check-out', 'check-in', 'test', 'return'])
/** Whether a step hands a bag on or opens it, so that its seal is to be read. */
export const readsSeal = ({ action }: Pick<CustodyEvent, 'action'>): boolean => sealed.has(action)

function ofHash(number: string, known: string | null, step: CustodyEvent, gap: Make): Gap[] {
  const { action, hashBefore, hashAfter, reason, custodyAt } = step
  const at = showInstant(custodyAt)
  const said = reason === null ? '' : ` The reason on record: ${reason}.`
  const wrong = known !== null && [hashBefore, hashAfter].find((one) => one !== null && one !== known)
  return [
    wrong
      ? gap('hash', `What changed ${number} before ${at}? Its SHA-256 was ${known}, and ${wrong} was read.${said}`)
      : null,
    action === 'test' &&
      known !== null &&
      (hashBefore === null || hashAfter === null) &&
      gap('no-hash', `Was ${number} the same after it was tested at ${at}? Its SHA-256 was not read before and after.`),
  ]
}
