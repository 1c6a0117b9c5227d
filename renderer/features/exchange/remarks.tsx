import type { ReactElement } from 'react'

/** What is wrong with a file or one of its reports, in words. */
export const Remarks = ({ of }: { of: readonly string[] }): ReactElement => (
  <ul className="import-remarks">
    {of.map((remark) => (
      <li key={remark}>{remark}</li>
    ))}
  </ul>
)
