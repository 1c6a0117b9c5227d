import { clsx } from 'clsx'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { Button } from '@mantine/core'
import { useAsk } from '../../session/client.ts'
import { plainly, told } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { words } from './catalogue.ts'
import styles from './subjects.module.css'

const first = 20

/** Every entry about the subject, newest first: who recorded what, from what to what. */
export function SubjectHistory({ id }: { id: string }): ReactElement {
  const { data, error } = useAsk('subject.history', { subject: id })
  const [all, setAll] = useState(false)
  const rows = data?.rows ?? []
  return (
    <section className={clsx('card', styles['subject-section'])} aria-label={words.history}>
      <h2>{words.history}</h2>
      <Problem problem={error} title={words.theHistoryCouldNotBeRead} />
      <ul className={styles.known}>
        {rows.slice(0, all ? rows.length : first).map(({ seq, at, actor, summary, changes }) => (
          <li key={seq}>
            <div>
              <p className="words">{told(summary)}</p>
              {changes
                .filter(({ from }) => from !== null)
                .map(({ field, from, to }) => (
                  <p key={field} className="quiet">
                    {plainly(field)}: <del>{plainly(from ?? '')}</del> <span aria-hidden="true">→</span>{' '}
                    {to === null ? words.nothing : plainly(to)}
                  </p>
                ))}
              <small>
                {actor}, <At at={at} full />
              </small>
            </div>
            <Link to="/ledger" search={{ seq }} className="quiet nowrap">
              {words.entrySeq(seq)}
            </Link>
          </li>
        ))}
      </ul>
      {!all && rows.length > first && (
        <Button variant="subtle" className="outdent" onClick={() => setAll(true)}>
          {words.showAll(words.entries(rows.length))}
        </Button>
      )}
    </section>
  )
}
