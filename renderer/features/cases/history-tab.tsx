import { clsx } from 'clsx'
import { NativeSelect } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAskThen, useAsOf } from '../../session/as-of.tsx'
import { useTask } from '../../session/tasks.ts'
import { Act } from '../../session/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { plainly, told } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { dayAndClock } from '../../ui/time.ts'
import { At } from '../../ui/when.tsx'
import { words } from './catalogue.ts'
import styles from './cases.module.css'

type Row = Output<'case.history'>['rows'][number]
const everything = ''

/** Every entry about the case and its reports, newest first: who changed what, from what to what. */
export function HistoryTab({ detail }: { detail: { id: string } }): ReactElement {
  const caseRef = detail.id
  const answer = useAskThen('case.history', { case: caseRef })
  const [field, setField] = useState(everything)
  const [member, setMember] = useState(everything)
  const all = useMemo(() => answer.data?.rows ?? [], [answer.data])
  const fields = [...new Set(all.flatMap(({ changes }) => changes.map((change) => change.field)))].sort(byWord)
  const members = [...new Set(all.map(({ actor }) => actor))].sort(byWord)
  const rows = all.filter(
    ({ actor, changes }) =>
      (member === everything || actor === member) &&
      (field === everything || changes.some((change) => change.field === field)),
  )
  const opened = all.find(({ type }) => type === 'case.opened')?.seq ?? Infinity
  const origin = all.find(({ type }) => type === 'report.promoted')?.about ?? null
  return (
    <div className={clsx('case-body flush', styles.history)}>
      <div className="room-bar">
        <NativeSelect
          aria-label={words.whichField}
          value={field}
          data={[{ value: everything, label: words.everyField }, ...fields]}
          onChange={(event) => setField(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label={words.whoseEntries}
          value={member}
          data={[{ value: everything, label: words.everyMember }, ...members]}
          onChange={(event) => setMember(event.currentTarget.value)}
        />
        <Export caseRef={caseRef} />
      </div>
      <Problem problem={answer.error} title={words.theHistoryCouldNotBeRead} onRetry={() => void answer.refetch()} />
      {!answer.data && !answer.error && <Loading what={words.theHistory} />}
      {answer.data && rows.length === 0 && <Empty says={words.noEntryIsOfThisField} />}
      {rows.length > 0 && (
        <Rows key={`${field} ${member}`} rows={rows} caseRef={caseRef} opened={opened} origin={origin} />
      )}
    </div>
  )
}

const byWord = (a: string, b: string): number => a.localeCompare(b, 'en')

/** Writes all of it to a file, whatever is filtered; that it was written is on record. */
function Export({ caseRef }: { caseRef: string }): ReactElement {
  const asOf = useAsOf()
  const writing = useTask('history.export', caseRef)
  const write = (format: 'csv' | 'pdf') => () =>
    void writing.run({ case: caseRef, format, ...(asOf === undefined ? {} : { asOf }) }, words.writingTheHistory)
  return (
    <>
      <Act needs="packet.build" onClick={write('csv')} disabled={writing.running}>
        {words.writeCsv}
      </Act>
      <Act needs="packet.build" onClick={write('pdf')} disabled={writing.running}>
        {words.writePdf}
      </Act>
      <TaskProgress task={writing.task} />
      {writing.task?.state === 'failed' && (
        <Problem problem={writing.task.failure} title={words.theHistoryWasNotWritten} onDismiss={writing.dismiss} />
      )}
      {writing.result && (
        <ShownFile
          file={writing.result.file}
          says={words.ofTheHistoryWereWritten(words.entries(writing.result.entries))}
        />
      )}
    </>
  )
}

/** Entries of many heights; only those in sight exist. */
interface RowsProps {
  rows: Row[]
  caseRef: string
  /** The entry that opened the case. */
  opened: number
  /** Number of the report that it was made of. */
  origin: string | null
}

function Rows({ rows, caseRef, opened, origin }: RowsProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- it concerns the React compiler, which is not in use
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => 44 + 20 * (rows[index]?.changes.length ?? 0),
    getItemKey: (index) => rows[index]?.seq ?? index,
    overscan: 8,
  })
  // Before the case was opened its report stood in the queue.
  const tablesAsOf = (row: Row): Past =>
    !row.decision
      ? null
      : row.seq > opened + 1
        ? { room: 'case' }
        : { room: 'queue', report: (row.type.startsWith('report.') ? row.about : null) ?? origin }
  return (
    <div
      ref={scroller}
      className={styles['history-scroll']}
      tabIndex={0}
      role="region"
      aria-label={words.entries(rows.length)}
    >
      <ol style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index]
          return (
            <li
              key={key}
              data-index={index}
              ref={list.measureElement}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              {row && <Entry row={row} caseRef={caseRef} stoodIn={tablesAsOf(row)} />}
            </li>
          )
        })}
      </ol>
    </div>
  )
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+(Z|[+-]\d\d:\d\d)$/
const inWords = (value: string): string => (instant.test(value) ? dayAndClock(value) : plainly(value))

/** Where a decision's maker had what they decided on. */
type Past = { room: 'case' } | { room: 'queue'; report: string | null } | null

function Entry({ row, caseRef, stoodIn }: { row: Row; caseRef: string; stoodIn: Past }): ReactElement {
  const navigate = useNavigate()
  const { seq, at, actor, type, about, summary, changes, reason } = row
  const goBack = (past: NonNullable<Past>): void => {
    const asOf = `before-${seq}`
    if (past.room === 'queue') void navigate({ to: '/queue', search: { report: past.report ?? undefined, asOf } })
    else void navigate({ to: '/cases/$caseRef', params: { caseRef }, search: { tab: 'brief', asOf } })
  }
  return (
    <article className={styles['history-entry']}>
      <p className={styles['history-who']}>
        <At at={at} full />
        <span>{actor}</span>
        <Link to="/ledger" search={{ seq }}>
          {words.entrySeq(seq)}
        </Link>
      </p>
      <div>
        <p>
          {about !== null && (type === 'case.changed' || !summary.includes(about)) && <b>{plainly(about)} </b>}
          {/* The fields below say all of what changed. */}
          {type === 'case.changed' ? words.changed : told(summary)}
        </p>
        {changes.length > 0 && (
          <dl>
            {changes.map(({ field, from, to }) => (
              <div key={field}>
                <dt>{field}</dt>
                <dd>
                  {from !== null && (
                    <>
                      <del>{inWords(from)}</del> <span aria-hidden="true">→</span>{' '}
                    </>
                  )}
                  {to === null ? <span className="quiet">{words.nothing}</span> : <ins>{inWords(to)}</ins>}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {reason !== null && (type === 'case.changed' || !summary.includes(reason)) && (
          <p className="quiet">{plainly(reason)}</p>
        )}
        {stoodIn && (
          <button
            type="button"
            className="link"
            aria-label={words.asItStoodThenBeforeEntry(seq)}
            onClick={() => goBack(stoodIn)}
          >
            {words.asItStoodThen}
          </button>
        )}
      </div>
    </article>
  )
}
