import { clsx } from 'clsx'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { plainly, told } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import { count } from '../../ui/words.ts'
import { AuditSteps } from './audit-steps.tsx'
import { SaveAudit } from './save-audit.tsx'
import { secondsOf } from './seconds.ts'
import { words } from './catalogue.ts'
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
        <Ran report={report} /> {words.nothingOfItWasChanged}
      </p>
    )
  return (
    <div
      className={ok ? clsx('good-news', styles.audit) : clsx('problem', styles.audit)}
      role={ok ? 'status' : 'alert'}
    >
      <b>{ok ? words.theVaultIsAsItWas : words.foundProblems(words.problems(problems.length))}</b>
      {worst && (
        <p className={styles['audit-first']}>
          {words.theFirstInTheRecord} <Where where={worst.where} onEntry={onEntry} />: {told(worst.message)}
        </p>
      )}
      <p>
        <Ran report={report} />
        {report.recorded !== null && ` ${words.onRecordAsEntry(report.recorded)}`}
      </p>
      {!ok && <p className="next">{words.writeNothingMoreIntoThisVault}</p>}
      <Affected report={report} onEntry={onEntry} />
      {!ok && report.stands.length > 0 && (
        <section>
          <h3 className="section-title">{words.whatStillStands}</h3>
          <ul>
            {report.stands.map((sentence) => (
              <li key={sentence}>{told(sentence)}</li>
            ))}
          </ul>
        </section>
      )}
      {problems.length > 0 && (
        <details>
          <summary>{problems.length === 1 ? words.theProblemInFull : words.allProblems(problems.length)}</summary>
          <ul>
            {problems.slice(0, most).map(({ code, where, message }) => (
              <li key={`${code} ${where} ${message}`}>
                <Where where={where} onEntry={onEntry} />: {told(message)} <span className="mono quiet">{code}</span>
              </li>
            ))}
          </ul>
          {problems.length > most && <p>{words.theOtherAreInTheSaved(count(problems.length - most))}</p>}
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
      {words.checkedIn({
        at: <At at={startedAt} full />,
        secondsOf: secondsOf(took),
        entries: words.entries2(entries),
      })}
      {scope === 'full'
        ? ` ${words.andExhibits(words.exhibits(exhibits))}`
        : from === 0
          ? '.'
          : ` ${words.addedSinceTheLastFullAudit}`}
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
      <h3 className="section-title">{words.whatItConcerns}</h3>
      <ul>
        {affects.slice(0, most).map(({ kind, name, why }) => (
          <li key={`${kind} ${name}`}>
            {kind === 'case' ? (
              <Link to="/cases/$caseRef" params={{ caseRef: name }} search={{}}>
                {words.caseName(name)}
              </Link>
            ) : (
              <Where where={`${kind} ${name}`} onEntry={onEntry} />
            )}
            : {plainly(why)}
          </li>
        ))}
      </ul>
      {affects.length > most && <p>{words.theOtherAreInTheSaved(count(affects.length - most))}</p>}
    </section>
  )
}
