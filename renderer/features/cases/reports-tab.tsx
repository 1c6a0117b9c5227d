import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useAskThen } from '../../session/as-of.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SeverityMark } from '../../ui/severity.tsx'
import { ExactInstant, Occurred } from '../../ui/when.tsx'
import { categoryWords, channelWords, count, severityWords } from '../../ui/words.ts'
import { NotificationLine } from '../intake/index.ts'
import type { CaseDetail } from '../manifest.ts'
import { words } from './catalogue.ts'
import styles from './cases.module.css'

/** The reports that the case rests on, in their own words. */
export function ReportsTab({ detail }: { detail: CaseDetail }): ReactElement {
  return (
    <div className="case-body" tabIndex={0} role="region" aria-label={words.reports}>
      {detail.reports.length === 0 && <Empty says={words.reportsThatArePromotedToThis} />}
      {detail.reports.map(({ id, how, duties }) => (
        <ReportCard key={id} id={id} how={how} duties={duties} />
      ))}
    </div>
  )
}

function ReportCard({ id, how, duties }: Pick<CaseDetail['reports'][number], 'id' | 'how' | 'duties'>): ReactElement {
  const { data: report, error } = useAskThen('report.get', { report: id })
  return (
    <article className="card">
      <Problem problem={error} title={words.theReportCouldNotBeRead} />
      {report && (
        <>
          <header>
            <h2>
              <Link to="/queue" search={{ report: report.number }}>
                {report.number} {categoryWords[report.category]}
              </Link>
            </h2>
            <SeverityMark level={report.severity} />
            <span className="quiet">
              {how === 'promoted' ? words.promotedToThisCase : words.mergedIntoThisCase} ·{' '}
              {channelWords[report.channel]} · {report.reporter ?? words.reporterNotNamed}
            </span>
          </header>
          <blockquote className="verbatim">{report.narrative}</blockquote>
          <p className={styles['card-times']}>
            <span>
              {words.happened} <Occurred when={report.occurredAt} />
            </span>
            <span>
              {words.received} <ExactInstant at={report.receivedAt} />
            </span>
            {report.place && <span>{words.wherePlace(report.place)}</span>}
            {report.severityReason && (
              <span>
                {severityWords[report.severity ?? 'low']}: {report.severityReason}
              </span>
            )}
          </p>
          {duties.length > 0 && (
            <section className="duties" aria-label={words.notificationsOf(report.number)}>
              <h3>
                {words.openOf(count(duties.filter(({ state }) => state === 'open').length))}{' '}
                {words.notifications(duties.length)}
              </h3>
              <ul>
                {duties.map((duty) => (
                  <li key={duty.id} className={duty.state}>
                    <NotificationLine duty={duty} />
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </article>
  )
}
