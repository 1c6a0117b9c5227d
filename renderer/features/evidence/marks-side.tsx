import { TagsInput, TextInput, Textarea } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { parseAt, showAt, type At } from '../../../shared/kernel/pinpoint.ts'
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
import type { Which } from './which.ts'
import styles from './viewer.module.css'

type Mark = Output<'mark.list'>['items'][number]

/** A place of what is looked at, as a place of the exhibit that it lies in. */
export function placeIn(within: readonly string[], at: string | undefined): string | null {
  const inner = at === undefined ? undefined : parseAt(at)
  const place = within.reduceRight<At | undefined>(
    (deeper, path) => ({ kind: 'member', path, ...(deeper ? { at: deeper } : {}) }),
    inner,
  )
  return place ? showAt(place) : null
}

/** The members on the way to a place, and the place inside of the last of them. */
export function wayTo(at: string | null): { within: string[]; at: string | undefined } {
  const within: string[] = []
  let place: At | undefined = at === null ? undefined : parseAt(at)
  for (; place?.kind === 'member'; place = place.at) within.push(place.path)
  return { within, at: place && showAt(place) }
}

interface MarksSideProps {
  which: Which
  /** Number of the case that the exhibit is of. */
  of: string | undefined
  /** The place that is looked at now. */
  here: string | undefined
  onGo: (to: { within: string[]; at: string | undefined }) => void
}

/** The marks of an exhibit: each leads to its place; the place that is looked at can be marked. */
export function MarksSide({ which, of, here, onGo }: MarksSideProps): ReactElement {
  const { exhibit } = which
  const answer = useAsk('mark.list', { exhibit })
  const [making, setMaking] = useState(false)
  const [leaving, setLeaving] = useState<Mark>()
  if (making)
    return <MarkForm exhibit={exhibit} of={of} at={placeIn(which.within, here)} onDone={() => setMaking(false)} />
  if (leaving)
    return (
      <ReasonForm
        call="mark.withdraw"
        also={{ mark: leaving.id }}
        title="Withdraw mark"
        kicker={leaving.number}
        does="Withdraw mark"
        failed="The mark was not withdrawn"
        says="It goes from the viewer and the lists; that it was there stays in the ledger."
        onDone={() => setLeaving(undefined)}
      />
    )
  return (
    <div className={styles.find}>
      <Act needs="exhibit.write" variant="filled" onClick={() => setMaking(true)}>
        {here === undefined ? 'Mark this exhibit' : `Mark ${here}`}
      </Act>
      <Problem problem={answer.error} title="The marks could not be read" onRetry={() => void answer.refetch()} />
      {!answer.data && !answer.error && <Loading what="the marks" />}
      {answer.data?.items.length === 0 && (
        <p className="quiet">Mark a place to say what it shows: a comment, labels, and why it matters.</p>
      )}
      <ol className={styles.hits} aria-label="Marks">
        {answer.data?.items.map((mark) => (
          <li key={mark.id} className={styles['mark-row']}>
            <button type="button" onClick={() => onGo(wayTo(mark.at))}>
              <b>{mark.at === null ? 'The whole exhibit' : plainly(mark.at)}</b>
              {mark.labels.map((label) => (
                <span key={label} className={styles.label}>
                  {plainly(label)}
                </span>
              ))}
              {mark.why !== null && <span>{plainly(mark.why)}</span>}
              {mark.comment !== null && <span>{plainly(mark.comment)}</span>}
            </button>
            <small className="quiet">
              {mark.number} · {mark.changedBy ?? mark.madeBy}, <Instant at={mark.changedAt ?? mark.madeAt} />
            </small>
            <Act needs="exhibit.write" variant="subtle" onClick={() => setLeaving(mark)}>
              Withdraw
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
  const says = 'Comments and labels are for the team and its own counsel. No packet has them.'
  return (
    <FormPanel
      form={form}
      title={at === null ? 'Mark this exhibit' : `Mark ${at}`}
      kicker={exhibit}
      failed="Nothing was marked"
      says={says}
      onClose={onDone}
    >
      <TextInput label="Why it matters" description="one sentence; may be left empty" {...form.field('why')} />
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
      <Textarea label="Comment" autosize minRows={3} {...form.field('comment')} />
    </FormPanel>
  )
}
