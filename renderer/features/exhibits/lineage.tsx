import type { CSSProperties, ReactElement } from 'react'
import { useAskThen } from '../../session/as-of.tsx'
import { plainly } from '../../ui/name.ts'
import { words } from './catalogue.ts'
import styles from './room.module.css'

/** What an exhibit was made from and what was made from it, as a tree, with the tool of each step. */
export function Lineage({
  exhibit,
  onSelect,
}: {
  exhibit: string
  onSelect: (number: string) => void
}): ReactElement | null {
  const { data } = useAskThen('exhibit.lineage', { exhibit })
  if (!data || data.items.length < 2) return null
  return (
    <section aria-label={words.lineage} className={styles.tree}>
      <h2>{words.lineage}</h2>
      <ol>
        {data.items.map(({ id, number, fileName, depth, how }) => (
          <li key={id} style={{ '--depth': depth } as CSSProperties} data-here={id === exhibit}>
            <span>
              {depth > 0 && <i className={styles.branch} aria-hidden="true" />}
              {id === exhibit ? (
                <b>{number}</b>
              ) : (
                <button type="button" className="link" onClick={() => onSelect(number)}>
                  {number}
                </button>
              )}
              <span className={styles['tree-name']}>{plainly(fileName)}</span>
            </span>
            <small>{how === null ? words.original : plainly(how)}</small>
          </li>
        ))}
      </ol>
    </section>
  )
}
