import { clsx } from 'clsx'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { zoneName } from '../../../shared/kernel/zones.ts'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAskThen } from '../../session/as-of.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { told } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import {
  clockOf,
  dayHeading,
  instantInFull,
  isPrompt,
  occurredInFull,
  shortly,
  viewerZone,
  withinDay,
} from '../../ui/time.ts'
import type { CaseTab } from '../case-tabs.ts'
import { placeInWords, wayTo } from '../evidence/index.ts'
import { words } from './catalogue.ts'
import styles from './cases.module.css'

const route = getRouteApi('/cases/$caseRef')

type Event = Output<'case.timeline'>['events'][number]
type Line = { kind: 'day'; text: string } | { kind: 'event'; event: Event }

const kindWords: Record<Event['kind'], { word: string; tab: CaseTab }> = {
  report: {
    get word() {
      return words.report
    },
    tab: 'reports',
  },
  case: {
    get word() {
      return words.case
    },
    tab: 'history',
  },
  exhibit: {
    get word() {
      return words.exhibit
    },
    tab: 'evidence',
  },
  custody: {
    get word() {
      return words.custody
    },
    tab: 'evidence',
  },
  mark: {
    get word() {
      return words.mark
    },
    tab: 'evidence',
  },
  interview: {
    get word() {
      return words.interview
    },
    tab: 'history',
  },
  note: {
    get word() {
      return words.note
    },
    tab: 'notebook',
  },
  task: {
    get word() {
      return words.task
    },
    tab: 'tasks',
  },
  communication: {
    get word() {
      return words.communication
    },
    tab: 'communications',
  },
  travel: {
    get word() {
      return words.travel
    },
    tab: 'travel',
  },
  assessment: {
    get word() {
      return words.assessment
    },
    tab: 'assessment',
  },
  decision: {
    get word() {
      return words.decision
    },
    tab: 'decisions',
  },
  assertion: {
    get word() {
      return words.assertion
    },
    tab: 'assertions',
  },
  closure: {
    get word() {
      return words.closing
    },
    tab: 'closure',
  },
  packet: {
    get word() {
      return words.packet
    },
    tab: 'packets',
  },
}

interface TimelineProps {
  caseRef: string
  onGo: (tab: CaseTab, item?: string) => void
}

/** Everything of the case on one axis of time, newest first; when it happened beside when it was written down. */
export function Timeline({ caseRef, onGo }: TimelineProps): ReactElement {
  const answer = useAskThen('case.timeline', { case: caseRef })
  const events = answer.data?.events
  const lines = useMemo(() => (events ? linesOf(events) : []), [events])
  return (
    <section className={styles.timeline} aria-labelledby="case-timeline">
      <header>
        <h2 id="case-timeline">{words.timeline}</h2>
        <span className="quiet">{words.happenedAndRecordedWhereThatDiffers}</span>
      </header>
      <Problem problem={answer.error} title={words.theTimelineCouldNotBeRead} onRetry={() => void answer.refetch()} />
      {!events && !answer.error && <Loading what={words.theTimeline} />}
      {events?.length === 0 && <Empty says={words.everythingThatIsRecordedOfThe} />}
      {lines.length > 0 && <Lines lines={lines} onGo={onGo} />}
    </section>
  )
}

function Lines({ lines, onGo }: { lines: Line[]; onGo: TimelineProps['onGo'] }): ReactElement {
  const list = useRef<HTMLOListElement>(null)
  const [margin, setMargin] = useState(0)
  // The list lies below the six questions in one scroller; its place moves with their height.
  useLayoutEffect(() => {
    const scroller = document.getElementById('case-scroll')
    if (!list.current || !scroller) return undefined
    const measure = (): void => {
      if (list.current) {
        setMargin(list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop)
      }
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(scroller)
    return () => observer.disconnect()
  }, [])
  // oxlint-disable-next-line react/incompatible-library -- it concerns the React compiler, which is not in use
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => document.getElementById('case-scroll'),
    estimateSize: (index) => (lines[index]?.kind === 'day' ? 28 : 34),
    overscan: 12,
    scrollMargin: margin,
  })
  return (
    <ol ref={list} style={{ height: rows.getTotalSize() }} className={styles['timeline-lines']}>
      {rows.getVirtualItems().map(({ index, start, key }) => {
        const line = lines[index]
        return (
          <li
            key={key}
            data-index={index}
            ref={rows.measureElement}
            style={{ transform: `translateY(${start - margin}px)` }}
            aria-setsize={lines.length}
            aria-posinset={index + 1}
          >
            {line?.kind === 'day' && <h3 className={styles['timeline-day']}>{line.text}</h3>}
            {line?.kind === 'event' && <EventLine event={line.event} onGo={onGo} />}
          </li>
        )
      })}
    </ol>
  )
}

function EventLine({ event, onGo }: { event: Event; onGo: TimelineProps['onGo'] }): ReactElement {
  const { happenedAt, recordedAt } = event
  const { word, tab } = kindWords[event.kind]
  const { caseRef } = route.useParams()
  return (
    <div className={styles['timeline-event']}>
      <span className={styles['timeline-time']}>
        {happenedAt ? (
          <time
            title={event.offset === null ? occurredInFull(happenedAt) : instantInFull(event.sortAt)}
            dateTime={happenedAt.value}
          >
            {withinDay(happenedAt)}
            {event.offset !== null && <small> {event.offset.replace('-', '−')}</small>}
            {happenedAt.zone !== viewerZone && happenedAt.value.length > 10 && (
              <small> {zoneName(happenedAt.zone)}</small>
            )}
          </time>
        ) : (
          <time title={instantInFull(recordedAt)} dateTime={recordedAt}>
            {clockOf(recordedAt)}
          </time>
        )}
        {happenedAt &&
          !isPrompt(happenedAt, recordedAt, event.offset === null ? undefined : Date.parse(event.sortAt)) && (
            <small title={instantInFull(recordedAt)}>
              {event.late ? words.lateEntry : words.recorded} {shortly(recordedAt)}
            </small>
          )}
      </span>
      <i className={clsx(styles['timeline-dot'], styles[`dot-${event.kind}`])} aria-hidden="true" />
      <span className={styles['timeline-text']}>
        {event.place ? (
          <Link
            to="/exhibits/$exhibitRef"
            params={{ exhibitRef: event.place.exhibit }}
            search={wayTo(event.place.at)}
            aria-label={`${word}: ${event.title}`}
          >
            {told(event.title)}
            {event.place.at !== null && `, ${placeInWords(event.place.at)}`}
          </Link>
        ) : (
          <button
            type="button"
            className="link"
            onClick={() => onGo(tab, event.ref)}
            aria-label={`${word}: ${event.title}`}
          >
            {told(event.title)}
          </button>
        )}{' '}
        <q>{told(event.text)}</q>
        {event.kind === 'packet' && (
          <Link to="/cases/$caseRef" params={{ caseRef }} search={{ tab: 'brief', asOf: `before-${event.seq}` }}>
            {words.asItStoodThen}
          </Link>
        )}
      </span>
      <span className={styles['timeline-who']}>{event.who}</span>
    </div>
  )
}

/** Newest first, each day under its heading. The core sorts by the earliest moment that a time may mean. */
function linesOf(events: readonly Event[]): Line[] {
  const sorted = [...events].sort((a, b) => Date.parse(b.sortAt) - Date.parse(a.sortAt) || b.seq - a.seq)
  const lines: Line[] = []
  let heading = ''
  for (const event of sorted) {
    const own = event.happenedAt
      ? dayHeading(event.happenedAt)
      : dayHeading({ value: localDay(event.recordedAt), zone: viewerZone, precision: 'day' })
    if (own !== heading) {
      heading = own
      lines.push({ kind: 'day', text: own })
    }
    lines.push({ kind: 'event', event })
  }
  return lines
}

const localDay = (instant: string): string => new Date(instant).toLocaleDateString('sv-SE')
