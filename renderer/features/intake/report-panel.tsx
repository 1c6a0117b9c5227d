import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { memo, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../app/client.ts'
import { Act } from '../../app/may.tsx'
import { Loading } from '../../ui/empty.tsx'
import { Fact, Facts, Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SeverityMark } from '../../ui/severity.tsx'
import { At, ExactInstant, Occurred } from '../../ui/when.tsx'
import { categoryWords, channelWords, dispositionWords } from '../../ui/words.ts'
import { ReportExhibits } from '../exhibits/report-exhibits.tsx'
import { DeclineForm } from './decline-form.tsx'
import { MergeForm } from './merge-form.tsx'
import { PromoteForm } from './promote-form.tsx'
import { SeverityForm } from './severity-form.tsx'

/** What is being asked about the selected report. */
export type Asking = 'promote' | 'merge' | 'decline' | 'severity' | null

type Report = Output<'report.get'>

interface ReportPanelProps {
  report: string
  asking: Asking
  onAsk: (asking: Asking) => void
}

/** The report that is being read: its own words first, then what is known, then what can be done. */
export const ReportPanel = memo(({ report: number, asking, onAsk }: ReportPanelProps): ReactElement => {
  const answer = useAsk('report.get', { report: number })
  const report = answer.data
  const done = (): void => onAsk(null)
  const open = report?.disposition === 'open'
  if (report && asking === 'severity') return <SeverityForm report={report} onDone={done} />
  if (report && open && asking === 'promote') return <PromoteForm report={report} onDone={done} />
  if (report && open && asking === 'merge') return <MergeForm report={report} onDone={done} />
  if (report && open && asking === 'decline') return <DeclineForm report={report} onDone={done} />
  return (
    <Panel
      title={report ? categoryWords[report.category] : number}
      kicker={report && `${report.number} · ${channelWords[report.channel]} · recorded by ${report.recordedBy}`}
    >
      <Problem problem={answer.error} title="The report could not be read" onRetry={() => void answer.refetch()} />
      {!report && !answer.error && <Loading what="the report" />}
      {report && <ReportBody report={report} onAsk={onAsk} />}
    </Panel>
  )
})

function ReportBody({ report, onAsk }: { report: Report; onAsk: (asking: Asking) => void }): ReactElement {
  const place = report.placeDetail
  return (
    <>
      {report.immediateDanger && <p className="late">Immediate danger was reported.</p>}
      <blockquote className="verbatim" tabIndex={0} role="region" aria-label="Narrative">
        {report.narrative}
      </blockquote>
      <Decision report={report} onAsk={onAsk} />
      <ReportExhibits report={report.number} />
      <hr />
      <Facts>
        <Fact term="Severity">
          <SeverityMark level={report.severity} />
          {report.severityReason && <small>{report.severityReason}</small>}
          <Act needs="report.triage" variant="subtle" className="outdent" onClick={() => onAsk('severity')}>
            Set severity
          </Act>
        </Fact>
        <Fact term="Reporter">
          {report.reporter ?? 'not named'}
          {report.reporterContact && <small>{report.reporterContact}</small>}
        </Fact>
        <Fact term="Happened">
          <Occurred when={report.occurredAt} />
        </Fact>
        <Fact term="Where">
          {report.place ?? <span className="quiet">not said</span>}
          {place?.latitude !== undefined && place.longitude !== undefined && (
            <small>
              {place.latitude}, {place.longitude}
            </small>
          )}
        </Fact>
        <Fact term="Received">
          <ExactInstant at={report.receivedAt} />
        </Fact>
        <Fact term="Recorded">
          <ExactInstant at={report.recordedAt} />
        </Fact>
        {report.externalId !== null && <Fact term="Sender’s no.">{report.externalId}</Fact>}
        {Object.entries(report.fields).map(([name, text]) => (
          <Fact key={name} term={name}>
            {text}
          </Fact>
        ))}
        {report.form && (
          <Fact term="Form">
            {report.form.key}, {report.form.version === 0 ? 'as it came' : `version ${report.form.version}`}
          </Fact>
        )}
        <Fact term="Ledger">
          <Link to="/ledger" search={{ seq: report.seq }}>
            Entry {report.seq}
          </Link>
        </Fact>
      </Facts>
    </>
  )
}

/** What was decided about the report; while nothing was, the three ways it can go. */
function Decision({ report, onAsk }: { report: Report; onAsk: (asking: Asking) => void }): ReactElement {
  const navigate = useNavigate()
  const caseRef = report.caseNumber
  if (report.disposition === 'open') {
    return (
      <div className="actions">
        <Act needs="report.triage" variant="filled" onClick={() => onAsk('promote')}>
          Promote to case
        </Act>
        <Act needs="report.triage" onClick={() => onAsk('merge')}>
          Merge into case
        </Act>
        <Act needs="report.triage" onClick={() => onAsk('decline')}>
          Decline report
        </Act>
      </div>
    )
  }
  return (
    <div className="decision">
      <p>
        <b>{dispositionWords[report.disposition]}</b>
        {report.caseNumber && ` ${report.disposition === 'promoted' ? 'to' : 'into'} ${report.caseNumber}`}
        {report.dispositionAt && (
          <>
            , <At at={report.dispositionAt} full />
          </>
        )}
      </p>
      {report.dispositionReason && <p className="quiet">{report.dispositionReason}</p>}
      {caseRef !== null && (
        <Button variant="filled" onClick={() => void navigate({ to: '/cases/$caseRef', params: { caseRef } })}>
          Open case
        </Button>
      )}
    </div>
  )
}
