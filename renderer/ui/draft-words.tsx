import type { ReactElement } from 'react'
import type { DraftState } from '../session/drafts.ts'
import { clockOf } from './time.ts'
import { words } from './catalogue.ts'

/** Where what was typed is now, in words. */
export function DraftWords({ state, suffix = '' }: { state: DraftState; suffix?: string }): ReactElement {
  return (
    <span className="draft-words" role="status">
      {state.kind === 'typing' && words.savingDraft}
      {state.kind === 'saved' && words.draftSaved({ clockOf: clockOf(state.at), suffix })}
      {state.kind === 'failed' && <b className="late">{words.draftNotSaved}</b>}
    </span>
  )
}
