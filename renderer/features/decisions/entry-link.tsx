import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { words } from './catalogue.ts'

/** An entry of the ledger by its number, and the way to it. */
export const EntryLink = ({ seq }: { seq: number }): ReactElement => (
  <Link to="/ledger" search={{ seq }}>
    {words.entrySeq(seq)}
  </Link>
)
