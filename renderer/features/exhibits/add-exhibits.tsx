import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useVault } from '../../session/session.ts'
import { useTask } from '../../session/tasks.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { withoutBlanks } from '../../ui/contract-input.ts'
import { InstantField } from '../../ui/instant-field.tsx'
import { fromLocalField, toLocalField } from '../../ui/time.ts'
import { bytes, plural } from '../../ui/words.ts'
import { AgainField, Comparing, PickedFiles, useOnceCompared, useTwins, type PickedFile } from './picked-files.tsx'

interface AddExhibitsProps {
  detail: { id: string; number: string }
  picked: PickedFile[]
  onPicked: (files: PickedFile[]) => void
  onKept: (number: string) => void
}

/** Before files are kept: who collected them, when, where and how. */
export function AddExhibits({ detail, picked, onPicked, onKept }: AddExhibitsProps): ReactElement {
  const member = useVault()?.member.name ?? ''
  const twins = useTwins(picked)
  const isKnown = picked.some(({ path }) => twins.of.has(path))
  const adding = useTask('exhibit.add', detail.id)
  const total = picked.reduce((sum, { size }) => sum + size, 0)
  const form = useContractForm('exhibit.add', {
    kept: `add exhibits ${detail.id}`,
    values: () => ({
      collectedBy: member,
      collectedAt: toLocalField(new Date()),
      place: '',
      method: '',
      description: '',
      again: '',
    }),
    input: ({ collectedAt, again, ...said }) =>
      withoutBlanks('exhibit.add', {
        ...said,
        case: detail.id,
        files: picked.map(({ path }) => path),
        collectedAt: fromLocalField(collectedAt) ?? collectedAt,
        ...(isKnown ? { again } : {}),
      }),
    needed: () => ['collectedBy', 'collectedAt', ...(isKnown ? (['again'] as const) : [])],
    says: { collectedBy: 'Say who collected it.', again: 'Say why, or leave the file out.' },
    action: {
      pending: adding.running,
      // What went wrong is said where the evidence is listed.
      problem: null,
      send: (input, done) => {
        onPicked([])
        void adding
          .run(input, `Keeping ${plural(picked.length, 'exhibit')}`)
          // What could not be kept is still picked, so that nothing has to be found again.
          .then((kept) => (kept ? done(kept) : onPicked(picked)))
      },
    },
    onDone: (kept) => {
      const first = kept?.[0]
      if (first) onKept(first.number)
    },
  })
  const { tell, waiting } = useOnceCompared(twins, () => form.submit())
  return (
    <FormPanel
      form={{
        ...form,
        submit: (event) => {
          event?.preventDefault()
          tell()
        },
      }}
      title="Add exhibits"
      kicker={detail.number}
      does="Keep exhibits"
      failed="The exhibits were not kept"
      disabled={waiting}
      says={
        <>
          <Comparing waiting={waiting} then="then they are kept" />
          <p className="quiet">
            {plural(picked.length, 'file')}, {bytes(total)}. Each is read once, hashed, encrypted and numbered. An
            exhibit cannot be removed afterwards.
          </p>
        </>
      }
      onClose={() => onPicked([])}
    >
      <PickedFiles
        files={picked}
        twins={twins}
        onLeaveOut={({ path }) => onPicked(picked.filter((file) => file.path !== path))}
      />
      {isKnown && <AgainField {...form.field('again')} />}
      <TextInput label="Collected by" {...form.field('collectedBy')} />
      <InstantField label="Collected at" tried={form.tried} {...form.field('collectedAt')} />
      <TextInput label="Where" placeholder="Room, site, device or account" {...form.field('place')} />
      <TextInput label="How" placeholder="Handed over, exported, photographed" {...form.field('method')} />
      <TextInput label="Description" {...form.field('description')} />
    </FormPanel>
  )
}
