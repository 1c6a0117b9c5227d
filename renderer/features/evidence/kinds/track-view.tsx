import { useState, type ReactElement } from 'react'
import type { EvidencePoint } from '../../../../shared/contract/evidence/shapes.ts'
import type { ViewOf } from '../../../../shared/contract/evidence/views.ts'
import { parseAt, showAt } from '../../../../shared/kernel/pinpoint.ts'
import { useAsk } from '../../../session/client.ts'
import { Loading } from '../../../ui/empty.tsx'
import { plainly } from '../../../ui/name.ts'
import { Problem } from '../../../ui/problem.tsx'
import { count } from '../../../ui/words.ts'
import { words } from './catalogue.ts'
import { MapDrawing } from './map-drawing.tsx'
import { momentInWords } from './moment.ts'
import { Pager } from './pager.tsx'
import type { PlacedMark } from '../mark-place.ts'
import { Pins } from '../pin.tsx'
import type { ViewProps } from '../which.ts'
import placed from './placed.module.css'
import styles from '../viewer.module.css'

const size = 200

/** Positions: what they draw, their lengths, times and gaps, and each point in a table. */
export const TrackView = (props: ViewProps<'track'>): ReactElement => <Track key={props.turn} {...props} />

function Track({ which, opened, view, at, marks, onHere, onMark }: ViewProps<'track'>): ReactElement {
  const place = at === undefined ? undefined : parseAt(at)
  const wanted = place?.kind === 'item' && place.item === 'point' ? Math.min(place.number, view.points) : 0
  const [page, setPage] = useState(Math.max(0, Math.floor((wanted - 1) / size)))
  const [here, setHere] = useState(wanted)
  const answer = useAsk('exhibit.part', { ...which, part: { ask: 'points', from: page * size, count: size } })
  const points = answer.data?.ask === 'points' ? answer.data.points : undefined
  const marked = points?.find(({ number }) => number === here)
  return (
    <div className={styles.view}>
      <div className={styles.bar} role="toolbar" aria-label={words.view}>
        <span>
          {words.points(view.points)} · {view.format}
        </span>
        <Pager page={page} size={size} total={view.points} onPage={setPage} />
      </div>
      <div className={placed.list} tabIndex={0} role="region" aria-label={words.pointsOf(plainly(opened.name))}>
        <MapDrawing shapes={view.shapes} marked={marked && [marked.latitude, marked.longitude]} />
        {view.lines.length > 0 && <Sums lines={view.lines} />}
        {answer.error && <Problem problem={answer.error} title={words.couldNotBeRead} />}
        {!points && !answer.error && <Loading what={words.thePoints} />}
        {points && (
          <Points
            points={points}
            here={here}
            marks={marks}
            onMark={onMark}
            onHere={(number) => {
              setHere(number)
              onHere(showAt({ kind: 'item', item: 'point', number }))
            }}
          />
        )}
      </div>
    </div>
  )
}

const Sums = ({ lines }: { lines: ViewOf<'track'>['lines'] }): ReactElement => (
  <table className={placed.table} aria-label={words.lines}>
    <thead>
      <tr>
        {[words.line, words.pointsHead, words.length, words.begins, words.ends, words.gaps].map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {lines.slice(0, 100).map(({ name, points, metres, from, to, gaps }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two lines may have one name
        <tr key={`${name} ${index}`}>
          <td>{plainly(name)}</td>
          <td>{count(points)}</td>
          <td>{words.kilometres((metres / 1000).toFixed(2))}</td>
          <td>{from === null ? words.noTime : momentInWords(from, 'utc')}</td>
          <td>{to === null ? words.noTime : momentInWords(to, 'utc')}</td>
          <td>
            {gaps.slice(0, 20).map((gap) => (
              <div key={gap.at}>
                {words.gap({
                  from: momentInWords(gap.from, 'utc'),
                  to: momentInWords(gap.to, 'utc'),
                  km: (gap.metres / 1000).toFixed(2),
                })}
              </div>
            ))}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

interface PointsProps {
  points: EvidencePoint[]
  here: number
  onHere: (number: number) => void
  marks: readonly PlacedMark[]
  onMark: (id: string) => void
}

const Points = ({ points, here, onHere, marks, onMark }: PointsProps): ReactElement => (
  <table className={placed.table} aria-label={words.pointsHead}>
    <thead>
      <tr>
        {[words.number, words.time, words.latitude, words.longitude, words.height, words.of, words.says].map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {points.map(({ number, at, written, latitude, longitude, height, of, words: says }) => (
        <tr key={number} aria-current={number === here ? 'location' : undefined}>
          <td>
            <button
              type="button"
              className="link"
              aria-label={words.citeThis(`point ${number}`)}
              onClick={() => onHere(number)}
            >
              {number}
            </button>{' '}
            <Pins
              marks={marks.filter(({ at: place }) => place?.kind === 'item' && place.number === number)}
              onMark={onMark}
            />
          </td>
          <td>
            {at !== null
              ? momentInWords(at, 'utc')
              : written === ''
                ? words.noTime
                : words.notAMoment(plainly(written))}
          </td>
          <td>{latitude}</td>
          <td>{longitude}</td>
          <td>{height ?? ''}</td>
          <td>{plainly(of)}</td>
          <td>{plainly(says)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
