import type { ReactElement } from 'react'
import { useTask } from '../../session/tasks.ts'
import { byTask } from '../../ui/contract-form.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { words } from './catalogue.ts'

/** Makes a new key for the forms from now on. */
export function NewKey({ onDone }: { onDone: () => void }): ReactElement {
  const rotating = useTask('form.rotate')
  return (
    <ReasonForm
      call="form.rotate"
      also={{}}
      title={words.makeANewKey}
      kicker={words.reportForm}
      does={words.makeANewKey}
      failed={words.noKeyWasMade}
      says={words.formsThatWereGivenAwayGo}
      action={byTask(rotating, words.makingAKey)}
      onDone={onDone}
    />
  )
}

interface DestroyKeyProps {
  id: string
  fingerprint: string
  onDone: () => void
}

/** Destroys a retired key, for good. */
export function DestroyKey({ id, fingerprint, onDone }: DestroyKeyProps): ReactElement {
  const destroying = useTask('form.destroyKey', id)
  return (
    <ReasonForm
      call="form.destroyKey"
      also={{ key: id }}
      title={words.destroyKey}
      kicker={fingerprint}
      does={words.destroyThisKey}
      failed={words.theKeyWasNotDestroyed}
      says={words.reportsThatAreSealedToIt}
      action={byTask(destroying, words.destroyingTheKey)}
      onDone={onDone}
    />
  )
}
