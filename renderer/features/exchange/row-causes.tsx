import type { ReactElement } from 'react'
import type { RowCause } from '../../../shared/contract/intake.ts'
import { plainly } from '../../ui/name.ts'
import { count } from '../../ui/words.ts'
import { words } from './catalogue.ts'
import styles from './import.module.css'

const shownValues = 10

interface RowCausesProps {
  of: readonly RowCause[]
  /** What becomes of these rows: `refused`, `would be filed`. */
  are: string
  refused?: boolean
  /** Of several tables: which one. */
  name?: string
}

/** Rows that share a cause, one line a cause: how many, what their cells say, and where the first of them are. */
export const RowCauses = ({ of, are, refused, name }: RowCausesProps): ReactElement => (
  <>
    {of.map(({ cause, rows, lines, values }) => (
      <li key={cause} className={refused ? styles['import-refused'] : undefined}>
        {name !== undefined && `${plainly(name)}, `}
        {words.rows(rows)} {are}: {plainly(cause)}
        {values.length > 0 &&
          `: ${values
            .slice(0, shownValues)
            .map(({ value, rows: times }) => `“${plainly(value)}”${times > 1 ? ` (${count(times)})` : ''}`)
            .join(', ')}${values.length > shownValues ? ' …' : ''}`}{' '}
        <small className="quiet">
          {rows === 1 ? words.line : words.firstLines} {lines.join(', ')}
        </small>
      </li>
    ))}
  </>
)
