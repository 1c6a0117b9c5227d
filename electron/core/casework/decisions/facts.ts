import type { Checked } from '../../../../shared/contract/contract.ts'
import type { DecisionFact } from '../../../../shared/contract/decisions.ts'
import { plainTextOf } from '../../../../shared/contract/rich-text.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { CaseFile } from '../cases/index.ts'
import { findExhibit, newestEntryOf } from '../exhibits/index.ts'
import { findReport } from '../../intake/reports/index.ts'
import { oneEntry, type Ledger } from '../../record/ledger/index.ts'
import { notesOfCase, revisionsOf } from '../notebook/index.ts'
import { findTask } from '../tasks/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { findDecisionRow, revisionRows } from './rows.ts'
import type { Pinned } from './tables.ts'

type Asked = Checked<'decision.submit'>['facts'][number]

/** Names the records that are relied on by the newest entry about each. Fails with NOT_FOUND for one of another case. */
export function pinFacts(db: Reader, file: CaseFile, asked: readonly Asked[]): Pinned[] {
  const pinned = asked.map((fact) => {
    const { ref, label } = recordOf(db, file, fact)
    const newest = newestAbout(db, file.id, { kind: fact.kind, ref })
    if (!newest) throw notOfCase(fact, file)
    return { kind: fact.kind, ref, label, ...newest }
  })
  return pinned.filter(({ ref }, place) => pinned.findIndex((one) => one.ref === ref) === place)
}

function recordOf(db: Reader, file: CaseFile, fact: Asked): { ref: string; label: string } {
  switch (fact.kind) {
    case 'report': {
      const { id, number, caseId } = findReport(db, fact.ref)
      if (caseId !== file.id) throw notOfCase(fact, file)
      return { ref: id, label: number }
    }
    case 'exhibit': {
      const { id, number } = findExhibit(db, fact.ref, file)
      return { ref: id, label: number }
    }
    case 'note': {
      const notes = notesOfCase(db, file.id)
      const [, home = file.number, serial = 0] = /^(?:(\d{4}-\d{3,9})-)?N-?0*(\d{1,6})$/i.exec(fact.ref) ?? []
      const numbered = home === file.number ? notes[Number(serial) - 1] : undefined
      const note = notes.find(({ id, title }) => id === fact.ref || title === fact.ref) ?? numbered
      if (!note) throw notOfCase(fact, file)
      return { ref: note.id, label: `“${note.title}”, revision ${note.revision}` }
    }
    case 'task': {
      const { id, number } = findTask(db, fact.ref, file)
      return { ref: id, label: number }
    }
    case 'decision':
  }
  const { id, number } = findDecisionRow(db, file, fact.ref)
  return { ref: id, label: number }
}

const notOfCase = ({ kind, ref }: Asked, { number }: CaseFile): HoldfastError =>
  new HoldfastError(
    'NOT_FOUND',
    `Case ${number} has no ${kind} “${ref}”.`,
    'Name a record of the case by its number, a note by its number or title.',
  )

/** The newest entry about a record of a case. An exhibit may be older than the case: it came with a report. */
function newestAbout(
  db: Reader,
  caseId: string,
  { kind, ref }: Pick<Pinned, 'kind' | 'ref'>,
): { seq: number; hash: string } | undefined {
  const inCase = db.get<{ seq: number }>(
    `select seq from entry where case_id = ? and subject = ? order by seq desc limit 1`,
    caseId,
    ref,
  )
  const ofExhibit = kind === 'exhibit' ? newestEntryOf(db, ref) : undefined
  const seq = Math.max(inCase?.seq ?? -1, ofExhibit ?? -1)
  const stored = oneEntry(db, seq)
  return stored && { seq: stored.entry.seq, hash: stored.hash }
}

/** A fact with what it says, and whether something was recorded about it after it was relied on. */
export function readFact(db: Reader, ledger: Ledger, caseId: string, pinned: Pinned): DecisionFact {
  const fact = { ...pinned, excerpt: excerptOf(db, pinned) }
  const newest = newestAbout(db, caseId, fact)
  const stored = newest && newest.seq > fact.seq ? oneEntry(db, newest.seq) : undefined
  if (!stored) return { ...fact, changed: null }
  const { entry, body } = stored
  const summary = body === null ? 'Content destroyed under an order' : ledger.describe(entry, body)
  return { ...fact, changed: { seq: entry.seq, at: entry.at, summary } }
}

function excerptOf(db: Reader, { kind, ref, seq }: Pinned): string {
  switch (kind) {
    case 'report':
      return findReport(db, ref).excerpt
    case 'exhibit': {
      const { fileName, description } = findExhibit(db, ref)
      return description === null ? fileName : `${fileName}: ${description}`
    }
    case 'note': {
      // The fact may be pinned to the note’s seal or an addition: what it said then is the revision before.
      const revision = revisionsOf(db, ref).findLast((one) => one.seq <= seq)
      return revision ? beginningOf(plainTextOf(revision.body)) : ''
    }
    case 'task': {
      const { title, results, result } = findTask(db, ref)
      const came = [...results.flatMap(({ value }) => value ?? []), ...(result === null ? [] : [result])]
      return beginningOf([title, ...came].join('. '))
    }
    case 'decision':
  }
  const revision = revisionRows(db, ref).findLast((one) => one.seq <= seq)
  return revision ? `${revision.question} ${revision.choice}` : ''
}

const beginningOf = (text: string): string => {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > 240 ? `${words.slice(0, 240).toWellFormed()}…` : words
}
