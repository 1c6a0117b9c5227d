import type { ReportDetail } from '../../../../shared/contract/intake.ts'
import { count, type Saying } from '../../../../shared/kernel/show.ts'
import type { CaseFilePart, LinksPart, Statement, TimelinePart } from '../../record/members/index.ts'
import { relatedReports, reportsOfCase } from './queries.ts'

/** What happened and who knew, as the reports of a case tell it. */
export const reportsInFile: CaseFilePart = {
  tells: ({ workspace, case: { id }, say }) => {
    const reports = reportsOfCase(workspace.db, id)
    return { counts: { reports: reports.length }, statements: [...happened(reports, say), knew(reports, say)] }
  },
  weighs: ['report.severity-set', 'report.triaged', 'report.promoted', 'report.merged', 'report.declined'],
}

function happened([first, ...others]: ReportDetail[], say: Saying): Statement[] {
  if (!first) return []
  const when = first.occurredAt ? say.occurred(first.occurredAt) : `not said; reported ${say.at(first.receivedAt)}`
  const where = first.place === null ? '' : `, ${first.place}`
  const more = others.length > 0 ? ` ${count(others.length, 'more report')} merged.` : ''
  return [
    {
      question: 'happened',
      says: `${when}${where}: ${firstWords(first.narrative)}${more}`,
      proof: { label: count(others.length + 1, 'report'), tab: 'reports' },
    },
  ]
}

function knew(reports: readonly ReportDetail[], say: Saying): Statement {
  const told = reports
    .toSorted((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt))
    .map(({ reporter, receivedAt }) => `${reporter ?? 'A reporter who is not named'}, ${say.at(receivedAt)}`)
  return {
    question: 'knew',
    says:
      told.length === 0
        ? 'Nobody is on record as having known.'
        : `${told.slice(0, 3).join('; ')}${told.length > 3 ? '; and others' : ''}.`,
    open: told.length === 0,
    proof: null,
  }
}

function firstWords(narrative: string): string {
  const text = narrative.replace(/\s+/g, ' ').trim()
  const sentence = /^.{20,160}?[.!?](?=\s|$)/.exec(text)?.[0]
  if (sentence !== undefined) return `“${sentence}”`
  return text.length > 160 ? `“${Array.from(text).slice(0, 160).join('')}…”` : `“${text}”`
}

/** When what was reported happened, else when it was received. */
export const reportsHappened: TimelinePart = ({ workspace, case: { id } }) =>
  reportsOfCase(workspace.db, id).map((report) => ({
    happened: report.occurredAt ?? report.receivedAt,
    recordedAt: report.recordedAt,
    kind: 'report',
    title: `Report ${report.number}`,
    text: report.excerpt,
    who: report.reporter ?? 'not named',
    ref: report.id,
    seq: report.seq,
  }))

/** Reports that were merged into a case, and those that may be linked to it; the others are not for people outside. */
export const reportLinks: LinksPart = ({ workspace: { db }, case: { id }, outside }) => [
  ...reportsOfCase(db, id).flatMap(({ disposition, id: report, number }) =>
    disposition === 'merged'
      ? [
          {
            type: 'merged' as const,
            to: { kind: 'report' as const, id: report, number, state: disposition },
            basis: 'merged into this case',
            confidence: null,
          },
        ]
      : [],
  ),
  ...(outside ? [] : relatedReports(db, id)).map(({ id: report, number, disposition: state, why: basis }) => ({
    type: 'comparable' as const,
    to: { kind: 'report' as const, id: report, number, state },
    basis,
    confidence: null,
  })),
]
