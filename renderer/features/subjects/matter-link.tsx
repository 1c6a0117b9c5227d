import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { stateInWords, type Matter } from './words.ts'

/** A report or case, what became of it, and the way there. */
export const MatterLink = ({ matter }: { matter: Matter }): ReactElement => (
  <>
    {matter.kind === 'report' ? (
      <Link to="/queue" search={{ report: matter.number }}>
        {matter.number}
      </Link>
    ) : (
      <Link to="/cases/$caseRef" params={{ caseRef: matter.number }} search={{ tab: 'people' }}>
        {matter.number}
      </Link>
    )}{' '}
    <span className="quiet">{stateInWords(matter)}</span>
  </>
)
