import { useState, type ReactElement } from 'react'
import { parseAt, showAt } from '../../../../shared/kernel/pinpoint.ts'
import { useAsk } from '../../../session/client.ts'
import { Loading } from '../../../ui/empty.tsx'
import { plainLines, plainly } from '../../../ui/name.ts'
import { Fact, Facts } from '../../../ui/panel.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { words } from './catalogue.ts'
import { MapDrawing } from './map-drawing.tsx'
import { Pager } from './pager.tsx'
import { Pins } from '../pin.tsx'
import type { ViewProps } from '../which.ts'
import placed from './placed.module.css'
import styles from '../viewer.module.css'

const size = 50

/** What a file numbers, each with all that it says: events, contacts, information of an alert, records of a web archive. */
export const RecordsView = (props: ViewProps<'records'>): ReactElement => <Records key={props.turn} {...props} />

/** The page of a list on which a place of it stands: records are in the order of their kinds. */
function pageOf(at: string | undefined): number {
  const place = at === undefined ? undefined : parseAt(at)
  return place?.kind === 'item' ? Math.floor((place.number - 1) / size) : 0
}

function Records({ which, opened, view, at, marks, onMember, onHere, onMark }: ViewProps<'records'>): ReactElement {
  const wanted = pageOf(at)
  const [page, setPage] = useState(Math.min(wanted, Math.max(0, Math.ceil(view.records / size) - 1)))
  const [here, setHere] = useState(at)
  const answer = useAsk('exhibit.part', { ...which, part: { ask: 'records', from: page * size, count: size } })
  const records = answer.data?.ask === 'records' ? answer.data.records : undefined
  return (
    <div className={styles.view}>
      <div className={styles.bar} role="toolbar" aria-label={words.view}>
        <span>
          {words.records(view.records)} · {view.format}
        </span>
        <Pager page={page} size={size} total={view.records} onPage={setPage} />
      </div>
      <div className={placed.list} tabIndex={0} role="region" aria-label={words.recordsOf(plainly(opened.name))}>
        {view.shapes.length > 0 && <MapDrawing shapes={view.shapes} />}
        {answer.error && <Problem problem={answer.error} title={words.couldNotBeRead} />}
        {!records && !answer.error && <Loading what={words.theRecords} />}
        {records?.map(({ at: own, title, fields, member }) => (
          <article key={own} className={placed.record} aria-current={own === here ? 'location' : undefined}>
            <h2>
              <button
                type="button"
                className="link"
                aria-label={words.citeThis(own)}
                onClick={() => {
                  setHere(own)
                  onHere(own)
                }}
              >
                {own}
              </button>{' '}
              <Pins marks={marks.filter(({ at: of }) => of !== null && showAt(of) === own)} onMark={onMark} />{' '}
              {plainly(title)}{' '}
              {member !== null && (
                <button type="button" className="link" onClick={() => onMember(member)}>
                  {words.open}
                </button>
              )}
            </h2>
            <Facts>
              {fields.map(({ name, value }, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a field may stand twice
                <Fact key={`${name} ${index}`} term={plainly(name)}>
                  <span className={placed.value} dir="auto">
                    {plainLines(value)}
                  </span>
                </Fact>
              ))}
            </Facts>
          </article>
        ))}
      </div>
    </div>
  )
}
