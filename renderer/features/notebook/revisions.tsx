import { Button, NativeSelect } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useKeys } from '../../session/keys.ts'
import { RichTextRead } from '../../editor/rich-text.tsx'
import { Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { dayAndClock } from '../../ui/time.ts'
import { ExactInstant, Occurred } from '../../ui/when.tsx'
import { Difference } from './difference.tsx'
import { words } from './catalogue.ts'
import styles from './notebook.module.css'

/** What the note said in each revision. Nothing here can be changed. */
export function Revisions({ note, onClose }: { note: string; onClose: () => void }): ReactElement {
  const past = useIsPast()
  const answer = useAskThen('note.revisions', { note })
  const [chosen, setChosen] = useState<number | null>(null)
  const [against, setAgainst] = useState<number | null>(null)
  const items = [...(answer.data?.items ?? [])].sort((a, b) => b.revision - a.revision)
  const shown = items.find(({ revision }) => revision === chosen) ?? items[0]
  const compared = shown !== undefined && against !== null && against !== shown.revision
  const diff = useAsk(
    'note.diff',
    { note, from: Math.min(against ?? 1, shown?.revision ?? 1), to: Math.max(against ?? 1, shown?.revision ?? 1) },
    { enabled: compared, keep: true },
  )
  useKeys(words.revisions, [{ key: 'Escape', says: past ? words.closeTheNote : words.backToTheNote, run: onClose }])
  return (
    <div className={styles.note}>
      <div className={styles['note-bar']}>
        <Button onClick={onClose}>{past ? words.close : words.backToTheNote2}</Button>
        {shown && (
          <NativeSelect
            aria-label={words.revision}
            value={String(shown.revision)}
            data={items.map(({ revision, writtenAt, author }) => ({
              value: String(revision),
              label: words.revisionRevisionDayAndClock({ revision, dayAndClock: dayAndClock(writtenAt), author }),
            }))}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
          />
        )}
        {shown && items.length > 1 && !past && (
          <NativeSelect
            aria-label={words.compareWith}
            value={against === null ? '' : String(against)}
            data={[
              { value: '', label: words.compareWithNone },
              ...items
                .filter(({ revision }) => revision !== shown.revision)
                .map(({ revision }) => ({ value: String(revision), label: words.compareWithRevision(revision) })),
            ]}
            onChange={({ currentTarget: { value } }) => setAgainst(value === '' ? null : Number(value))}
          />
        )}
      </div>
      <Problem problem={answer.error} title={words.theRevisionsCouldNotBeRead} onRetry={() => void answer.refetch()} />
      {!answer.data && !answer.error && <Loading what={words.theRevisions} />}
      {shown && (
        <article className={styles['note-read']} aria-label={words.revisionRevision2(shown.revision)}>
          <h2>{shown.title}</h2>
          <p className="quiet">
            {words.happenedWritten(<Occurred when={shown.happenedAt} />)} <ExactInstant at={shown.writtenAt} />
            {shown.late && <span className="late-mark">{words.lateEntry2}</span>}
          </p>
          <Problem problem={diff.error} />
          {compared && diff.data ? (
            <Difference
              diff={diff.data}
              label={words.differenceBetween({ from: diff.data.from, to: diff.data.to ?? shown.revision })}
            />
          ) : (
            <RichTextRead key={shown.revision} value={shown.body} label={words.textOfRevision(shown.revision)} />
          )}
        </article>
      )}
    </div>
  )
}
