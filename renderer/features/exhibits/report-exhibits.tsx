import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useTask } from '../../session/tasks.ts'
import { fileKind, plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { bytes } from '../../ui/words.ts'
import { Preview } from '../evidence/index.ts'
import { words } from './catalogue.ts'
import { Verified } from './exhibit-name.tsx'
import { VerifyResult } from './verify-result.tsx'
import styles from './exhibits.module.css'

/** What came with a report, one line each; a line opens to what the file shows. */
export function ReportExhibits({ report }: { report: string }): ReactElement | null {
  const { data, error, refetch } = useAsk('exhibit.list', { report })
  const verifying = useTask('exhibit.verify', report)
  const [shown, setShown] = useState<string | null>(null)
  const items = data?.items ?? []
  if (error) return <Problem problem={error} title={words.exhibitsNotRead} onRetry={() => void refetch()} />
  if (items.length === 0) return null
  return (
    <section className={styles['report-exhibits']} aria-label={words.exhibitsOfReport}>
      <header>
        <h2>{words.exhibits(items.length)}</h2>
        <Button
          variant="subtle"
          onClick={() => void verifying.run({ report }, words.verifyingWhatCameWith(report))}
          disabled={verifying.running}
        >
          {words.verifyMany(items.length)}
        </Button>
      </header>
      <TaskProgress task={verifying.task} />
      <VerifyResult handle={verifying} />
      <ul>
        {items.map((row) => (
          <li key={row.id} data-derived={row.derivedFrom !== null}>
            <button
              type="button"
              className={styles.line}
              aria-expanded={shown === row.id}
              onClick={() => setShown(shown === row.id ? null : row.id)}
            >
              <span className={styles['file-name']} title={plainly(row.fileName)}>
                {plainly(row.fileName)}
              </span>
              <small>
                {row.number} · {fileKind(row.mediaType)} · {bytes(row.size)}
                {row.derivedFrom && ` · ${words.howOf({ how: row.derivedFrom.how, number: row.derivedFrom.number })}`}
              </small>
            </button>
            {shown === row.id && (
              <div className={styles.shown}>
                <Preview exhibit={row.id} name={row.fileName} />
                <p className="quiet">{words.verifiedWhen({ when: <Verified row={row} /> })}</p>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
