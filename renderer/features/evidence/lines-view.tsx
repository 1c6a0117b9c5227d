import { useQueries } from '@tanstack/react-query'
import { useMemo, useState, type ReactElement } from 'react'
import type { AnswerTo } from '../../../shared/contract/evidence/asks.ts'
import { parseAt } from '../../../shared/kernel/pinpoint.ts'
import { client } from '../../session/client.ts'
import { plainly } from '../../ui/name.ts'
import { useListWindow, usePages } from '../../ui/use-window.ts'
import { count } from '../../ui/words.ts'
import type { ViewProps } from './which.ts'
import styles from './viewer.module.css'

/** Lines that are asked for at once. */
const page = 400
const rowHeight = 18
/** Lines that are taken to follow while nobody counted them. */
const ahead = 4000

/** Text by its lines, with their numbers; only what is seen is asked for. Going to the same line again shows it again. */
export const LinesView = (props: ViewProps<'lines'>): ReactElement => <Lines key={props.turn} {...props} />

function Lines({ which, view, at, opened }: ViewProps<'lines'>): ReactElement {
  const place = at === undefined ? undefined : parseAt(at)
  const wanted = place?.kind === 'line' ? place.line - 1 : -1
  const [pages, onRange] = usePages(page)
  const [known, setKnown] = useState(view.lines)
  const numbers = Array.from({ length: pages.to - pages.from + 1 }, (_, index) => pages.from + index)
  const answers = useQueries({
    queries: numbers.map((number) => {
      const input = { ...which, part: { ask: 'lines' as const, from: number * page, count: page } }
      return {
        queryKey: ['exhibit.part', input],
        queryFn: () => client.call('exhibit.part', input),
        staleTime: Number.POSITIVE_INFINITY,
      }
    }),
  })
  const told = answers.flatMap(({ data }) => (data?.ask === 'lines' ? [data] : []))
  const total = told.find((one) => one.total !== null)?.total ?? known
  // What was counted once holds while the next lines are on their way.
  if (total !== known) setKnown(total)
  const last = Math.max(0, ...answers.map(({ data }, index) => (data ? ((numbers[index] ?? 0) + 1) * page : 0)))
  const lines = total ?? last + ahead
  const { scroller, rows, height } = useListWindow({
    count: lines,
    rowHeight,
    selected: Math.min(wanted, lines - 1),
    onRange,
  })
  const byPage = useMemo(
    () => new Map(answers.map(({ data }, index) => [numbers[index], data?.ask === 'lines' ? data : undefined])),
    [answers, numbers],
  )
  const lineAt = (index: number): AnswerTo<'lines'>['lines'][number] | undefined =>
    byPage.get(Math.floor(index / page))?.lines[index % page]
  const width = String(lines).length
  return (
    <div className={styles.view}>
      <div className={styles.bar} role="toolbar" aria-label="View">
        <span>
          {total === null ? 'more lines than were counted so far' : `${count(total)} lines`} · {view.encoding}
          {view.doubt === null ? '' : ' (guessed)'}
        </span>
        <span className="quiet">
          {opened.reader.startsWith('lines ')
            ? 'Shown as the text it is made of; nothing in it runs.'
            : 'The text that was read in it; nothing in it runs.'}
        </span>
      </div>
      <div ref={scroller} className={styles.lines} tabIndex={0} role="region" aria-label={`Text of ${opened.name}`}>
        <div style={{ height: height, position: 'relative' }}>
          {rows.map(({ key, index, top }) => {
            const line = lineAt(index)
            return (
              <div
                key={key}
                className={styles.line}
                style={{ transform: `translateY(${top}px)` }}
                aria-current={index === wanted ? 'location' : undefined}
              >
                <b style={{ width: `${width}ch` }}>{index + 1}</b>
                <code title={line?.text.slice(0, 2000)}>
                  {line ? plainly(line.text) : '…'}
                  {line && line.cut > 0 ? ` … ${count(line.cut)} more characters` : ''}
                </code>
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
