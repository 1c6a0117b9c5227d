import { NativeSelect, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { memo, type ReactElement, type RefObject } from 'react'
import { Act } from '../../app/may.tsx'
import { Kbd } from '../../ui/empty.tsx'
import { count, dispositionWords } from '../../ui/words.ts'
import type { ReportList, ReportQuestion } from './use-reports.ts'

export type QueueView = ReportQuestion

interface QueueBarProps {
  view: QueueView
  onView: (view: QueueView) => void
  counts: ReportList['counts'] | undefined
  filterField: RefObject<HTMLInputElement | null>
}

const orders = [
  { value: 'due', label: 'Due first' },
  { value: 'grave', label: 'Gravest first' },
  { value: 'newest', label: 'Newest first' },
]

/** What the queue shows, and in which order. */
export const QueueBar = memo(({ view, onView, counts, filterField }: QueueBarProps): ReactElement => {
  const navigate = useNavigate()
  const all = counts && counts.open + counts.promoted + counts.merged + counts.declined
  const dispositions = [...Object.entries(dispositionWords), ['all', 'All'] as const].map(([value, label]) => {
    const many = value === 'all' ? all : counts?.[value as keyof typeof counts]
    return { value, label: many === undefined ? label : `${label} ${count(many)}` }
  })
  return (
    <header className="queue-head">
      <div className="queue-title">
        <h1>Queue</h1>
        <p>
          <b>{counts ? count(counts.open) : '–'}</b> {counts?.open === 1 ? 'report' : 'reports'} to triage
        </p>
        <p className="queue-keys" aria-hidden="true">
          <Kbd>n</Kbd> new <Kbd>j</Kbd>
          <Kbd>k</Kbd> move <Kbd>p</Kbd> promote <Kbd>m</Kbd> merge <Kbd>x</Kbd> decline
        </p>
      </div>
      <div className="queue-tools">
        <TextInput
          ref={filterField}
          aria-label="Filter the queue"
          placeholder="Filter: words, number, place"
          value={view.filter}
          maxLength={200}
          onChange={(event) => onView({ ...view, filter: event.currentTarget.value })}
          rightSection={<Kbd>/</Kbd>}
        />
        <NativeSelect
          aria-label="Which reports"
          data={dispositions}
          value={view.disposition}
          onChange={(event) => onView({ ...view, disposition: event.currentTarget.value as QueueView['disposition'] })}
        />
        <NativeSelect
          aria-label="Order"
          data={orders}
          value={view.order}
          onChange={(event) => onView({ ...view, order: event.currentTarget.value as QueueView['order'] })}
        />
        <Act needs="report.write" onClick={() => void navigate({ to: '/queue/import' })}>
          Import
        </Act>
        <Act needs="report.write" onClick={() => void navigate({ to: '/queue/new' })}>
          New report
        </Act>
      </div>
    </header>
  )
})
