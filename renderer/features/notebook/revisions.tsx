import { Button, NativeSelect } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useKeys } from '../../session/keys.ts'
import { RichTextRead } from '../../editor/rich-text.tsx'
import { Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { dayAndClock } from '../../ui/time.ts'
import { ExactInstant, Occurred } from '../../ui/when.tsx'
import styles from './notebook.module.css'

/** What the note said in each revision. Nothing here can be changed. */
export function Revisions({ note, onClose }: { note: string; onClose: () => void }): ReactElement {
  const past = useIsPast()
  const answer = useAskThen('note.revisions', { note })
  const [chosen, setChosen] = useState<number | null>(null)
  const items = [...(answer.data?.items ?? [])].sort((a, b) => b.revision - a.revision)
  const shown = items.find(({ revision }) => revision === chosen) ?? items[0]
  useKeys('Revisions', [{ key: 'Escape', says: past ? 'close the note' : 'back to the note', run: onClose }])
  return (
    <div className={styles.note}>
      <div className={styles['note-bar']}>
        <Button onClick={onClose}>{past ? 'Close' : 'Back to the note'}</Button>
        {shown && (
          <NativeSelect
            aria-label="Revision"
            value={String(shown.revision)}
            data={items.map(({ revision, writtenAt, author }) => ({
              value: String(revision),
              label: `Revision ${revision}, ${dayAndClock(writtenAt)}, ${author}`,
            }))}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
          />
        )}
      </div>
      <Problem problem={answer.error} title="The revisions could not be read" onRetry={() => void answer.refetch()} />
      {!answer.data && !answer.error && <Loading what="the revisions" />}
      {shown && (
        <article className={styles['note-read']} aria-label={`Revision ${shown.revision}`}>
          <h2>{shown.title}</h2>
          <p className="quiet">
            Happened <Occurred when={shown.happenedAt} />. Written <ExactInstant at={shown.writtenAt} />
            {shown.late && <span className="late-mark">late entry</span>}
          </p>
          <RichTextRead key={shown.revision} value={shown.body} label={`Text of revision ${shown.revision}`} />
        </article>
      )}
    </div>
  )
}
