import type { ReactElement } from 'react'
import type { ImportTable } from '../../../../shared/contract/exchange.ts'
import { words } from '../catalogue.ts'
import styles from '../import.module.css'

interface FirstRowsProps {
  /** Of its file. */
  name: string
  table: ImportTable
  /** Columns that fill a part. */
  used: readonly string[]
}

/** The table's first rows; a column that fills no part yet is fainter. */
export function FirstRows({ name, table, used }: FirstRowsProps): ReactElement {
  const faint = (at: number): string | undefined => (used.includes(table.columns[at] ?? '') ? undefined : 'quiet')
  return (
    <div className={styles['import-table']} tabIndex={0} role="region" aria-label={words.firstRowsOf(name)}>
      <table className="register">
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a file may give two columns one name
              <th key={at}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows have no other name, and never move
            <tr key={index}>
              {row.map((cell, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- as above
                <td key={at} className={faint(at)}>
                  {cell.slice(0, 80)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
