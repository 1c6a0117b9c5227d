import './intake.css'
import { useDebouncedValue } from '@mantine/hooks'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { asOfIn, ShowAsOf, useIsPast } from '../../app/as-of.tsx'
import { AsOfBar } from '../../app/as-of-bar.tsx'
import { useKeys } from '../../app/keys.ts'
import { useKept } from '../../app/kept.ts'
import { Act, useMay } from '../../app/may.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { usePages } from '../../ui/use-window.ts'
import { plural } from '../../ui/words.ts'
import { DropFiles } from '../exchange/drop-files.tsx'
import { useImportFiles } from '../exchange/import-files.ts'
import { isSealedName, useSealedPicks } from '../report-form/picked.ts'
import { QueueBar, type QueueView } from './queue-bar.tsx'
import { QueueTable } from './queue-table.tsx'
import { ReportPanel, type Asking } from './report-panel.tsx'
import { useReports } from './use-reports.ts'

const route = getRouteApi('/queue')

/** Reports that wait for a decision, gravest first, and the one that is being read; now, or as it stood. */
export function QueueScreen(): ReactElement {
  const { asOf } = route.useSearch()
  return (
    <ShowAsOf at={asOfIn(asOf)}>
      <Queue />
    </ShowAsOf>
  )
}

function Queue(): ReactElement {
  const navigate = useNavigate()
  const [view, setView] = useKept<QueueView>('queue view', {
    disposition: 'open',
    order: 'due',
    filter: '',
    assigned: 'anyone',
    snoozed: 'hide',
  })
  const { report: asked, asOf } = route.useSearch()
  const past = useIsPast()
  const [looking, setLooking] = useState(false)
  const [filter] = useDebouncedValue(view.filter, 150)
  const [pages, onRange] = usePages(200)
  const [asking, setAsking] = useState<Asking>(null)
  const sealed = useSealedPicks()
  const filterField = useRef<HTMLInputElement>(null)
  const picked = useImportFiles()
  const reports = useReports({ ...view, filter }, pages)

  const total = reports.total ?? 0
  const selected = asked ?? reports.row(0)?.number
  const found = reports.indexOf(selected)
  const place = useRef(0)
  useEffect(() => {
    if (found >= 0) place.current = found
  }, [found])

  const select = (number: string): void => {
    setAsking(null)
    void navigate({ to: '/queue', search: { report: number, asOf }, replace: true })
  }
  const move = (step: number): void => {
    // A report that has just left the list leaves its place to the next one.
    const next = found >= 0 ? place.current + step : place.current + (step > 0 ? 0 : -1)
    const row = reports.row(Math.max(0, Math.min(total - 1, next)))
    if (row) select(row.number)
  }
  const triages = useMay('report.triage').now
  const assign = useCommand('report.assign')
  const snooze = useCommand('report.snooze')
  const undo = (): void => {
    const row = reports.row(found)
    if (!triages || past || row?.disposition !== 'open') return
    const aside = row.snoozedUntil !== null && Date.parse(row.snoozedUntil) > Date.now()
    if (aside) snooze.mutate({ report: row.id, until: null, reason: 'Undone in the queue.' })
    else if (row.assignee !== null) assign.mutate({ report: row.id, to: null })
  }
  const ask = (what: Asking) => () => triages && !past && selected !== undefined && setAsking(what)
  const leave = (): void => {
    setLooking(false)
    if (past) void navigate({ to: '/queue', search: { report: asked } })
  }
  useKeys('Queue', [
    { key: 'i', says: 'import files', run: () => void navigate({ to: '/queue/import' }) },
    { key: 't', says: 'show the queue as of a moment', run: () => setLooking(true) },
    { key: 'n', says: 'new report', run: () => void navigate({ to: '/queue/new' }) },
    { key: 'j', says: 'next report', run: () => move(1) },
    { key: 'k', says: 'previous report', run: () => move(-1) },
    { key: 'ArrowDown', says: 'next report', run: () => move(1) },
    { key: 'ArrowUp', says: 'previous report', run: () => move(-1) },
    { key: 'PageDown', says: 'twelve reports on', run: () => move(12) },
    { key: 'PageUp', says: 'twelve reports back', run: () => move(-12) },
    { key: 'p', says: 'promote to case', run: ask('promote') },
    { key: 'm', says: 'merge into case', run: ask('merge') },
    { key: 'x', says: 'decline report', run: ask('decline') },
    { key: 'a', says: 'assign report', run: ask('assign') },
    { key: 'z', says: 'snooze report', run: ask('snooze') },
    { key: 'u', says: 'undo: bring back what is snoozed, take back what is assigned', run: undo },
    { key: 's', says: 'set severity', run: ask('severity') },
    { key: '/', says: 'filter the queue', run: () => filterField.current?.focus() },
    {
      key: 'Escape',
      says: 'clear the filter',
      run: () => {
        setView({ ...view, filter: '' })
        filterField.current?.blur()
      },
    },
  ])
  useKeys('As it stood', [{ key: 'Escape', says: 'return to now', run: leave }], looking || past)
  const open = (): void => {
    const caseRef = reports.row(found)?.caseNumber
    if (caseRef) void navigate({ to: '/cases/$caseRef', params: { caseRef } })
    else document.querySelector<HTMLElement>('.queue .panel button')?.focus()
  }

  /** Sealed reports have a key to be opened with; all else is told by its content. */
  const drop = (given: File[]): void => {
    const sealedFiles = given.filter(isSealedName)
    const others = given.filter((file) => !isSealedName(file))
    if (sealedFiles.length > 0)
      void sealed.take(sealedFiles).then(() => others.length === 0 && navigate({ to: '/queue/form' }))
    if (others.length > 0) void picked.take(others).then(() => navigate({ to: '/queue/import' }))
  }

  return (
    <DropFiles says="Drop to see what these files would become" onFiles={drop}>
      <div className={selected === undefined ? 'queue' : 'queue with-panel'}>
        <section className="queue-list" aria-label="Queue">
          <QueueBar
            view={view}
            onView={setView}
            counts={reports.counts}
            filterField={filterField}
            onLookBack={() => setLooking(true)}
          />
          {(looking || past) && (
            <AsOfBar
              stood={reports.stood}
              onMove={(instant) => void navigate({ to: '/queue', search: { report: asked, asOf: instant } })}
              onLeave={leave}
            />
          )}
          <Problem problem={reports.error} title="The reports could not be read" onRetry={reports.retry} />
          <Problem problem={assign.error ?? snooze.error} title="It was not undone" />
          {reports.total === 0 ? (
            <QueueEmpty view={view} onNew={() => void navigate({ to: '/queue/new' })} />
          ) : (
            <QueueTable
              reports={reports}
              selected={found}
              onSelect={select}
              onOpen={open}
              onRange={onRange}
              label={plural(total, 'report')}
            />
          )}
        </section>
        {selected !== undefined && <ReportPanel key={selected} report={selected} asking={asking} onAsk={setAsking} />}
      </div>
    </DropFiles>
  )
}

function QueueEmpty({ view, onNew }: { view: QueueView; onNew: () => void }): ReactElement {
  if (view.filter !== '') return <Empty says="No report here holds all of these words. Esc clears the filter." />
  if (view.disposition !== 'open') return <Empty says="No report has gone this way yet." />
  if (view.snoozed === 'only')
    return <Empty says="No report is put aside. z puts one aside until an instant; it comes back by itself." />
  if (view.assigned !== 'anyone') return <Empty says="No report here. a gives the selected report to a member." />
  return (
    <Empty says="Every report waits here until it is promoted to a case, merged into one, or declined with a reason.">
      <Act needs="report.write" variant="filled" onClick={onNew}>
        New report
      </Act>
    </Empty>
  )
}
