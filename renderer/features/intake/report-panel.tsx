import { clsx } from 'clsx'
import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { memo, useRef, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../session/client.ts'
import { useKept } from '../../session/kept.ts'
import { useAskThen } from '../../session/as-of.tsx'
import { Act } from '../../session/may.tsx'
import { Loading } from '../../ui/empty.tsx'
import { useNow } from '../../ui/now.ts'
import { Fact, Facts, Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SeverityMark } from '../../ui/severity.tsx'
import { At, ExactInstant, Occurred } from '../../ui/when.tsx'
import { categoryWords, channelWords, dispositionWords } from '../../ui/words.ts'
import { Handling } from '../handling/index.ts'
import { ReportExhibits } from '../exhibits/index.ts'
import { ReportSubjects, SeenInReport, useSeenInReport } from '../subjects/index.ts'
import { DeclineForm } from './decline-form.tsx'
import { MergeForm } from './merge-form.tsx'
import { PromoteForm } from './promote-form.tsx'
import { SeverityForm } from './severity-form.tsx'
import { AssignForm } from './triage/assign-form.tsx'
import { NotificationsSection } from './triage/notifications-section.tsx'
import { GradeSection, gradeKey } from './triage/grade-section.tsx'
import { draftOf, type GradeDraft } from './triage/grade-draft.ts'
import { Quotable, type QuotableHandle, type Quote } from './triage/quotable.tsx'
import { SnoozeForm } from './triage/snooze-form.tsx'
import { words } from './catalogue.ts'
import styles from './intake.module.css'

/** What is being asked about the selected report. */
export type Asking = 'promote' | 'merge' | 'decline' | 'severity' | 'assign' | 'snooze' | null

type Report = Output<'report.get'>
type SeenReport = Output<'subject.seen'>['reports'][number]

interface ReportPanelProps {
  report: string
  asking: Asking
  /** The list beside it does not have it: it is read, and nothing is done to it. */
  out: boolean
  onAsk: (asking: Asking) => void
}

/** The report that is being read: its own words first, then what is known, then what can be done. */
export const ReportPanel = memo(({ report: number, asking, out, onAsk }: ReportPanelProps): ReactElement => {
  const answer = useAskThen('report.get', { report: number })
  const report = answer.data
  const grading = useAsk('report.grading', { report: number })
  const suggested = useSeenInReport(number).seen?.reports.find(({ caseNumber }) => caseNumber !== null)
  const done = (): void => onAsk(null)
  const open = report?.disposition === 'open'
  if (report && asking === 'severity') return <SeverityForm report={report} onDone={done} />
  if (report && open && asking === 'promote') return <PromoteForm report={report} onDone={done} />
  if (report && open && asking === 'merge') return <MergeForm report={report} onDone={done} suggested={suggested} />
  if (report && open && asking === 'decline') return <DeclineForm report={report} onDone={done} />
  if (report && open && asking === 'assign') return <AssignForm report={report} onDone={done} />
  if (report && open && asking === 'snooze') return <SnoozeForm report={report} onDone={done} />
  return (
    <Panel
      title={report ? categoryWords[report.category] : number}
      kicker={
        report &&
        words.recordedBy({
          number: report.number,
          channel: channelWords[report.channel],
          recordedBy: report.recordedBy,
        })
      }
    >
      <Problem problem={answer.error} title={words.theReportCouldNotBeRead} onRetry={() => void answer.refetch()} />
      {!report && !answer.error && <Loading what={words.theReport} />}
      {report && out && (
        <p role="status" className={styles['out-of-list']}>
          {words.isNotInTheListAny({ number: report.number, part: <b>j</b> })}
        </p>
      )}
      <Problem problem={grading.error} title={words.itsTriageCouldNotBeRead} onRetry={() => void grading.refetch()} />
      {report && grading.data && (
        <ReportBody report={report} grading={grading.data} suggested={suggested} onAsk={onAsk} />
      )}
    </Panel>
  )
})

interface ReportBodyProps {
  report: Report
  grading: Output<'report.grading'>
  /** An earlier report that went into a case. */
  suggested: SeenReport | undefined
  onAsk: (asking: Asking) => void
}

function ReportBody({ report, grading, suggested, onAsk }: ReportBodyProps): ReactElement {
  const place = report.placeDetail
  const narrative = useRef<QuotableHandle>(null)
  const [kept] = useKept<GradeDraft | null>(gradeKey(report.id), null)
  const cited = Object.values((kept ?? draftOf(grading)).given)
    .flatMap(({ cites }) => cites)
    .flatMap((cite) => (cite.kind === 'quote' && cite.from !== undefined ? [{ ...cite, from: cite.from }] : []))
  const open = report.disposition === 'open'
  return (
    <>
      {report.immediateDanger && <p className="late">{words.immediateDangerWasReported}</p>}
      <Quotable label={words.narrative} text={report.narrative} cited={cited} handle={narrative} />
      {!open && <Decision report={report} />}
      {open && <GradeSection report={report} grading={grading} narrative={narrative} />}
      <NotificationsSection duties={grading.duties} />
      <SeenInReport report={report.number} />
      <ReportSubjects report={report} />
      {open && <Holder report={report} onAsk={onAsk} />}
      {open && <Ways suggested={suggested} onAsk={onAsk} />}
      <ReportExhibits report={report.number} />
      <Handling record={report.id} of={report.number} />
      <hr />
      <Facts>
        <Fact term={words.severity}>
          <SeverityMark level={report.severity} />
          {report.severityReason && <small>{report.severityReason}</small>}
          {!open && (
            <Act needs="report.triage" variant="subtle" className="outdent" onClick={() => onAsk('severity')}>
              {words.setSeverity2}
            </Act>
          )}
        </Fact>
        <Fact term={words.reporter}>
          {report.reporter ?? words.notNamed}
          {report.reporterContact && <small>{report.reporterContact}</small>}
        </Fact>
        <Fact term={words.happened}>
          <Occurred when={report.occurredAt} />
        </Fact>
        <Fact term={words.where}>
          {report.place === null ? (
            <span className="quiet">{words.notSaid}</span>
          ) : (
            <Answer field="place" label={words.where} text={report.place} {...(open ? { cited } : {})} />
          )}
          {place?.latitude !== undefined && place.longitude !== undefined && (
            <small>
              {place.latitude}, {place.longitude}
            </small>
          )}
        </Fact>
        <Fact term={words.received}>
          <ExactInstant at={report.receivedAt} />
        </Fact>
        <Fact term={words.recorded}>
          <ExactInstant at={report.recordedAt} />
        </Fact>
        {report.externalId !== null && <Fact term={words.sendersNo}>{report.externalId}</Fact>}
        {Object.entries(report.fields).map(([name, text]) => (
          <Fact key={name} term={name}>
            <Answer field={name} label={name} text={text} {...(open ? { cited } : {})} />
          </Fact>
        ))}
        {report.form && (
          <Fact term={words.form}>
            {report.form.key},{' '}
            {report.form.version === 0 ? words.asSupplied : words.versionVersion(report.form.version)}
          </Fact>
        )}
        {report.source !== null && (
          <Fact term={words.importedFrom}>
            {report.source.fileName}
            {report.source.problems.map((problem) => (
              <small key={problem}>{problem}</small>
            ))}
          </Fact>
        )}
        <Fact term={words.ledger}>
          <Link to="/ledger" search={{ seq: report.seq }}>
            {words.entrySeq(report.seq)}
          </Link>
        </Fact>
      </Facts>
    </>
  )
}

interface AnswerProps {
  field: string
  label: string
  text: string
  /** While the report can be graded: what of it was cited. */
  cited?: readonly Quote[]
}

/** What a field holds; while the report can be graded its words can be cited. */
const Answer = ({ field, label, text, cited }: AnswerProps): ReactElement =>
  cited ? <Quotable field={field} label={label} text={text} cited={cited} /> : <>{text}</>

/** Who has the report, and until when it is put aside. */
function Holder({ report, onAsk }: { report: Report; onAsk: (asking: Asking) => void }): ReactElement {
  const now = useNow()
  const aside = report.snoozedUntil !== null && Date.parse(report.snoozedUntil) > now
  return (
    <section aria-labelledby="holder-heading">
      <h3 id="holder-heading">{words.forTriageBy}</h3>
      <p>
        {report.assignee ?? words.nobodyYet}
        {aside && report.snoozedUntil !== null && (
          <>
            {words.snoozedUntil} <At at={report.snoozedUntil} full />
          </>
        )}
        <Act needs="report.triage" variant="subtle" onClick={() => onAsk('assign')}>
          {words.assign}
        </Act>
        <Act needs="report.triage" variant="subtle" onClick={() => onAsk('snooze')}>
          {words.snooze}
        </Act>
      </p>
    </section>
  )
}

/** The three ways that a report can go. */
function Ways({ suggested, onAsk }: Pick<ReportBodyProps, 'suggested' | 'onAsk'>): ReactElement {
  return (
    <div className={clsx('actions', styles.ways)}>
      <Act needs="report.triage" variant="filled" onClick={() => onAsk('promote')}>
        {words.promoteToCase}
      </Act>
      <Act needs="report.triage" onClick={() => onAsk('merge')}>
        {words.mergeInto(suggested?.caseNumber ?? words.case2)}
      </Act>
      <Act needs="report.triage" onClick={() => onAsk('decline')}>
        {words.declineReport}
      </Act>
    </div>
  )
}

/** What was decided about the report. */
function Decision({ report }: { report: Report }): ReactElement {
  const navigate = useNavigate()
  const caseRef = report.caseNumber
  return (
    <div className={styles.rating}>
      <p>
        <b>{dispositionWords[report.disposition]}</b>
        {report.caseNumber && ` ${report.disposition === 'promoted' ? words.to : words.into} ${report.caseNumber}`}
        {report.dispositionAt && (
          <>
            , <At at={report.dispositionAt} full />
          </>
        )}
      </p>
      {report.dispositionReason && <p className="quiet">{report.dispositionReason}</p>}
      {caseRef !== null && (
        <Button variant="filled" onClick={() => void navigate({ to: '/cases/$caseRef', params: { caseRef } })}>
          {words.openCase}
        </Button>
      )}
    </div>
  )
}
