import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useMay } from '../../session/may.tsx'
import { Loading } from '../../ui/empty.tsx'
import { FullHash } from '../../ui/hash.tsx'
import { told } from '../../ui/name.ts'
import { Fact, Facts, Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ExactInstant } from '../../ui/when.tsx'
import { BetweenAnchors } from './anchor-table.tsx'
import styles from './ledger.module.css'

/** One entry: what it says, and the very bytes that its hash is of. */
export function EntryPanel({ seq, onClose }: { seq: number; onClose: () => void }): ReactElement {
  const answer = useAsk('ledger.entry', { seq })
  const readsCases = useMay('case.read').granted
  const entry = answer.data
  return (
    <Panel title={`Entry ${seq}`} kicker={entry?.row.type} onClose={onClose}>
      <Problem problem={answer.error} title="The entry could not be read" onRetry={() => void answer.refetch()} />
      {!entry && !answer.error && <Loading what="the entry" />}
      {entry && (
        <>
          <p>{told(entry.row.summary)}</p>
          <Facts>
            <Fact term="Recorded">
              <ExactInstant at={entry.row.at} />
            </Fact>
            <Fact term="By">{entry.row.actor}</Fact>
            {entry.row.caseNumber !== null && (
              <Fact term="Case">
                {readsCases ? (
                  <Link to="/cases/$caseRef" params={{ caseRef: entry.row.caseNumber }}>
                    {entry.row.caseNumber}
                  </Link>
                ) : (
                  entry.row.caseNumber
                )}
              </Fact>
            )}
            <Fact term="SHA-256">
              <FullHash hash={entry.row.hash} what="SHA-256 of the entry" />
            </Fact>
            <BetweenAnchors seq={seq} />
          </Facts>
          <section className={styles['entry-text']}>
            <h3>Payload</h3>
            {entry.payload === null ? (
              <p className="quiet">Not kept; the entry still commits to it.</p>
            ) : (
              <pre tabIndex={0} role="region" aria-label="Payload">
                {spread(entry.payload)}
              </pre>
            )}
          </section>
          <section className={styles['entry-text']}>
            <h3>Bytes, as they are hashed</h3>
            <pre tabIndex={0} role="region" aria-label="Bytes as they are hashed">
              {entry.bytes}
            </pre>
          </section>
        </>
      )}
    </Panel>
  )
}

/** A payload on several lines, for reading; its bytes are shown apart, as they are. */
function spread(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2)
  } catch {
    return payload
  }
}
