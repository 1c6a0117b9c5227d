import { Button } from '@mantine/core'
import { useState, type ReactElement, type ReactNode } from 'react'
import { toFailure, type Failure } from '../../shared/kernel/errors.ts'
import type { Draft } from '../session/drafts.ts'
import { ReadingForm } from '../session/reading-form.ts'
import { Problem } from './problem.tsx'
import { words } from './catalogue.ts'

/**
 * A form around its draft. While another window has it open it is shown to be read, with the way to take it over; each
 * time its text comes from elsewhere it begins anew.
 */
export function HeldForm<T>({ draft, children }: { draft: Draft<T>; children: ReactNode }): ReactElement {
  const reading = draft.elsewhere !== null
  return (
    <ReadingForm value={reading}>
      <div
        className={reading ? 'held' : 'held-form'}
        // Nothing in it takes the focus, and it is read by keys too.
        {...(reading ? { tabIndex: 0, role: 'region', 'aria-label': words.formInAnotherWindow } : {})}
      >
        {draft.elsewhere && <Elsewhere draft={draft} how={draft.elsewhere} />}
        <fieldset className="held-form" disabled={reading} key={draft.version}>
          {children}
        </fieldset>
      </div>
    </ReadingForm>
  )
}

function Elsewhere<T>({ draft, how }: { draft: Draft<T>; how: 'open' | 'taken' }): ReactElement {
  const [failure, setFailure] = useState<Failure | null>(null)
  const take = (): void => {
    setFailure(null)
    draft.takeOver().catch((thrown: unknown) => setFailure(toFailure(thrown)))
  }
  return (
    <div className="held-elsewhere" role="status">
      {how === 'open' ? (
        <p>
          <b>{words.thisFormIsOpenInAnother}</b> {words.hereYouReadWhatWasTyped}
        </p>
      ) : (
        <p>
          <b>{words.anotherWindowTookThisFormOver}</b>{' '}
          {draft.state.kind === 'failed' ? words.whatYouTypedLastCouldNot : words.whatYouTypedIsKeptAnd}
        </p>
      )}
      <Button onClick={take}>{words.takeOver}</Button>
      <Problem problem={failure} title={words.theFormWasNotTakenOver} />
    </div>
  )
}
