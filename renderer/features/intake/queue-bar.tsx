import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { memo, type ReactElement, type RefObject } from 'react'
import { useAsk } from '../../session/client.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Kbd } from '../../ui/empty.tsx'
import { useNow } from '../../ui/now.ts'
import { count, dispositionWords } from '../../ui/words.ts'
import type { ReportQuestion, Reports } from './use-reports.ts'
import { words as fixed } from './catalogue.ts'
import styles from './intake.module.css'

export type QueueView = ReportQuestion

interface QueueBarProps {
  view: QueueView
  onView: (view: QueueView) => void
  counts: Reports['newest']
  filterField: RefObject<HTMLInputElement | null>
  onLookBack: () => void
}

const orders = [
  {
    value: 'due',
    get label() {
      return fixed.dueFirst
    },
  },
  {
    value: 'grave',
    get label() {
      return fixed.gravestFirst
    },
  },
  {
    value: 'newest',
    get label() {
      return fixed.newestFirst
    },
  },
]

const whose = [
  {
    value: 'anyone',
    get label() {
      return fixed.anyones
    },
  },
  {
    value: 'me',
    get label() {
      return fixed.mine
    },
  },
  {
    value: 'nobody',
    get label() {
      return fixed.nobodys
    },
  },
]

/** What the queue shows, and in which order. */
export const QueueBar = memo(({ view, onView, counts, filterField, onLookBack }: QueueBarProps): ReactElement => {
  const navigate = useNavigate()
  const by = counts?.counts
  const all = by && by.open + by.promoted + by.merged + by.declined
  const many: Record<string, number | undefined> = {
    ...by,
    open: by && by.open - (counts?.snoozed ?? 0),
    snoozed: counts?.snoozed,
    all,
  }
  const { open: openWords, ...others } = dispositionWords
  const words = { open: openWords, snoozed: fixed.snoozed, ...others, all: fixed.all }
  const choices = Object.entries(words).map(([value, label]) => {
    const number = many[value]
    return { value, label: number === undefined ? label : `${label} ${count(number)}` }
  })
  const choose = (value: string): void =>
    onView(
      value === 'snoozed'
        ? { ...view, disposition: 'open', snoozed: 'only' }
        : { ...view, disposition: value as QueueView['disposition'], snoozed: 'hide' },
    )
  return (
    <header className={styles['queue-head']}>
      <div className={styles['queue-title']}>
        <h1>{fixed.queue}</h1>
        <Counted many={many['open']} noun={fixed.report} nouns={fixed.reports} says={fixed.toTriage} />
        <Counted many={counts?.late} noun={fixed.notification} nouns={fixed.notifications} says={fixed.late} alarm />
        <FollowUps />
        <p className={styles['queue-keys']} aria-hidden="true">
          <Kbd>j</Kbd>
          <Kbd>k</Kbd>{' '}
          {fixed.moveGradePromoteMergeDecline({
            part: <Kbd>g</Kbd>,
            part2: <Kbd>p</Kbd>,
            part3: <Kbd>m</Kbd>,
            part4: <Kbd>x</Kbd>,
          })}
        </p>
      </div>
      <div className={styles['queue-tools']}>
        <TextInput
          ref={filterField}
          aria-label={fixed.filterTheQueue}
          placeholder={fixed.filterWordsNumberPlace}
          value={view.filter}
          maxLength={200}
          onChange={(event) => onView({ ...view, filter: event.currentTarget.value })}
          rightSection={<Kbd>/</Kbd>}
        />
        <NativeSelect
          aria-label={fixed.whichReports}
          data={choices}
          value={view.snoozed === 'only' ? 'snoozed' : view.disposition}
          onChange={(event) => choose(event.currentTarget.value)}
        />
        {view.disposition === 'open' && (
          <NativeSelect
            aria-label={fixed.whoseReports}
            data={whose}
            value={typeof view.assigned === 'string' ? view.assigned : 'anyone'}
            onChange={(event) => onView({ ...view, assigned: event.currentTarget.value as 'anyone' | 'me' | 'nobody' })}
          />
        )}
        <NativeSelect
          aria-label={fixed.order}
          data={orders}
          value={view.order}
          onChange={(event) => onView({ ...view, order: event.currentTarget.value as QueueView['order'] })}
        />
        <Act needs="report.write" onClick={() => void navigate({ to: '/queue/import' })}>
          {fixed.import}
        </Act>
        <Button onClick={() => void navigate({ to: '/queue/form' })}>{fixed.reportForm}</Button>
        <Button onClick={onLookBack}>{fixed.asOf}</Button>
        <Act needs="report.write" onClick={() => void navigate({ to: '/queue/new' })}>
          {fixed.newReport}
        </Act>
      </div>
    </header>
  )
})

interface CountedProps {
  many: number | undefined
  noun: string
  nouns: string
  says: string
  /** Whether any of it is too much. */
  alarm?: boolean
}

const Counted = ({ many, noun, nouns, says, alarm = false }: CountedProps): ReactElement => (
  <p className={alarm && many ? 'late' : undefined}>
    <b>{many === undefined ? '–' : count(many)}</b> {many === 1 ? noun : nouns} {says}
  </p>
)

/** Cases that are to be looked at again before the day is over. */
function FollowUps(): ReactElement | null {
  const { now } = useMay('case.read')
  const day = new Date(useNow())
  day.setHours(24, 0, 0, 0)
  const due = useAsk('queue.followUps', { before: day.toISOString() }, { enabled: now, keep: true })
  if (!now) return null
  return <Counted many={due.data?.count} noun={fixed.followUp} nouns={fixed.followUps} says={fixed.today} />
}
