import type { ReactElement } from 'react'
import { useTask } from '../../session/tasks.ts'
import { byTask } from '../../ui/contract-form.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'

/** Makes a new key for the forms from now on. */
export function NewKey({ onDone }: { onDone: () => void }): ReactElement {
  const rotating = useTask('form.rotate')
  return (
    <ReasonForm
      call="form.rotate"
      also={{}}
      title="Make a new key"
      kicker="Report form"
      does="Make a new key"
      failed="No key was made"
      says="Forms that were given away go on working, and the key of today still opens what is sealed to it; such reports say so. Give new forms away to replace them."
      action={byTask(rotating, 'Making a key')}
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
      title="Destroy key"
      kicker={fingerprint}
      does="Destroy this key"
      failed="The key was not destroyed"
      says="Reports that are sealed to it and were not filed yet can then be opened by nobody. What was filed stays. Backups made before still hold the key."
      action={byTask(destroying, 'Destroying the key')}
      onDone={onDone}
    />
  )
}
