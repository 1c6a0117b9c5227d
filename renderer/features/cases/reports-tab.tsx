import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useAskThen } from '../../session/as-of.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SeverityMark } from '../../ui/severity.tsx'
import { ExactInstant, Occurred } from '../../ui/when.tsx'
import { categoryWords, channelWords, count, plural, severityWords } from '../../ui/words.ts'
import { NotificationLine } from '../intake/index.ts'
import type { CaseDetail } from '../manifest.ts'
import styles from './cases.module.css'

/** The reports that the case rests on, in their own words. */
export function ReportsTab({ detail }: { detail: CaseDetail }): ReactElement {
  return (
    <div className="case-body" tabIndex={0} role="region" aria-label="Reports">
      {detail.reports.length === 0 && (
        <Empty says="Reports that are promoted to this case or merged into it appear here." />
      )}
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
      <Problem problem={error} title="The report could not be read" />
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
              {how === 'promoted' ? 'promoted to this case' : 'merged into this case'} · {channelWords[report.channel]}{' '}
              · {report.reporter ?? 'reporter not named'}
            </span>
          </header>
          <blockquote className="verbatim">{report.narrative}</blockquote>
          <p className={styles['card-times']}>
            <span>
              Happened <Occurred when={report.occurredAt} />
            </span>
            <span>
              Received <ExactInstant at={report.receivedAt} />
            </span>
            {report.place && <span>Where {report.place}</span>}
            {report.severityReason && (
              <span>
                {severityWords[report.severity ?? 'low']}: {report.severityReason}
              </span>
            )}
          </p>
          {duties.length > 0 && (
            <section className="duties" aria-label={`Notifications of ${report.number}`}>
              <h3>
                {count(duties.filter(({ state }) => state === 'open').length)} open of{' '}
                {plural(duties.length, 'notification')}
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
