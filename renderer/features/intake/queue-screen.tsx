import { clsx } from 'clsx'
import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { asOfIn, Sealed, ShowAsOf, useIsPast } from '../../session/as-of.tsx'
import { AsOfBar } from '../../ui/as-of-bar.tsx'
import { useKeys } from '../../session/keys.ts'
import { useKept } from '../../session/kept.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useFollow } from '../../ui/follow-list.ts'
import { Problem } from '../../ui/problem.tsx'
import { usePages } from '../../ui/use-window.ts'
import { DropFiles, useImportFiles } from '../exchange/index.ts'
import { isSealedName, useSealedPicks } from '../report-form/index.ts'
import { JustGone, useUndo } from './just-gone.tsx'
import { QueueBar, type QueueView } from './queue-bar.tsx'
import { QueueTable } from './queue-table.tsx'
import { ReportPanel, type Asking } from './report-panel.tsx'
import { useReports } from './use-reports.ts'
import { words } from './catalogue.ts'
import styles from './intake.module.css'

const route = getRouteApi('/queue')

const firstView: QueueView = { disposition: 'open', order: 'due', filter: '', assigned: 'anyone', snoozed: 'hide' }
const widest = (view: QueueView): QueueView => ({ ...firstView, order: view.order, disposition: 'all' })
const isWidest = ({ disposition, filter }: QueueView): boolean => disposition === 'all' && filter === ''

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
  const [view, setView] = useKept<QueueView>('queue view', firstView)
  const { report: linked, asOf } = route.useSearch()
  const past = useIsPast()
  const [looking, setLooking] = useState(false)
  const [filter] = useDebouncedValue(view.filter, 150)
  const [pages, onRange] = usePages(200)
  const [asked, setAsked] = useState<{ what: Asking; report: string }>()
  const filterField = useRef<HTMLInputElement>(null)
  const picked = useImportFiles()
  const sealed = useSealedPicks()
  const question = { ...view, filter }
  const reports = useReports(question, pages, linked)

  const total = reports.total ?? 0
  const selected = linked ?? reports.row(0)?.number
  const found = reports.indexOf(selected)
  const asking = asked !== undefined && asked.report === selected ? asked.what : null
  const out = linked !== undefined && reports.held === false && asking === null
  const place = useRef(0)
  useEffect(() => {
    if (found >= 0) place.current = found
  }, [found])
  /** The report that left the list last, until another one is chosen by hand. */
  const [gone, setGone] = useState<string>()

  const go = (number: string | undefined): void => {
    setAsked(undefined)
    void navigate({ to: '/queue', search: { report: number, asOf }, replace: true })
  }
  const select = (number: string | undefined): void => {
    setGone(undefined)
    go(number)
  }
  const [narrower, setNarrower] = useState<QueueView>()
  useFollow({
    asked: linked,
    held: reports.held,
    question: JSON.stringify([question, asOf]),
    place: found,
    busy: asking !== null,
    onWiden: () => {
      if (isWidest(view)) return false
      setNarrower(view)
      setView(widest(view))
      return true
    },
    onLeave: () => select(undefined),
    onGone: (at) => {
      setGone(linked)
      go(reports.row(Math.min(at, total - 1))?.number)
    },
  })
  /** Steps told while it was not known where the report stands: it was filed a moment ago, say. */
  const [steps, setSteps] = useState(0)
  const isKnown = linked === undefined || reports.held !== undefined
  const move = (step: number): void => {
    if (!isKnown) return setSteps(steps + step)
    // A report that has left the list leaves its place to the next one.
    const next = found >= 0 ? place.current + step : place.current + (step > 0 ? 0 : -1)
    const row = reports.row(Math.max(0, Math.min(total - 1, next)))
    if (row) select(row.number)
  }
  useEffect(() => {
    if (!isKnown || steps === 0) return
    setSteps(0)
    move(steps)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- told once, as soon as its place is known
  }, [isKnown, steps])
  const triages = useMay('report.triage').now && !past
  const back = useUndo({
    report: gone ?? selected,
    isGone: gone !== undefined,
    byHolder: view.assigned !== 'anyone',
    onBack: select,
  })
  const ask = (what: Asking): void => {
    // What was filed a moment ago need not be in the list yet; what the list does not have is only read.
    if (!triages || selected === undefined || (linked !== undefined && reports.held === false)) return
    // The first row is only shown until it is asked about: from then on it stays selected, whatever comes above it.
    setGone(undefined)
    if (linked === undefined) go(selected)
    setAsked({ what, report: selected })
  }
  const leave = (): void => {
    setLooking(false)
    if (past) void navigate({ to: '/queue', search: { report: linked } })
  }
  useKeys(words.queue, [
    { key: 'i', says: words.importFilesKey, run: () => void navigate({ to: '/queue/import' }) },
    { key: 't', says: words.showTheQueueAsOfA, run: () => setLooking(true) },
    { key: 'n', says: words.newReport2, run: () => void navigate({ to: '/queue/new' }) },
    { key: 'j', says: words.nextReport, run: () => move(1) },
    { key: 'k', says: words.previousReport, run: () => move(-1) },
    { key: 'ArrowDown', says: words.nextReport, run: () => move(1) },
    { key: 'ArrowUp', says: words.previousReport, run: () => move(-1) },
    { key: 'PageDown', says: words.twelveReportsOn, run: () => move(12) },
    { key: 'PageUp', says: words.twelveReportsBack, run: () => move(-12) },
    { key: 'p', says: words.promoteToCase2, run: () => ask('promote') },
    { key: 'm', says: words.mergeIntoCase2, run: () => ask('merge') },
    { key: 'x', says: words.declineReport2, run: () => ask('decline') },
    { key: 'a', says: words.assignReport, run: () => ask('assign') },
    { key: 'z', says: words.snoozeReport, run: () => ask('snooze') },
    {
      key: 'u',
      says: words.undoBringBackWhatIsSnoozed,
      run: () => triages && back.undo(),
    },
    { key: 's', says: words.setSeverity, run: () => ask('severity') },
    { key: '/', says: words.filterTheQueue2, run: () => filterField.current?.focus() },
    {
      key: 'Escape',
      says: words.clearTheFilter,
      run: () => {
        setView({ ...view, filter: '' })
        filterField.current?.blur()
      },
    },
  ])
  useKeys(words.asItStood, [{ key: 'Escape', says: words.returnToNow, run: leave }], looking || past)
  const open = (): void => {
    const caseRef = reports.row(found)?.caseNumber
    if (caseRef) void navigate({ to: '/cases/$caseRef', params: { caseRef } })
    else document.querySelector<HTMLElement>(`.${styles.queue} .panel button`)?.focus()
  }

  // A sealed report opens in a room of its own; of a mixed heap the others wait where they were taken.
  const dropped = (given: readonly File[]): void => {
    const reports = given.filter(isSealedName)
    const others = given.filter((file) => !isSealedName(file))
    const taking = [
      ...(reports.length > 0 ? [sealed.take(reports)] : []),
      ...(others.length > 0 ? [picked.take(others)] : []),
    ]
    void Promise.all(taking).then(() => navigate({ to: reports.length > 0 ? '/queue/form' : '/queue/import' }))
  }

  return (
    <DropFiles says={words.dropToSeeWhatTheseFiles} onFiles={dropped}>
      <div className={selected === undefined ? styles.queue : clsx(styles.queue, styles['with-panel'])}>
        <section className={styles['queue-list']} aria-label={words.queue}>
          <QueueBar
            view={view}
            onView={setView}
            counts={reports.newest}
            filterField={filterField}
            onLookBack={() => setLooking(true)}
          />
          {(looking || past) && (
            <AsOfBar
              stood={asOf === undefined ? undefined : (reports.newest?.stood ?? null)}
              onMove={(instant) => void navigate({ to: '/queue', search: { report: linked, asOf: instant } })}
              onLeave={leave}
            />
          )}
          {narrower && isWidest(view) && (
            <p role="status" className={styles['queue-said']}>
              {words.allReportsAreListedSoThat}
              <Button
                variant="subtle"
                onClick={() => {
                  setView(narrower)
                  setNarrower(undefined)
                }}
              >
                {words.listAsBefore}
              </Button>
            </p>
          )}
          <Problem problem={reports.error} title={words.theReportsCouldNotBeRead} onRetry={reports.retry} />
          {gone !== undefined && gone !== linked && !past && <JustGone key={gone} report={gone} onBack={back.undo} />}
          <Problem problem={back.problem} title={words.itWasNotUndone} />
          {reports.total === 0 ? (
            <QueueEmpty view={view} onNew={() => void navigate({ to: '/queue/new' })} />
          ) : (
            <QueueTable
              reports={reports}
              selected={found}
              onSelect={select}
              onOpen={open}
              onRange={onRange}
              label={words.reports2(total)}
            />
          )}
        </section>
        {selected !== undefined && (
          <Sealed when={out}>
            <ReportPanel
              key={selected}
              report={selected}
              asking={asking}
              out={out}
              onAsk={(what) => (what === null ? setAsked(undefined) : ask(what))}
            />
          </Sealed>
        )}
      </div>
    </DropFiles>
  )
}

function QueueEmpty({ view, onNew }: { view: QueueView; onNew: () => void }): ReactElement {
  if (view.filter !== '') return <Empty says={words.noReportHereHoldsAllOf} />
  if (view.disposition !== 'open') return <Empty says={words.noReportHasGoneThisWay} />
  if (view.snoozed === 'only') return <Empty says={words.noReportIsPutAsideZ} />
  if (view.assigned !== 'anyone') return <Empty says={words.noReportHereAGivesThe} />
  return (
    <Empty says={words.everyReportWaitsHereUntilIt}>
      <Act needs="report.write" variant="filled" onClick={onNew}>
        {words.newReport}
      </Act>
    </Empty>
  )
}
