import type { ReactElement } from 'react'
import type { ViewOf } from '../../../shared/contract/evidence/views.ts'
import { plainly } from '../../ui/name.ts'
import { words } from './catalogue.ts'
import styles from './viewer.module.css'

interface OutlineProps {
  outline: ViewOf<'pages'>['outline']
  onPage: (page: number) => void
}

/** A document's own table of contents. */
export const Outline = ({ outline, onPage }: OutlineProps): ReactElement => (
  <nav className={styles.outline} aria-label={words.contentsOfDocument}>
    <ol>
      {outline.map(({ title, depth, page }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- headings may repeat
        <li key={index} style={{ paddingInlineStart: Math.min(depth, 8) * 12 }}>
          <button type="button" disabled={page === null} onClick={() => page !== null && onPage(page)}>
            {plainly(title) || words.noTitle}
            {page !== null && <span className="quiet"> {page}</span>}
          </button>
        </li>
      ))}
    </ol>
  </nav>
)
