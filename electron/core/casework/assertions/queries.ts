import { plainWords } from '../../../../shared/kernel/normal-form.ts'
import type { Output } from '../../../../shared/contract/contract.ts'
import type { Assertion, Contradiction, DeviceClock } from '../../../../shared/contract/assertions.ts'
import { memberName, type Workspace } from '../../record/members/index.ts'
import { sha256Hex, type Reader } from '../../record/vault/index.ts'
import type { CaseFile } from '../cases/index.ts'
import { allegationsOf } from '../closure/index.ts'
import { findSubject, involvementsOfCase } from '../subjects/index.ts'
import type { Claim } from './claim.ts'
import { statementsIn } from './compound.ts'
import { questionsOf } from './rules.ts'
import {
  answerRows,
  assertionRows,
  clockRows,
  elementRows,
  linkRows,
  type AnswerRow,
  type AssertionRow,
  type ClockRow,
  type LinkRow,
} from './rows.ts'
import { correctedBy, spanOf, type Bounds } from './spans.ts'
import type { Said } from './tables.ts'

interface Withdrawal {
  withdrawnAt: string | null
  withdrawnBy: string | null
  withdrawnReason: string | null
}

export const withdrawnOf = (db: Reader, row: Withdrawal): Assertion['withdrawn'] =>
  row.withdrawnAt === null
    ? null
    : { at: row.withdrawnAt, by: memberName(db, row.withdrawnBy ?? ''), reason: row.withdrawnReason ?? '' }

const speakerOf = (db: Reader, { subject, name }: Said): Assertion['says'] => ({
  subject,
  number: subject === null ? null : findSubject(db, subject).number,
  name,
})

const utc = (ms: number): string => new Date(ms).toISOString()
const boundsOf = ({ earliest, latest }: Bounds) => ({ earliest: utc(earliest), latest: utc(latest) })

/**
 * The check of the clock by which an assertion's time was told: the one that it names, else the newest that stands of the
 * device that recorded the exhibit it was drawn from.
 */
function clockOf(row: AssertionRow, clocks: readonly ClockRow[]): ClockRow | null {
  const standing = clocks.filter(({ withdrawnAt }) => withdrawnAt === null)
  const named = row.about.clock
  if (named) return standing.find(({ id }) => id === named.id) ?? null
  if (row.source.kind !== 'exhibit') return null
  return standing.findLast(({ exhibits }) => exhibits.some(({ id }) => id === row.source.ref)) ?? null
}

function toAssertion(db: Reader, row: AssertionRow, clocks: readonly ClockRow[], links: readonly LinkRow[]): Assertion {
  const { subject, event, place, began: from, ended: until, order } = row.about
  const clock = clockOf(row, clocks)
  const shown = clock && spanOf(row.about)
  const span = shown && correctedBy(clock, shown)
  return {
    id: row.id,
    number: row.number,
    text: row.text,
    says: speakerOf(db, row.says),
    knowledge: row.knowledge,
    heardFrom: row.heardFrom && speakerOf(db, row.heardFrom),
    source: row.source,
    about: {
      subject: subject && speakerOf(db, subject),
      event,
      place,
      from,
      until,
      order,
      clock: clock?.number ?? null,
      corrected: span && { from: boundsOf(span.began), until: span.ended && boundsOf(span.ended) },
    },
    elements: row.elements,
    compound: statementsIn(row.text),
    links: links.map((link) => ({
      id: link.id,
      as: link.bearing,
      evidence: link.evidence,
      reason: link.reason,
      by: memberName(db, link.linkedBy),
      at: link.linkedAt,
      seq: link.seq,
    })),
    splitFrom: row.splitFrom?.number ?? null,
    madeAt: row.madeAt,
    madeBy: memberName(db, row.madeBy),
    withdrawn: withdrawnOf(db, row),
    seq: row.seq,
  }
}

/** What is asserted in a case, in the order in which it was recorded; withdrawn assertions among it. */
export function assertionsOf(db: Reader, caseId: string): Assertion[] {
  const clocks = clockRows(db, caseId)
  const standing = linkRows(db, caseId).filter(({ withdrawnAt }) => withdrawnAt === null)
  const links = Map.groupBy(standing, ({ assertionId }) => assertionId)
  return assertionRows(db, caseId).map((row) => toAssertion(db, row, clocks, links.get(row.id) ?? []))
}

type Matrix = Omit<Output<'assertion.matrix'>, 'stood'>

const placedOf = ({ id, number, text, says, knowledge, links }: Assertion): Matrix['unplaced'][number] => ({
  id,
  number,
  text,
  says: says.name,
  knowledge,
  supports: links.filter(({ as }) => as === 'supports').length,
  contradicts: links.filter(({ as }) => as === 'contradicts').length,
  open: links.filter(({ as }) => as === 'open').length,
})

/** The allegations of a case, their elements, and what is asserted under each. */
export function matrixOf(workspace: Workspace, file: Pick<CaseFile, 'id'>): Matrix {
  const { db } = workspace
  const standing = assertionsOf(db, file.id).filter(({ withdrawn }) => withdrawn === null)
  const elements = elementRows(db, file.id).filter(({ withdrawnAt }) => withdrawnAt === null)
  const allegations = allegationsOf(workspace, file)
    .filter(({ withdrawn }) => withdrawn === null)
    .map(({ id, number, text, standard, finding }) => ({
      id,
      number,
      text,
      standard,
      finding: finding?.finding ?? null,
      elements: elements
        .filter(({ allegationId }) => allegationId === id)
        .map((element) => ({
          id: element.id,
          number: element.number,
          text: element.text,
          assertions: standing.filter((one) => one.elements.some((of) => of.id === element.id)).map(placedOf),
        })),
    }))
  const shown = new Set(allegations.flatMap((one) => one.elements.map(({ id }) => id)))
  return {
    allegations,
    unplaced: standing.filter((one) => !one.elements.some(({ id }) => shown.has(id))).map(placedOf),
    empty: allegations.flatMap((one) =>
      one.elements.flatMap(({ number, assertions }) => (assertions.length === 0 ? [number] : [])),
    ),
    bare: standing.filter(({ links }) => links.length === 0).map(({ number }) => number),
  }
}

/** The clocks that were checked in a case. */
export const clocksOf = (db: Reader, caseId: string): DeviceClock[] =>
  clockRows(db, caseId).map(({ caseId: _, serial: __, withdrawnAt, withdrawnBy, withdrawnReason, ...row }) => ({
    ...row,
    recordedBy: memberName(db, row.recordedBy),
    withdrawn: withdrawnOf(db, { withdrawnAt, withdrawnBy, withdrawnReason }),
  }))

/** The contradictions that the rules see in a case, each with the newest answer to it. */
export function contradictionsOf(db: Reader, caseId: string): Contradiction[] {
  const clocks = clockRows(db, caseId)
  const rows = assertionRows(db, caseId).filter(({ withdrawnAt }) => withdrawnAt === null)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const answers = answerRows(db, caseId)
  const rootOf = rootsOf(db, caseId)
  return questionsOf(rows.map((row) => claimOf(row, clocks, rootOf))).map(({ rule, question, between }) => {
    const key = keyOf(rule, between)
    const answer = answers.get(key)
    return {
      key,
      rule,
      question,
      between: between.flatMap((id) => {
        const row = byId.get(id)
        return row ? [{ id, number: row.number, text: row.text, says: row.says.name, source: row.source }] : []
      }),
      state: answer?.answer ?? 'unanswered',
      answer: answer ? answerOf(db, answer) : null,
    }
  })
}

/** The same for the same assertions under the same rule, whatever else is recorded. */
const keyOf = (rule: string, between: readonly string[]): string =>
  `Q-${sha256Hex([rule, ...between.toSorted()].join('\n')).slice(0, 8)}`

const answerOf = (db: Reader, row: AnswerRow): NonNullable<Contradiction['answer']> => ({
  reason: row.reason,
  proof: row.proof,
  by: memberName(db, row.answeredBy),
  at: row.answeredAt,
  seq: row.seq,
})

/**
 * Whom an assertion is about, as the rules tell people apart: the subject that its subject was merged into; by a name alone,
 * the one subject of the case that has it now.
 */
function rootsOf(db: Reader, caseId: string): (said: Said) => string {
  const roots = new Map<string, string>()
  const rootOf = (id: string): string => {
    const root = roots.get(id) ?? findSubject(db, id).root
    roots.set(id, root)
    return root
  }
  const named = Map.groupBy(
    involvementsOfCase(db, caseId).filter(({ withdrawn }) => withdrawn === null),
    ({ subject, under }) => plainWords((under ?? subject).name),
  )
  return ({ subject, name }) => {
    if (subject !== null) return rootOf(subject)
    const [only, ...more] = new Set((named.get(plainWords(name)) ?? []).map((one) => rootOf(one.subject.id)))
    return only !== undefined && more.length === 0 ? only : `name ${plainWords(name)}`
  }
}

function claimOf(row: AssertionRow, clocks: readonly ClockRow[], rootOf: (said: Said) => string): Claim {
  const { subject, event, place, began, ended, order } = row.about
  return {
    id: row.id,
    number: row.number,
    who: subject && { id: rootOf(subject), name: subject.name },
    event,
    place,
    began,
    ended,
    order,
    clock: clockOf(row, clocks),
  }
}
