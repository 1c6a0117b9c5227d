import type { ReactElement } from 'react'
import { told } from '../../ui/name.ts'
import type { Closure } from './closure.ts'
import { words } from './catalogue.ts'
import styles from './closure.module.css'

type Check = Closure['checks'][number]

interface ChecklistProps {
  checks: readonly Check[]
  onGo: (tab: string, item: string | null) => void
}

/** What must be settled before the case is closed: what is open first, each with the way to it. */
export function Checklist({ checks, onGo }: ChecklistProps): ReactElement {
  const open = checks.filter((check) => check.open !== null)
  const settled = checks.filter((check) => check.open === null)
  return (
    <div className={styles.checklist}>
      <h3 className="section-title">
        {open.length === 0 ? words.nothingIsOpen : words.toSettleBeforeClosing(words.things(open.length))}
      </h3>
      <ul>
        {open.map(({ what, open: words, tab, item }) => (
          <li key={`${what} ${words ?? ''}`} className={styles.unsettled}>
            <button type="button" className="link" onClick={() => onGo(tab, item)}>
              {what}
            </button>{' '}
            {told(words ?? '')}
          </li>
        ))}
        {settled.length > 0 && (
          <li className={styles.settled}>
            <b>{words.settled}</b> {settled.map(({ what }) => what).join(', ')}
          </li>
        )}
      </ul>
    </div>
  )
}
