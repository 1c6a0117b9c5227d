import type { AuditReport } from '../../../shared/contract/ledger.ts'
import { parseNote } from '../../../shared/ledger/note.ts'
import type { AnyView, Problem } from '../record/ledger/index.ts'
import type { Reader } from '../record/vault/index.ts'
import { subjectOf } from './subjects.ts'

type Affected = AuditReport['affects'][number]

/** At most this many of one kind are named; the rest are counted. */
const most = 200

/** What problems concern, as far as it follows from them: each thing once, with the first reason. */
export function affectedBy(problems: readonly Problem[], db: Reader, views: readonly AnyView[]): Affected[] {
  const found = new Map<string, Affected>()
  const left = new Map<string, number>()
  const add = (kind: Affected['kind'], name: string, why: string): void => {
    const key = `${kind} ${name}`
    if (found.has(key)) return
    const sameKind = [...found.values()].filter((one) => one.kind === kind).length
    if (sameKind < most) found.set(key, { kind, name, why })
    else left.set(kind, (left.get(kind) ?? 0) + 1)
  }
  const seqs = problems.flatMap((problem) => (breaksTree(problem) ? [firstEntryOf(problem) ?? []].flat() : []))
  const first = seqs.length === 0 ? undefined : Math.min(...seqs)
  for (const problem of problems) {
    try {
      byOne(problem, db, views, add)
    } catch {
      add('unknown', problem.where, 'What this concerns could not be read.')
    }
  }
  try {
    if (first !== undefined) headsAfter(first, db, add)
  } catch {
    add('unknown', 'heads', 'Which heads were signed over it could not be read.')
  }
  for (const [kind, n] of left) add('unknown', `${n} more`, `${n} more of the kind “${kind}” are concerned.`)
  return [...found.values()]
}

type Add = (kind: Affected['kind'], name: string, why: string) => void

function byOne(problem: Problem, db: Reader, views: readonly AnyView[], add: Add): void {
  const { code, where, message } = problem
  const seq = /^(?:entry|entries) (\d+)/.exec(where)?.[1]
  if (seq !== undefined) return byEntry(Number(seq), problem, db, views, add)
  const exhibit = /^exhibit (.+)$/.exec(where)?.[1]
  if (exhibit !== undefined) return byExhibit(exhibit, db, add)
  const table = /^table (.+?)(?:,|$)/.exec(where)?.[1]
  if (table !== undefined && code === 'TABLE_CHANGED')
    return add('table', table, 'Lists and searches that read this table may show something else than was recorded.')
  if (code === 'HEAD_CHANGED') return add('heads', where, message)
  if (code === 'TREE_CHANGED')
    return add(
      'vault',
      'proofs',
      'Proofs made from these stored hashes do not hold; the entries themselves are read apart.',
    )
  if (code === 'PAGE_CHANGED')
    return add('unknown', where, 'Which rows lie on this page cannot be told from bytes that this vault did not write.')
  if (code === 'SIGNING_KEY_CHANGED')
    return add('vault', 'packets to come', 'No packet can be signed. Packets that were built keep their signatures.')
  if (code === 'HEADER_CHANGED')
    return add(
      'vault',
      'passphrases',
      'Who can open this vault, and with which passphrase, is not what was recorded last.',
    )
  if (code === 'FOLDER_CHANGED')
    return add(
      'vault',
      where,
      'Exhibits that lie under this name cannot be read; none is kept there until it is moved away.',
    )
  if (code === 'SCHEMA_CHANGED')
    return add('unknown', where, 'What was read from the database while this was there may have been shown otherwise.')
  if (code === 'UNREADABLE') add('unknown', where, 'This was not checked to its end; what it holds is not known.')
}

function byEntry(seq: number, { code, where }: Problem, db: Reader, views: readonly AnyView[], add: Add): void {
  const headerStands = code === 'PAYLOAD_CHANGED' || code === 'PAYLOAD_MISSING'
  add(
    'entry',
    where.replace(/^entry /, ''),
    headerStands
      ? 'What it recorded is not what it commits to.'
      : unsound.has(code)
        ? 'It is as it was signed, and nobody had the right to record it so.'
        : 'Its bytes are not those that were signed.',
  )
  if (code === 'CERTIFICATE_UNSOUND')
    add(
      'vault',
      'packets',
      'Who signed packets with this certificate is not known. What they carry of the ledger keeps its own proof.',
    )
  if (where.startsWith('entries')) return
  const { kind, name, caseId, caseNumber, type } = subjectOf(seq, db)
  const says = headerStands ? '' : ', by what it says now or what was made from it'
  if (kind !== undefined && name !== undefined) add(kind, name, `Entry ${seq} is about it${says}.`)
  if (caseNumber !== undefined) add('case', caseNumber, `Entry ${seq} belongs to it${says}.`)
  const view = views.find((one) => type !== undefined && type in one.entries)
  for (const table of Object.keys(view?.tables ?? {}))
    add('table', table, `Its rows are made from entries such as entry ${seq}.`)
  if (caseId === undefined) return
  const packets = db.all<{ sequence: number; built_at: string; seq: number }>(
    'select sequence, built_at, seq from packet where case_id = ? and seq > ? order by seq',
    caseId,
    seq,
  )
  for (const packet of packets) {
    add(
      'packet',
      `${caseNumber ?? caseId}, packet ${packet.sequence}`,
      `It was built after entry ${seq}, at ${packet.built_at} (entry ${packet.seq}), and its manifest carries that entry as it was then: compare the two.`,
    )
  }
}

function byExhibit(number: string, db: Reader, add: Add): void {
  add('exhibit', number, 'Its bytes in this vault are not those that were kept.')
  const row = db.get<{ case_id: string | null; case_number: string | null; report_number: string | null; seq: number }>(
    `select coalesce(x.case_id, r.case_id) as case_id, coalesce(x.case_number, r.case_number) as case_number,
       x.report_number, x.seq
     from exhibit x left join report r on r.id = x.report_id where x.number = ?`,
    number,
  )
  if (!row) return
  if (row.report_number !== null) add('report', row.report_number, `Exhibit ${number} came with it.`)
  if (row.case_number === null) return
  add('case', row.case_number, `Exhibit ${number} belongs to it.`)
  const sql = 'select sequence, built_at from packet where case_id = ? and seq > ? order by seq'
  for (const { sequence, built_at: at } of db.all<{ sequence: number; built_at: string }>(sql, row.case_id, row.seq)) {
    add(
      'packet',
      `${row.case_number}, packet ${sequence}`,
      `It was built after ${number} was kept, at ${at}, and pins its SHA-256; where it attached the bytes, they are in it.`,
    )
  }
}

function headsAfter(first: number, db: Reader, add: Add): void {
  const sql = 'select min(size) as least, count(*) as n from head where size > ?'
  const { least, n } = db.get<{ least: number | null; n: number }>(sql, first) ?? { least: null, n: 0 }
  if (least === null) return
  const note = db.get<{ note: string }>('select note from head where size = ?', least)?.note
  const at = note === undefined ? undefined : parseNote(note)?.checkpoint.at
  const signed = at === undefined ? '' : `, the first signed at ${at}`
  add(
    'heads',
    `of ${least} entries and more`,
    `${n === 1 ? 'One signed head was' : `${n} signed heads were`} made over entry ${first}${signed}: what they were signed over is not what is there now.`,
  )
}

/** Codes of entries that are whole, and should not be there. */
const unsound = new Set<Problem['code']>(['ENTRY_UNSOUND', 'CERTIFICATE_UNSOUND', 'MEMBER_NOT_IN_FORCE'])

const breaksTree = ({ code }: Problem): boolean => code === 'ENTRY_CHANGED' || code === 'ENTRY_MISSING'

/** The first entry that a problem names: for a head of n entries the last one under it. Undefined for anything else. */
export function firstEntryOf({ where }: Pick<Problem, 'where'>): number | undefined {
  const [, kind, digits] = /^(entry|entries|payload|head) (\d+)/.exec(where) ?? []
  if (digits === undefined) return undefined
  return kind === 'head' ? Math.max(0, Number(digits) - 1) : Number(digits)
}

/** The problem that lies first in the record; among those that lie nowhere in it, the one that was found first. */
export function firstOf(problems: readonly Problem[]): number | null {
  let first: number | null = null
  let least = Number.POSITIVE_INFINITY
  for (const [i, problem] of problems.entries()) {
    const seq = firstEntryOf(problem)
    if (seq === undefined || seq >= least) continue
    first = i
    least = seq
  }
  return first ?? (problems.length === 0 ? null : 0)
}
