import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'

interface AuditResultProps {
  report: Output<'ledger.audit'>
  onEntry: (seq: number) => void
}

const seconds = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`)

/** What an audit checked and found, in words. */
export function AuditResult({ report, onEntry }: AuditResultProps): ReactElement {
  const checked = (
    <p>
      Checked at <At at={report.startedAt} full />, in {seconds(report.took)}: the chain and tree of{' '}
      {plural(report.entries, 'entry', 'entries')}, every signed head, every payload, the tables against the entries,
      and the bytes of {plural(report.exhibits, 'exhibit')}.
    </p>
  )
  if (report.ok) {
    return (
      <div className="good-news" role="status">
        <b>The vault is as it was sealed</b>
        {checked}
      </div>
    )
  }
  return (
    <div className="problem" role="alert">
      <b>{plural(report.problems.length, 'problem')} found</b>
      {checked}
      <ul className="audit-problems">
        {report.problems.map(({ code, where, message }) => {
          const seq = /^entry (\d+)$/.exec(where)?.[1]
          return (
            <li key={`${code} ${where} ${message}`}>
              {seq === undefined ? (
                <b>{where}</b>
              ) : (
                <button type="button" className="link" onClick={() => onEntry(Number(seq))}>
                  {where}
                </button>
              )}
              : {message}
            </li>
          )
        })}
      </ul>
      <p className="next">
        Write nothing more into this vault. Keep a copy of its folder as it is, and compare it with your last backup.
      </p>
    </div>
  )
}
