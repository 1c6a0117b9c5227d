import { clsx } from 'clsx'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { plainly, told } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import { count, plural } from '../../ui/words.ts'
import { AuditSteps } from './audit-steps.tsx'
import { SaveAudit } from './save-audit.tsx'
import { secondsOf } from './seconds.ts'
import styles from './ledger.module.css'

type Report = Output<'ledger.audit'>

interface PartProps {
  report: Report
  onEntry: (seq: number) => void
}

/** How many lines a list on the screen has; a vault may have a problem in every entry. */
const most = 300

/** What an audit checked and found: the verdict and the first bad thing, what that concerns, what stands, and all steps. */
export function AuditResult({ report, onEntry }: PartProps): ReactElement {
  const { ok, scope, problems, first } = report
  const worst = first === null ? undefined : problems[first]
  if (ok && scope === 'new')
    return (
      <p className="quiet">
        <Ran report={report} /> Nothing of it was changed.
      </p>
    )
  return (
    <div
      className={ok ? clsx('good-news', styles.audit) : clsx('problem', styles.audit)}
      role={ok ? 'status' : 'alert'}
    >
      <b>{ok ? 'The vault is as it was signed' : `${plural(problems.length, 'problem')} found`}</b>
      {worst && (
        <p className={styles['audit-first']}>
          The first in the record: <Where where={worst.where} onEntry={onEntry} />: {told(worst.message)}
        </p>
      )}
      <p>
        <Ran report={report} />
        {report.recorded !== null && ` On record as entry ${report.recorded}.`}
      </p>
      {!ok && (
        <p className="next">
          Write nothing more into this vault. Keep a copy of its folder as it is, and compare it with your last backup.
        </p>
      )}
      <Affected report={report} onEntry={onEntry} />
      {!ok && report.stands.length > 0 && (
        <section>
          <h3 className="section-title">What still stands</h3>
          <ul>
            {report.stands.map((sentence) => (
              <li key={sentence}>{told(sentence)}</li>
            ))}
          </ul>
        </section>
      )}
      {problems.length > 0 && (
        <details>
          <summary>{problems.length === 1 ? 'The problem in full' : `All ${problems.length} problems`}</summary>
          <ul>
            {problems.slice(0, most).map(({ code, where, message }) => (
              <li key={`${code} ${where} ${message}`}>
                <Where where={where} onEntry={onEntry} />: {told(message)} <span className="mono quiet">{code}</span>
              </li>
            ))}
          </ul>
          {problems.length > most && <p>The other {count(problems.length - most)} are in the saved report.</p>}
        </details>
      )}
      <AuditSteps report={report} />
      <SaveAudit report={report} />
    </div>
  )
}

function Ran({ report: { scope, from, startedAt, took, entries, exhibits } }: { report: Report }): ReactElement {
  return (
    <>
      Checked <At at={startedAt} full />, in {secondsOf(took)}: {plural(entries, 'entry', 'entries')}
      {scope === 'full'
        ? ` and ${plural(exhibits, 'exhibit')}.`
        : from === 0
          ? '.'
          : ' added since the last full audit.'}
    </>
  )
}

function Where({ where, onEntry }: { where: string; onEntry: PartProps['onEntry'] }): ReactElement {
  const seq = /^entry (\d+)$/.exec(where)?.[1]
  if (seq === undefined) return <b>{plainly(where)}</b>
  return (
    <button type="button" className="link" onClick={() => onEntry(Number(seq))}>
      {where}
    </button>
  )
}

function Affected({ report: { affects }, onEntry }: PartProps): ReactElement | null {
  if (affects.length === 0) return null
  return (
    <section>
      <h3 className="section-title">What it concerns</h3>
      <ul>
        {affects.slice(0, most).map(({ kind, name, why }) => (
          <li key={`${kind} ${name}`}>
            {kind === 'case' ? (
              <Link to="/cases/$caseRef" params={{ caseRef: name }} search={{}}>
                case {name}
              </Link>
            ) : (
              <Where where={`${kind} ${name}`} onEntry={onEntry} />
            )}
            : {plainly(why)}
          </li>
        ))}
      </ul>
      {affects.length > most && <p>The other {count(affects.length - most)} are in the saved report.</p>}
    </section>
  )
}
