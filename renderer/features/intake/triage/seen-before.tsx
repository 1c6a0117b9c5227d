import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { shortly } from '../../../ui/time.ts'
import { useNow } from '../../../ui/now.ts'
import type { Grading } from './grade-draft.ts'

/** Earlier reports that may be about the same, and where they went. */
export function SeenBefore({ seen }: { seen: Grading['seen'] }): ReactElement | null {
  const now = useNow()
  if (seen.length === 0) return null
  return (
    <section className="seen" aria-labelledby="seen-heading">
      <h3 id="seen-heading">Seen before</h3>
      <ul>
        {seen.map(({ number, why, receivedAt, disposition, caseNumber, excerpt }) => (
          <li key={number}>
            <p>
              <Link to="/queue" search={{ report: number }}>
                {number}
              </Link>
              , {why}, {shortly(receivedAt, now)}
              {caseNumber === null ? (
                disposition !== 'open' && `, ${disposition}`
              ) : (
                <>
                  , in{' '}
                  <Link to="/cases/$caseRef" params={{ caseRef: caseNumber }}>
                    {caseNumber}
                  </Link>
                </>
              )}
            </p>
            <small className="words">{excerpt}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
