import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { plainly } from '../../ui/name.ts'
import type { CaseTab } from '../case-tabs.ts'
import { wayTo } from '../evidence/index.ts'
import type { Source } from './types.ts'

const tabs: Record<Exclude<Source['kind'], 'exhibit'>, CaseTab> = {
  note: 'notebook',
  report: 'reports',
  decision: 'decisions',
  task: 'tasks',
}

interface SourceLinkProps {
  source: Source
  onGo: (tab: CaseTab, item?: string) => void
}

/** A record that is cited; it opens at the place that is meant. */
export const SourceLink = ({ source, onGo }: SourceLinkProps): ReactElement =>
  source.kind === 'exhibit' ? (
    <Link to="/exhibits/$exhibitRef" params={{ exhibitRef: source.ref }} search={wayTo(source.at)} className="link">
      {plainly(source.label)}
    </Link>
  ) : (
    <SourceButton kind={source.kind} source={source} onGo={onGo} />
  )

function SourceButton({
  kind,
  source,
  onGo,
}: SourceLinkProps & { kind: Exclude<Source['kind'], 'exhibit'> }): ReactElement {
  return (
    <button type="button" className="link" onClick={() => onGo(tabs[kind], source.ref)}>
      {plainly(source.label)}
    </button>
  )
}
