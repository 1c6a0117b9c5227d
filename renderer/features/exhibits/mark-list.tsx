import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { useAsOf } from '../../session/as-of.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { plainLines, plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { placeInWords, wayTo } from '../evidence/index.ts'
import { words } from './catalogue.ts'
import { allMarks, type Mark } from './mark-filter.ts'
import type { Marks } from './use-marks.ts'
import styles from './marks.module.css'

/** So many marks are drawn at once. */
const step = 200

/** The marks of all exhibits of a case: each opens its exhibit at its place. */
export function MarkList({ marks }: { marks: Marks }): ReactElement {
  const { all, shown, setFilter, error, retry } = marks
  const isThen = useAsOf() !== undefined
  const [most, setMost] = useState(step)
  return (
    <>
      {isThen && <p className={`${styles.note} quiet`}>{words.asOfNow}</p>}
      <Problem problem={error} title={words.marksNotRead} onRetry={retry} />
      {!all && !error && <Loading what={words.theMarks} />}
      {all?.length === 0 && <Empty says={words.noneYet} />}
      {all && all.length > 0 && shown.length === 0 && (
        <Empty says={words.noneLikeThis}>
          <Button onClick={() => setFilter(allMarks)}>{words.showAll}</Button>
        </Empty>
      )}
      {shown.length > 0 && (
        <ol className={styles.marks} aria-label={words.marksOfCase}>
          {shown.slice(0, most).map((mark) => (
            <MarkRow key={mark.id} mark={mark} />
          ))}
        </ol>
      )}
      {shown.length > most && (
        <Button className={styles.more} onClick={() => setMost(most + step)}>
          {words.showMore}
        </Button>
      )}
    </>
  )
}

function MarkRow({ mark }: { mark: Mark }): ReactElement {
  const { number, exhibitNumber, fileName, at, labels, why, comment, madeAt, madeBy, changedAt, changedBy } = mark
  return (
    <li className={styles.mark}>
      <Link
        className={styles.place}
        to="/exhibits/$exhibitRef"
        params={{ exhibitRef: exhibitNumber }}
        search={wayTo(at)}
      >
        <span>{exhibitNumber}</span> <bdi>{plainly(fileName)}</bdi>,{' '}
        <b title={at ?? undefined}>{at === null ? words.wholeExhibit : placeInWords(at)}</b>
      </Link>
      {labels.length > 0 && (
        <span className={styles.labels}>
          {labels.map((label) => (
            <span key={label}>{plainly(label)}</span>
          ))}
        </span>
      )}
      {why !== null && <p>{plainly(why)}</p>}
      {comment !== null && <p className={styles.comment}>{plainLines(comment)}</p>}
      <small className="quiet">
        {words.made({ number, by: plainly(madeBy), at: <At at={madeAt} /> })}
        {changedAt !== null && changedBy !== null && (
          <> · {words.changed({ by: plainly(changedBy), at: <At at={changedAt} /> })}</>
        )}
      </small>
    </li>
  )
}
