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
import { words } from './catalogue.ts'
import styles from './ledger.module.css'

/** One entry: what it says, and the very bytes that its hash is of. */
export function EntryPanel({ seq, onClose }: { seq: number; onClose: () => void }): ReactElement {
  const answer = useAsk('ledger.entry', { seq })
  const readsCases = useMay('case.read').granted
  const entry = answer.data
  return (
    <Panel title={words.entrySeq(seq)} kicker={entry?.row.type} onClose={onClose}>
      <Problem problem={answer.error} title={words.theEntryCouldNotBeRead} onRetry={() => void answer.refetch()} />
      {!entry && !answer.error && <Loading what={words.theEntry} />}
      {entry && (
        <>
          <p>{told(entry.row.summary)}</p>
          <Facts>
            <Fact term={words.recorded}>
              <ExactInstant at={entry.row.at} />
            </Fact>
            <Fact term={words.by}>{entry.row.actor}</Fact>
            {entry.row.caseNumber !== null && (
              <Fact term={words.case}>
                {readsCases ? (
                  <Link to="/cases/$caseRef" params={{ caseRef: entry.row.caseNumber }}>
                    {entry.row.caseNumber}
                  </Link>
                ) : (
                  entry.row.caseNumber
                )}
              </Fact>
            )}
            <Fact term={words.sha}>
              <FullHash hash={entry.row.hash} what={words.shaOfTheEntry} />
            </Fact>
            <BetweenAnchors seq={seq} />
          </Facts>
          <section className={styles['entry-text']}>
            <h3>{words.payload}</h3>
            {entry.payload === null ? (
              <p className="quiet">{words.notKeptTheEntryStillCommits}</p>
            ) : (
              <pre tabIndex={0} role="region" aria-label={words.payload}>
                {spread(entry.payload)}
              </pre>
            )}
          </section>
          <section className={styles['entry-text']}>
            <h3>{words.bytesAsTheyAreHashed}</h3>
            <pre tabIndex={0} role="region" aria-label={words.bytesAsTheyAreHashed2}>
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
