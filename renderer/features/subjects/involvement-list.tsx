import { clsx } from 'clsx'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useIsPast } from '../../session/as-of.tsx'
import { Act } from '../../session/may.tsx'
import { plainly } from '../../ui/name.ts'
import { At, Occurred } from '../../ui/when.tsx'
import type { Asked } from './asked.ts'
import { MatterLink } from './matter-link.tsx'
import { Tone } from './tone.tsx'
import { kindWords, named, roleWords, type Involvement } from './words.ts'
import { words } from './catalogue.ts'
import styles from './subjects.module.css'

interface InvolvementListProps {
  items: readonly Involvement[]
  /** What a row is about: on a subject's page the report or case, on a case's page who it is. */
  shows: 'matter' | 'who'
  /** Id of the subject or matter whose page this is: what comes from another is said. */
  home: string
  empty: string
  /** Left out: nothing can be changed here. */
  onAsk?: (asked: Asked) => void
}

/** Who was involved in what, as what, from when to when, and how sure that is. */
export function InvolvementList({ items, shows, home, empty, onAsk }: InvolvementListProps): ReactElement {
  const past = useIsPast()
  if (items.length === 0) return <p className="quiet">{empty}</p>
  return (
    <ul className={styles.known}>
      {items.map((item) => (
        <li
          key={item.id}
          className={item.withdrawn === null ? styles.involved : clsx(styles.involved, styles.withdrawn)}
        >
          <b>{roleWords[item.role]}</b>
          <div>
            {shows === 'who' ? <Who item={item} /> : <MatterLink matter={item.matter} />}{' '}
            {item.confidence !== 'high' && <Tone confidence={item.confidence} />}
            {(item.from !== null || item.to !== null) && (
              <p>
                {item.from !== null && (
                  <>
                    {words.from2} <Occurred when={item.from} />{' '}
                  </>
                )}
                {item.to !== null && (
                  <>
                    {words.to2} <Occurred when={item.to} />
                  </>
                )}
              </p>
            )}
            {shows === 'matter' && (
              <p className={clsx('quiet words', styles['subject-matter'])}>{plainly(item.matter.title)}</p>
            )}
            {item.basis !== null && <p className="words">{plainly(item.basis)}</p>}
            <small>
              {shows === 'who' && item.matter.id !== home ? `${item.matter.number}, ` : ''}
              {shows === 'matter' && item.subject.id !== home ? `${words.recordedFor(named(item.subject))} ` : ''}
              {item.recordedBy}, <At at={item.recordedAt} />
            </small>
            {item.withdrawn && (
              <small>
                {words.withdrawnBy(item.withdrawn.by)} <At at={item.withdrawn.at} />: {plainly(item.withdrawn.reason)}
              </small>
            )}
          </div>
          {onAsk && !past && item.withdrawn === null && item.matter.state !== 'destroyed' && (
            <span className={styles['known-acts']}>
              <Act
                needs="case.write"
                variant="subtle"
                aria-label={words.endOrCorrect2({ name: item.subject.name, role: roleWords[item.role] })}
                onClick={() => onAsk({ what: 'change', involvement: item })}
              >
                {words.endOrCorrect3}
              </Act>
              <Act
                needs="case.write"
                variant="subtle"
                aria-label={words.withdrawNameRole({ name: item.subject.name, role: roleWords[item.role] })}
                onClick={() => onAsk({ what: 'withdraw', withdrawing: { what: 'involvement', involvement: item } })}
              >
                {words.withdraw}
              </Act>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Who({ item: { subject, under } }: { item: Involvement }): ReactElement {
  const kept = under ?? subject
  return (
    <>
      <Link to="/subjects/$subjectRef" params={{ subjectRef: kept.number }} className="words">
        {plainly(kept.name)}
      </Link>{' '}
      <span className="quiet">
        {kept.number} · {kindWords[kept.kind].toLowerCase()}
        {under === null ? '' : words.recordedAs(named(subject))}
      </span>
    </>
  )
}
