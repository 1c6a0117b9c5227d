import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Input } from '../../../shared/contract/contract.ts'
import { sendBytes } from '../../session/bytes.ts'
import { useVault } from '../../session/session.ts'
import { startTask, useTask } from '../../session/tasks.ts'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { withoutBlanks } from '../../ui/contract-input.ts'
import { InstantField } from '../../ui/instant-field.tsx'
import { fromLocalField, toLocalField } from '../../ui/time.ts'
import { bytes } from '../../ui/words.ts'
import { words } from './catalogue.ts'
import { keepingLabel } from './ingest-queue.tsx'
import { AgainField, Comparing, PickedFiles, useOnceCompared, useTwins } from './picked-files.tsx'
import type { Picks } from './use-picked.ts'

interface AddExhibitsProps {
  detail: { id: string; number: string }
  picks: Picks
  onPicks: (next: Picks) => void
  /** The first of what was kept, or an exhibit that is used instead of keeping its bytes again. */
  onKept: (number: string) => void
  onProblem: (problem: Failure | null) => void
}

const none: Picks = { files: [], pasted: [], tooLarge: [] }

/** Before files are kept: who collected them, when, where and how. They go into the queue, which keeps them while other work goes on. */
export function AddExhibits({ detail, picks, onPicks, onKept, onProblem }: AddExhibitsProps): ReactElement {
  const member = useVault()?.member.name ?? ''
  const { files, pasted } = picks
  const twins = useTwins(files, pasted)
  const isKnown = [...files, ...pasted].some(({ path }) => twins.of.has(path))
  const adding = useTask('ingest.add', detail.id)
  const pasting = useTask('exhibit.add', detail.id)
  const total = [...files, ...pasted].reduce((sum, { size }) => sum + size, 0)
  const folders = files.filter(({ folder }) => folder === true).length
  const form = useContractForm('ingest.add', {
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
      withoutBlanks('ingest.add', {
        ...said,
        case: detail.id,
        files: files.map(({ path }) => path),
        collectedAt: fromLocalField(collectedAt) ?? collectedAt,
        ...(isKnown ? { again } : {}),
      }),
    needed: () => ['collectedBy', 'collectedAt', ...(isKnown ? (['again'] as const) : [])],
    says: { collectedBy: words.sayWhoCollected, again: words.sayWhyOrLeaveFile },
    action: {
      pending: adding.running || pasting.running,
      // What went wrong is said where the evidence is listed.
      problem: null,
      send: (input, done) => {
        onPicks(none)
        onProblem(null)
        const keep = async (): Promise<string | undefined> => {
          const kept: (string | null | undefined)[] = []
          if (pasted.length > 0) {
            const { files: _, ...said } = input
            const given = async (signal: AbortSignal): Promise<Input<'exhibit.add'>> => {
              const sent: { name: string; bytes: string }[] = []
              for (const { name, blob } of pasted) sent.push({ name, bytes: await sendBytes(blob, signal) })
              return { ...said, pasted: sent }
            }
            const added = await pasting.run(given, words.keepingPasted(pasted.length))
            // What could not be kept is still picked, so that nothing has to be found again.
            if (!added) onPicks(picks)
            else kept.push(added[0]?.number)
            if (!added) return undefined
          }
          if (files.length > 0) {
            const queued = await adding.run(input, words.lookingAt(files.length))
            if (!queued) onPicks({ ...none, files })
            else {
              const { batch } = queued
              const ran = await startTask('ingest.run', batch, { batch }, keepingLabel(detail.number))
              kept.push(ran?.first)
            }
          }
          return kept.find((number) => typeof number === 'string') ?? undefined
        }
        void keep().then((number) => {
          done({ batch: '', files: 0, bytes: 0, skipped: 0 })
          if (number !== undefined) onKept(number)
        })
      },
    },
  })
  const { tell, waiting } = useOnceCompared(twins, () => form.submit())
  const leaveOut = (path: string): void =>
    onPicks({
      ...picks,
      files: files.filter((file) => file.path !== path),
      pasted: pasted.filter((file) => file.path !== path),
    })
  return (
    <FormPanel
      form={{
        ...form,
        submit: (event) => {
          event?.preventDefault()
          tell()
        },
      }}
      title={words.addExhibits}
      kicker={detail.number}
      does={words.keepExhibits}
      failed={words.exhibitsNotKept}
      disabled={waiting}
      says={
        <>
          <Comparing waiting={waiting} then={words.thenTheyAreKept} />
          <p className="quiet">
            {folders > 0
              ? words.filesAndFolders({ files: files.length + pasted.length - folders, folders, size: bytes(total) })
              : words.filesOfSize({ files: files.length + pasted.length, size: bytes(total) })}{' '}
            {words.eachIsRead} {pasted.length > 0 && words.pastedIsHere}
          </p>
        </>
      }
      onClose={() => onPicks(none)}
    >
      <PickedFiles
        files={[...files, ...pasted]}
        twins={twins}
        onLeaveOut={({ path }) => leaveOut(path)}
        onUse={({ path }, number) => {
          leaveOut(path)
          onKept(number)
        }}
      />
      {isKnown && <AgainField {...form.field('again')} />}
      <TextInput label={words.collectedBy} {...form.field('collectedBy')} />
      <InstantField label={words.collectedAt} tried={form.tried} {...form.field('collectedAt')} />
      <TextInput label={words.where} placeholder={words.whereSuch} {...form.field('place')} />
      <TextInput label={words.how} placeholder={words.howSuch} {...form.field('method')} />
      <TextInput label={words.description} {...form.field('description')} />
    </FormPanel>
  )
}
