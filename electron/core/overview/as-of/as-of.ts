import type { AsOf, Stood } from '../../../../shared/contract/fields.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { breathe, type Ledger, type WholeAsOf } from '../../record/ledger/index.ts'
import type { AsOfGrounds, Workspace } from '../../record/members/index.ts'
import type { Reader, Store } from '../../record/vault/index.ts'
import { entriesAbout, type Named } from './scope.ts'

interface Kept {
  /** How many payloads had been destroyed when it was made: what is destroyed has no past either. */
  destroyed: number
  whole?: WholeAsOf | undefined
  /** The one that was asked for last: a page asks several questions about the same moment. */
  part?: { key: string; db: Store }
  turn: Promise<unknown>
}
const kept = new WeakMap<Ledger, Kept>()

/**
 * The workspace as the record stood: the same queries then answer from tables in memory that were projected from the
 * first entries alone. What a member may ask is judged as of now. Fails with NOT_FOUND before the first entry.
 */
export async function workspaceAsOf(
  workspace: Workspace,
  input: Named & { asOf: AsOf },
  context: CallContext,
  grounds: readonly AsOfGrounds[],
): Promise<Workspace> {
  const { db } = workspace
  const stood = momentOf(workspace, input.asOf)
  const about = entriesAbout(db, input, stood.entries, grounds)
  if (about?.length === 0) {
    throw new HoldfastError(
      'NOT_FOUND',
      `This was not on record yet ${showInstant(stood.at)}, when the ledger had ${count(stood.entries, 'entry', 'entries')}.`,
      'Choose a later moment.',
    )
  }
  const past = about ? partOf(workspace, about, stood.entries) : await wholeAt(workspace, stood.entries, context)
  return { ...workspace, db: past, stood }
}

function momentOf({ ledger }: Workspace, asOf: AsOf): Stood {
  const total = ledger.size
  const entries = Math.min(total, boundaryOf(ledger, asOf))
  if (entries === 0) {
    const when = typeof asOf === 'string' ? showInstant(asOf) : 'that moment'
    throw new HoldfastError(
      'NOT_FOUND',
      `This vault did not exist at ${when}: its first entry was recorded ${showInstant(ledger.instantOf(0))}.`,
      'Choose a later moment.',
    )
  }
  return { entries, total, at: ledger.instantOf(entries - 1), root: ledger.rootAt(entries) }
}

function boundaryOf(ledger: Ledger, asOf: AsOf): number {
  if (typeof asOf === 'string') return ledger.entriesAt(new Date(asOf).toISOString())
  return 'before' in asOf ? ledger.sizeBefore(asOf.before) : asOf.entries
}

function keptBy({ ledger, db }: Workspace): Kept {
  forgetDestroyed({ ledger, db })
  let one = kept.get(ledger)
  if (!one) kept.set(ledger, (one = { destroyed: destroyedIn(db), turn: Promise.resolve() }))
  return one
}

function partOf(workspace: Workspace, about: number[], entries: number): Reader {
  const mine = keptBy(workspace)
  const key = `${entries} ${about.join()}`
  if (mine.part?.key !== key) mine.part = { key, db: workspace.ledger.tablesAsOf(about) }
  return mine.part.db
}

/** The whole vault is brought forward from where it stands, or made anew for an earlier moment; one at a time. */
async function wholeAt(workspace: Workspace, entries: number, { signal, progress }: CallContext): Promise<Reader> {
  const { ledger } = workspace
  const before = keptBy(workspace)
  const work = before.turn.then(async () => {
    const mine = keptBy(workspace)
    if (!mine.whole || mine.whole.size > entries) {
      mine.whole?.close()
      mine.whole = ledger.wholeAsOf()
    }
    for (const done of mine.whole.bringTo(entries)) {
      progress({ stage: 'Looking back', done, total: entries, unit: 'entries' })
      await breathe(signal)
      if (kept.get(ledger) !== mine) throw destroyedMeanwhile()
    }
    return mine.whole.db
  })
  before.turn = work.catch(() => undefined)
  return work
}

const destroyedIn = (db: Reader): number =>
  db.get<{ count: number }>('select count(*) as count from payload_destroyed')?.count ?? 0

const destroyedMeanwhile = (): HoldfastError =>
  new HoldfastError('CONFLICT', 'A record was destroyed while its past was being put together.', 'Ask again.')

/** Forgets what was made in memory when something has been destroyed since: its words may be in there. */
export function forgetDestroyed({ ledger, db }: Pick<Workspace, 'ledger' | 'db'>): void {
  const found = kept.get(ledger)
  if (found && found.destroyed !== destroyedIn(db)) forgetAsOf(ledger)
}

/** Forgets what was made in memory; for when the vault is locked. */
export function forgetAsOf(ledger: Ledger): void {
  const found = kept.get(ledger)
  found?.whole?.close()
  found?.part?.db.close()
  kept.delete(ledger)
}
