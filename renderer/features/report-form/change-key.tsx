import type { ReactElement } from 'react'
import { useTask } from '../../app/tasks.ts'
import { ReasonForm } from '../../ui/reason-form.tsx'

/** Makes a new key for the forms from now on. */
export function NewKey({ onDone }: { onDone: () => void }): ReactElement {
  const rotating = useTask('form.rotate')
  return (
    <ReasonForm
      needs="settings.write"
      title="Make a new key"
      kicker="Report form"
      does="Make a new key"
      failed="No key was made"
      says="Forms that were given away go on working, and the key of today still opens what is sealed to it; such reports say so. Give new forms away to replace them."
      pending={rotating.running}
      problem={rotating.task?.state === 'failed' ? rotating.task.failure : null}
      onSubmit={({ reason }, done) => void rotating.run({ reason }, 'Making a key').then((made) => made && done())}
      onDone={onDone}
    />
  )
}

/** Destroys a retired key, for good. */
export function DestroyKey({
  id,
  fingerprint,
  onDone,
}: {
  id: string
  fingerprint: string
  onDone: () => void
}): ReactElement {
  const destroying = useTask('form.destroyKey', id)
  return (
    <ReasonForm
      needs="settings.write"
      title="Destroy key"
      kicker={fingerprint}
      does="Destroy this key"
      failed="The key was not destroyed"
      says="Reports that are sealed to it and were not filed yet can then be opened by nobody. What was filed stays. Backups made before still hold the key."
      pending={destroying.running}
      problem={destroying.task?.state === 'failed' ? destroying.task.failure : null}
      onSubmit={({ reason }, done) =>
        void destroying.run({ key: id, reason }, 'Destroying the key').then((gone) => gone && done())
      }
      onDone={onDone}
    />
  )
}
