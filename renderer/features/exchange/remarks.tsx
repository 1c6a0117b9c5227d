import type { ReactElement } from 'react'
import styles from './import.module.css'

/** What is wrong with a file or one of its reports, in words; the same is said once. */
export const Remarks = ({ of }: { of: readonly string[] }): ReactElement => (
  <ul className={styles['import-remarks']}>
    {[...new Set(of)].map((remark) => (
      <li key={remark}>{remark}</li>
    ))}
  </ul>
)
