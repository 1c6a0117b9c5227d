import { hex } from '../../../../../shared/kernel/bytes.ts'
import type { Entry } from '../../../../../shared/ledger/entry.ts'
import { commitmentTo, leafOf, sha256Hex, type Reader } from '../../vault/index.ts'
import { destroyedIn, isOfTheVault } from '../destroyed.ts'
import { readerOf, unlawful } from '../form.ts'
import type { RecordRow } from '../replay.ts'
import type { AnyView } from '../view.ts'
import { HeadCheck, type KeyIn } from './heads.ts'
import { breathe, type AuditContext } from './problems.ts'
import type { Replayed } from './replayed.ts'
import { atBeginning, type Start } from './start.ts'

const page = 2000

interface Row extends RecordRow {
  salt: Buffer | null
}

/**
 * Reads the first `size` entries once and checks chain, payload commitments and forms, tree and signed heads; with a
 * `start`, those behind it. Returns how many entries were read, how many of their payloads are gone because an entry orders it,
 * and the root that the whole ledger has now (hexadecimal). `replayed` is handed every row that was read, so that nobody reads it again.
 */
export async function auditEntries(
  db: Reader,
  views: readonly AnyView[],
  origin: string,
  size: number,
  keyIn: KeyIn,
  { signal, progress, report }: AuditContext,
  start: Start = atBeginning(),
  replayed?: Replayed,
): Promise<{ entries: number; destroyed: number; root: string }> {
  const { frontier, keys } = start
  const first = frontier.size
  const destroyed = destroyedIn(db).payloads
  const read = readerOf(views)
  let ordered = 0
  const heads = new HeadCheck(db, origin, size, keys, report, first)
  const strangers = new Set<string>()
  let { prev, at } = start
  let next = first
  const missingUpTo = (seq: number): void => {
    for (; next < seq; next++) {
      report({ code: 'ENTRY_MISSING', where: `entry ${next}`, message: 'This entry was removed from the ledger.' })
    }
  }

  const checkRow = (row: Row): void => {
    const where = `entry ${row.seq}`
    const entry = readEntry(row.bytes)
    if (!entry || entry.seq !== row.seq) {
      report({ code: 'ENTRY_CHANGED', where, message: 'These are not the bytes of this entry.' })
      return
    }
    if (entry.at !== at && at !== undefined) heads.boundary(frontier)
    at = entry.at
    if (entry.prev !== prev) {
      const before = row.seq === 0 ? where : `entry ${row.seq - 1}`
      report({
        code: 'ENTRY_CHANGED',
        where: before,
        message: `Entry ${row.seq} was chained to other bytes than these.`,
      })
    }
    if (entry.case !== undefined && isOfTheVault(entry.type)) {
      const message =
        'An entry about the vault or its members is recorded as if it were of a case, where the rules for such entries would pass it over.'
      report({ code: 'ENTRY_UNSOUND', where, message })
    }
    heads.by(entry.actor)
    if (keys.size > 0 && !keys.has(entry.actor) && !strangers.has(entry.actor)) {
      strangers.add(entry.actor)
      const message =
        'The member who is said to have recorded this was no member at that place of the ledger; nor of what follows under that name.'
      report({ code: 'MEMBER_NOT_IN_FORCE', where, message })
    }
    if (row.salt === null && row.body === null && destroyed.has(row.seq)) {
      ordered++
    } else if (row.salt === null || row.body === null) {
      report({ code: 'PAYLOAD_MISSING', where, message: 'What this entry recorded is gone.' })
    } else if (commitmentTo(row.salt, row.body) !== entry.commit) {
      report({ code: 'PAYLOAD_CHANGED', where, message: 'What this entry recorded was changed afterwards.' })
    } else {
      const { why } = (row.said = read(entry.type, row.body))
      if (why) report({ code: 'ENTRY_UNSOUND', where, message: unlawful[why] })
      const key = why ? undefined : keyIn(entry.type, row.body)
      // Judged by place, not by time: a key counts from the entry that brings it in, up to the one that takes it away.
      if (key?.ed25519) keys.set(key.member, key.ed25519)
      else if (key) keys.delete(key.member)
    }
  }

  for (let from = first; from < size; from += page) {
    const to = Math.min(from + page, size)
    const rows = db.all<Row>(
      'select e.seq, e.bytes, p.salt, p.body from entry e left join payload p using (seq) where e.seq >= ? and e.seq < ? order by e.seq',
      from,
      to,
    )
    for (const row of rows) {
      missingUpTo(row.seq)
      next = row.seq + 1
      checkRow(row)
      prev = sha256Hex(row.bytes)
      frontier.append(leafOf(row.bytes))
      heads.after(frontier)
    }
    replayed?.take(rows, from, to)
    await heads.settle()
    progress?.({
      stage: 'Checking the chain, the tree and every payload',
      done: to - first,
      total: size - first,
      unit: 'entries',
    })
    await breathe(signal)
  }
  missingUpTo(size)
  await heads.settle()
  heads.end(size)
  return { entries: frontier.size - first, destroyed: ordered, root: hex(frontier.root()) }
}

/** What JSON takes between quotes as it stands: no control character, no quote, no backslash. */
const value = String.raw`[ !#-\[\]-\uffff]+`

/**
 * The canonical form of an entry, whose values never need an escape: what stands between the quotes is the value, and a
 * member that comes twice, which SQL would read one way and another reader another way, does not fit.
 */
const form = new RegExp(
  String.raw`^\{"actor":"(${value})","at":"(${value})",(?:"case":"(${value})",)?"commit":"([0-9a-f]{64})","device":"${value}",` +
    String.raw`"prev":"([0-9a-f]{64})","seq":(0|[1-9]\d{0,15}),"subject":"${value}","type":"(${value})","v":1\}$`,
)

type Read = Pick<Entry, 'actor' | 'at' | 'case' | 'commit' | 'prev' | 'seq' | 'type'>

function readEntry(bytes: string): Read | undefined {
  const found = form.exec(bytes)
  if (!found) return undefined
  const [, actor = '', at = '', caseId, commit = '', prev = '', seq = '', type = ''] = found
  return { actor, at, case: caseId, commit, prev, seq: Number(seq), type }
}
