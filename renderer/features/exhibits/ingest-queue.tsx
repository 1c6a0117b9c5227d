import { Button, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import type { IngestBatch } from '../../../shared/contract/ingest.ts'
import { useAsk, useCommand, refresh } from '../../session/client.ts'
import { useMay } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { At } from '../../ui/when.tsx'
import { bytes } from '../../ui/words.ts'
import { words } from './catalogue.ts'
import styles from './room.module.css'

type File = Output<'ingest.files'>['items'][number]

interface IngestQueueProps {
  detail: { id: string; number: string }
  /** Shows an exhibit beside the list, or where it belongs. */
  onUse: (number: string) => void
}

/** Files that are on their way to be exhibits of a case, and what a person is asked about them. */
export function IngestQueue({ detail, onUse }: IngestQueueProps): ReactElement | null {
  const { granted } = useMay('exhibit.write')
  const { data } = useAsk('ingest.list', { case: detail.id }, { enabled: granted })
  if (!data || data.items.length === 0) return null
  return (
    <>
      {data.items.map((batch) => (
        <Waiting key={batch.batch} batch={batch} label={keepingLabel(batch.owner)} onUse={onUse} />
      ))}
    </>
  )
}

/** What the work is called while it runs. */
export const keepingLabel = (owner: string): string => words.keepingEvidenceOf(owner)

function Waiting({
  batch,
  label,
  onUse,
}: {
  batch: IngestBatch
  label: string
  onUse: (number: string) => void
}): ReactElement {
  const running = useTask('ingest.run', batch.batch)
  const deciding = useCommand('ingest.decide')
  const { batch: id, files, kept, waiting, waitingBytes, failed, same, skipped, addedAt } = batch
  const decide = (input: Omit<Parameters<typeof deciding.mutate>[0], 'batch'>): void =>
    deciding.mutate({ batch: id, ...input }, { onSuccess: () => void refresh() })
  const goOn = (): void => void running.run({ batch: id }, label)
  return (
    <section className={styles.queue} aria-label={words.filesUnderWay} data-asks={same > 0 || failed > 0}>
      <header>
        <p>
          <b>{words.keptOf({ kept, files })}</b>{' '}
          <span className="quiet">{words.addedAt({ at: <At at={addedAt} /> })}</span>
        </p>
        {!batch.running && !running.running && waiting > 0 && (
          <div className="actions">
            <Button variant="filled" onClick={goOn}>
              {words.goOnWith(waiting)}
            </Button>
            <Button onClick={() => decide({ states: ['waiting'], as: 'leave-out' })}>{words.leaveThemOut}</Button>
          </div>
        )}
      </header>
      <TaskProgress task={running.task} />
      {batch.running && !running.running && (
        <p className="quiet" role="status">
          {words.keptInAnotherWindow}
        </p>
      )}
      {!batch.running && !running.running && waiting > 0 && (
        <p className="quiet">
          {words.filesWait({ files: waiting, size: bytes(waitingBytes) })} {words.keptIsInRegister}
        </p>
      )}
      {running.task?.state === 'failed' && (
        <Problem problem={running.task.failure} title={words.keepingStopped} onDismiss={running.dismiss} />
      )}
      <Problem problem={deciding.error} title={words.notDecided} />
      {same > 0 && (
        <Same batch={id} count={same} onUse={onUse} decide={decide} onKept={goOn} running={running.running} />
      )}
      {failed > 0 && (
        <Files batch={id} state="failed" title={words.couldNotBeKept(failed)}>
          <Button
            disabled={running.running}
            onClick={() =>
              deciding.mutate(
                { batch: id, states: ['failed'], as: 'try' },
                { onSuccess: () => void refresh().then(goOn) },
              )
            }
          >
            {words.tryAgain}
          </Button>
          <Button variant="subtle" onClick={() => decide({ states: ['failed'], as: 'leave-out' })}>
            {words.leaveOut}
          </Button>
        </Files>
      )}
      {skipped > 0 && (
        <Files batch={id} state="skipped" title={words.skipped(skipped)}>
          <Button variant="subtle" onClick={() => decide({ states: ['skipped'], as: 'leave-out' })}>
            {words.dismiss}
          </Button>
        </Files>
      )}
    </section>
  )
}

interface FilesProps {
  batch: string
  state: File['state']
  title: string
  children: ReactElement | ReactElement[]
}

/** Files that were not kept, each with why. */
function Files({ batch, state, title, children }: FilesProps): ReactElement {
  const { data } = useAsk('ingest.files', { batch, states: [state] }, { keep: true })
  const more = (data?.total ?? 0) - (data?.items.length ?? 0)
  return (
    <div>
      <header>
        <b>{title}</b>
        <div className="actions">{children}</div>
      </header>
      <ul aria-label={title} tabIndex={0}>
        {data?.items.map((file) => (
          <li key={file.at}>
            <div>
              {plainly(file.sourcePath ?? file.name)}
              <small>{file.problem}</small>
            </div>
          </li>
        ))}
        {more > 0 && <li className="quiet">{words.andMore(more)}</li>}
      </ul>
    </div>
  )
}

interface SameProps {
  batch: string
  count: number
  running: boolean
  onUse: (number: string) => void
  decide: (input: { numbers?: number[]; states?: File['state'][]; as: 'leave-out' }) => void
  onKept: () => void
}

/** Files whose bytes are on record: for each it is a person's choice what becomes of it. */
function Same({ batch, count, running, onUse, decide, onKept }: SameProps): ReactElement {
  const { data } = useAsk('ingest.files', { batch, states: ['same'] }, { keep: true })
  const keeping = useCommand('ingest.decide')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const keep = (numbers?: number[]): void => {
    setTried(true)
    if (again.trim() === '') return
    keeping.mutate(
      { batch, numbers, states: ['same'], as: 'keep', again },
      { onSuccess: () => void refresh().then(onKept) },
    )
  }
  const title = words.bytesOnRecord(count)
  const more = (data?.total ?? 0) - (data?.items.length ?? 0)
  return (
    <div>
      <header>
        <b role="status">{title}</b>
        {count > 1 && (
          <div className="actions">
            <Button disabled={running} onClick={() => keep()}>
              {words.keepAllAgain}
            </Button>
            <Button onClick={() => decide({ states: ['same'], as: 'leave-out' })}>{words.leaveAllOut}</Button>
          </div>
        )}
      </header>
      <Problem problem={keeping.error} title={words.notDecided} />
      <ul aria-label={title} tabIndex={0}>
        {data?.items.map(({ at, name, sourcePath, twins }) => {
          const [first, ...others] = twins
          return (
            <li key={at}>
              <div>
                {plainly(sourcePath ?? name)}
                {first && (
                  <small>
                    {words.onRecordAs({
                      number: first.number,
                      name: plainly(first.fileName),
                      at: <At at={first.recordedAt} />,
                      more: others.length > 0 ? words.commaAndMore(others.length) : '',
                    })}
                  </small>
                )}
              </div>
              {first && (
                <Button
                  variant="subtle"
                  onClick={() => {
                    decide({ numbers: [at], as: 'leave-out' })
                    onUse(first.number)
                  }}
                >
                  {words.insteadUse(first.number)}
                </Button>
              )}
              <Button variant="subtle" disabled={running} onClick={() => keep([at])}>
                {words.keepAgain}
              </Button>
              <Button variant="subtle" onClick={() => decide({ numbers: [at], as: 'leave-out' })}>
                {words.leaveOut}
              </Button>
            </li>
          )
        })}
        {more > 0 && <li className="quiet">{words.andMore(more)}</li>}
      </ul>
      <TextInput
        label={words.whyAgain}
        value={again}
        maxLength={400}
        error={tried && again.trim() === '' && words.sayWhyOrLeave}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
    </div>
  )
}
