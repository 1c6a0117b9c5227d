import { change, ddl, type From, type Given } from '../../record/vault/index.ts'
import { eq, inArray, or } from 'drizzle-orm'
import { count } from '../../../../shared/kernel/show.ts'
import { defineView, type Forget } from '../../record/ledger/index.ts'
import { reports } from '../../intake/reports/index.ts'
import { custodyBefore, exhibitEntries, plainStep } from './entries.ts'
import { stepInWords, stepSets } from './step.ts'
import { custodyEvents, exhibits, markActs } from './tables.ts'

/** Takes a case's register, and those of its reports, away when its record was destroyed. */
export const forgetExhibits: Forget = (db, _, { case: { id: caseId } }) => {
  db.run(dropMarks, { caseId })
  db.run(dropCustody, { caseId })
  db.run(dropExhibits, { caseId })
}

type OfCase = Given<{ caseId: string }>

const ofCase = (from: Pick<From, 'select'>, { caseId }: OfCase) =>
  or(
    eq(exhibits.caseId, caseId),
    inArray(exhibits.reportId, from.select({ id: reports.id }).from(reports).where(eq(reports.caseId, caseId))),
  )
const dropCustody = change((to, given: OfCase) =>
  to
    .delete(custodyEvents)
    .where(inArray(custodyEvents.exhibitId, to.select({ id: exhibits.id }).from(exhibits).where(ofCase(to, given)))),
)
const dropMarks = change((to, given: OfCase) =>
  to
    .delete(markActs)
    .where(inArray(markActs.exhibitId, to.select({ id: exhibits.id }).from(exhibits).where(ofCase(to, given)))),
)
const dropExhibits = change((to, given: OfCase) => to.delete(exhibits).where(ofCase(to, given)))

interface Said {
  comment: string | null
  labels: string[]
  why: string | null
}

/** What a mark says, as a history tells it. */
const saidBy = ({ comment, labels, why }: Said): { field: string; to: string | null }[] => [
  { field: 'comment', to: comment },
  { field: 'labels', to: labels.length === 0 ? null : labels.join(', ') },
  { field: 'why it matters', to: why },
]

export const exhibitsView = defineView({
  name: 'exhibits',
  revision: 7,
  entries: exhibitEntries,
  earlier: { 'custody.recorded': [custodyBefore] },
  tables: { exhibit: ddl(exhibits), custody_event: ddl(custodyEvents), mark_act: ddl(markActs) },
  project: {
    'exhibit.added': (db, { seq, at, actor, case: caseId = '', subject: id }, added) => {
      const { report, caseNumber = '', kind = 'original', derivedFrom, ...exhibit } = added
      db.insert(exhibits, {
        ...exhibit,
        id,
        // Of a case or of a report: a report's exhibits are found in its case through the report.
        ...(report ? { reportId: report.id, reportNumber: report.number } : { caseId, caseNumber }),
        kind,
        derivedFrom: derivedFrom?.exhibit,
        derivedNumber: derivedFrom?.number,
        derivedHow: derivedFrom?.how,
        recordedAt: at,
        recordedBy: actor,
        seq,
      })
      const { collectedBy, collectedAt, place, method, sha256 } = added
      db.insert(custodyEvents, {
        seq,
        exhibitId: id,
        action: 'collect',
        toCustodian: collectedBy,
        custodyAt: collectedAt,
        recordedAt: at,
        recordedBy: actor,
        place,
        method,
        sha256,
        ...plainStep,
      })
    },
    'custody.recorded': (db, { seq, at, actor, subject }, { v: _v, number: _number, from, to, ...event }) =>
      db.insert(custodyEvents, {
        ...event,
        seq,
        exhibitId: subject,
        fromCustodian: from,
        toCustodian: to,
        recordedAt: at,
        recordedBy: actor,
      }),
    'exhibits.verified': (db, { at, seq }, { verified, failed }) => {
      for (const { id } of verified) db.update(exhibits, { id }, { verifiedAt: at, failedAt: null })
      for (const { id } of failed) db.update(exhibits, { id }, { failedAt: at, failedSeq: seq })
    },
    'mark.made': (db, { seq, at: recordedAt, actor: recordedBy, subject: exhibitId }, { mark: id, ...said }) =>
      db.insert(markActs, { ...said, seq, id, act: 'made', exhibitId, recordedAt, recordedBy }),
    'mark.changed': (db, { seq, at: recordedAt, actor: recordedBy, subject: exhibitId }, { mark: id, ...said }) =>
      db.insert(markActs, { ...said, seq, id, act: 'changed', exhibitId, recordedAt, recordedBy }),
    'mark.withdrawn': (db, { seq, at: recordedAt, actor: recordedBy, subject: exhibitId }, { mark: id, number }) =>
      db.insert(markActs, { seq, id, act: 'withdrawn', exhibitId, number, recordedAt, recordedBy }),
  },
  changes: {
    'exhibit.added': ({ collectedBy, place }) => [
      { field: 'custodian', to: collectedBy },
      ...(place === null ? [] : [{ field: 'place', to: place }]),
    ],
    'custody.recorded': stepSets,
    'exhibits.verified': ({ verified, failed }) => [
      ...verified.map(({ id, number }) => ({ of: id, field: `verification of ${number}`, to: 'matches' })),
      ...failed.map(({ id, number, problem }) => ({ of: id, field: `verification of ${number}`, to: problem })),
    ],
    'mark.made': (mark) => saidBy(mark),
    'mark.changed': (mark) => saidBy(mark),
    'mark.withdrawn': () => [{ field: 'mark', to: null }],
  },
  summarise: {
    'exhibit.added': ({ number, fileName, derivedFrom }) =>
      `Exhibit ${number} kept: ${fileName}${derivedFrom ? `, from ${derivedFrom.number} (${derivedFrom.how})` : ''}`,
    'custody.recorded': stepInWords,
    'exhibits.verified': ({ verified, failed }) =>
      failed.length === 0
        ? `${count(verified.length, 'exhibit')} read back and verified`
        : `${failed.map(({ number }) => number).join(', ')} failed verification`,
    'mark.made': ({ number, at }) => `Mark ${number} made${at === null ? '' : ` at ${at}`}`,
    'mark.changed': ({ number }) => `Mark ${number} changed`,
    'mark.withdrawn': ({ number, reason }) => `Mark ${number} withdrawn: ${reason}`,
  },
})
