import { TagsInput, TextInput, Textarea } from '@mantine/core'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { Act } from '../../session/may.tsx'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { Loading } from '../../ui/empty.tsx'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { At as Instant } from '../../ui/when.tsx'
import { words } from './catalogue.ts'
import { labelsIn } from './labels.ts'
import { placeIn, placeInWords, type Mark } from './mark-place.ts'
import type { Which } from './which.ts'
import styles from './viewer.module.css'

interface MarksSideProps {
  which: Which
  /** Number of the case that the exhibit is of. */
  of: string | undefined
  /** The place that is looked at now. */
  here: string | undefined
  /** Of the exhibit, by their places; undefined until they are here. */
  marks: readonly Mark[] | undefined
  problem: Parameters<typeof Problem>[0]['problem']
  /** The mark that is looked at. */
  chosen: string | undefined
  onRetry: () => void
  onChoose: (mark: Mark) => void
  making: boolean
  onMaking: (making: boolean) => void
}

/** The marks of an exhibit: each leads to its place; the place that is looked at can be marked. */
export function MarksSide(props: MarksSideProps): ReactElement {
  const { which, of, here, marks, problem, chosen, onRetry, onChoose, making, onMaking } = props
  const { exhibit } = which
  const [leaving, setLeaving] = useState<Mark>()
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (chosen !== undefined && marks)
      list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen, marks])
  if (making)
    return <MarkForm exhibit={exhibit} of={of} at={placeIn(which.within, here)} onDone={() => onMaking(false)} />
  if (leaving)
    return (
      <ReasonForm
        call="mark.withdraw"
        also={{ mark: leaving.id }}
        title={words.withdrawMark}
        kicker={leaving.number}
        does={words.withdrawMark}
        failed={words.notWithdrawn}
        says={words.withdrawSays}
        onDone={() => setLeaving(undefined)}
      />
    )
  return (
    <div className={styles.find}>
      <Act needs="exhibit.write" variant="filled" title={here} onClick={() => onMaking(true)}>
        {here === undefined ? words.markThisExhibit : words.markPlace(placeInWords(here))}
      </Act>
      <Problem problem={problem} title={words.marksNotRead} onRetry={onRetry} />
      {!marks && !problem && <Loading what={words.theMarks} />}
      {marks?.length === 0 && <p className="quiet">{words.noMarks}</p>}
      <ol ref={list} className={styles.hits} aria-label={words.marksTitle}>
        {marks?.map((mark) => (
          <li key={mark.id} className={styles['mark-row']} aria-current={mark.id === chosen ? 'location' : undefined}>
            <button type="button" onClick={() => onChoose(mark)}>
              <b title={mark.at ?? undefined}>{mark.at === null ? words.theWholeExhibit : placeInWords(mark.at)}</b>
              {mark.labels.map((label) => (
                <span key={label} className={styles.label}>
                  {plainly(label)}
                </span>
              ))}
              {mark.why !== null && <span>{plainly(mark.why)}</span>}
              {mark.comment !== null && <span>{plainly(mark.comment)}</span>}
            </button>
            <small className="quiet">
              {words.markedBy({
                number: mark.number,
                by: mark.changedBy ?? mark.madeBy,
                at: <Instant at={mark.changedAt ?? mark.madeAt} />,
              })}
            </small>
            <Act needs="exhibit.write" variant="subtle" onClick={() => setLeaving(mark)}>
              {words.withdraw}
            </Act>
          </li>
        ))}
      </ol>
    </div>
  )
}

interface MarkFormProps {
  exhibit: string
  of: string | undefined
  at: string | null
  onDone: () => void
}

/** What a place shows, in words and labels; the labels that the case has are offered. */
function MarkForm({ exhibit, of, at, onDone }: MarkFormProps): ReactElement {
  const before = useAsk('mark.list', of === undefined ? { exhibit } : { case: of })
  const form = useContractForm('mark.make', {
    kept: `mark ${exhibit}`,
    values: { why: '', labels: [] as string[], typed: '', comment: '' },
    also: { exhibit, at },
    input: ({ why, labels, typed, comment }) => ({
      exhibit,
      at,
      why: why.trim() || null,
      comment: comment.trim() === '' ? null : comment,
      labels: labelsIn([...labels, typed]),
    }),
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={at === null ? words.markThisExhibit : words.markPlace(placeInWords(at))}
      kicker={exhibit}
      failed={words.nothingWasMarked}
      says={words.markSays}
      onClose={onDone}
    >
      <TextInput label={words.whyItMatters} description={words.whySays} {...form.field('why')} />
      <TagsInput
        label={words.labels}
        description={words.labelsSay}
        data={before.data?.labels ?? []}
        searchValue={form.values.typed}
        onSearchChange={(typed) => form.set({ typed })}
        acceptValueOnBlur={false}
        {...form.field('labels')}
        onChange={(labels) => form.set({ labels: labelsIn(labels) })}
      />
      <Textarea label={words.comment} autosize minRows={3} {...form.field('comment')} />
    </FormPanel>
  )
}
