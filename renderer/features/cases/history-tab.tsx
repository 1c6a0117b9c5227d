import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useAsk } from '../../app/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { ShortHash } from '../../ui/hash.tsx'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'

/** Every entry of the ledger that is about the case, newest first. */
export function HistoryTab({ caseRef }: { caseRef: string }): ReactElement {
  const answer = useAsk('case.history', { case: caseRef })
  const rows = [...(answer.data?.rows ?? [])].sort((a, b) => b.seq - a.seq)
  return (
    <div className="case-body flush" tabIndex={0} role="region" aria-label="History">
      <Problem problem={answer.error} title="The history could not be read" onRetry={() => void answer.refetch()} />
      {!answer.data && !answer.error && <Loading what="the history" />}
      {rows.length > 0 && (
        <table className="register">
          <thead>
            <tr>
              <th className="number">Entry</th>
              <th>Recorded</th>
              <th>By</th>
              <th>What</th>
              <th>SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.seq}>
                <td className="number">
                  <Link to="/ledger" search={{ seq: row.seq }}>
                    {row.seq}
                  </Link>
                </td>
                <td className="nowrap">
                  <At at={row.at} full />
                </td>
                <td>{row.actor}</td>
                <td>{row.summary}</td>
                <td className="nowrap">
                  <ShortHash hash={row.hash} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
