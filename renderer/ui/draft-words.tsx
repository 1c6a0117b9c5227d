import type { ReactElement } from 'react'
import type { DraftState } from '../session/drafts.ts'
import { clockOf } from './time.ts'

/** Where what was typed is now, in words. */
export function DraftWords({ state, suffix = '' }: { state: DraftState; suffix?: string }): ReactElement {
  return (
    <span className="draft-words" role="status">
      {state.kind === 'typing' && 'Saving draft'}
      {state.kind === 'saved' && `Draft saved ${clockOf(state.at)}${suffix}`}
      {state.kind === 'failed' && <b className="late">Draft not saved</b>}
    </span>
  )
}
