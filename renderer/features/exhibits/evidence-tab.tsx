import { Button } from '@mantine/core'
import { useRef, useState, type ChangeEvent, type DragEvent, type ReactElement } from 'react'
import { bridge } from '../../session/bridge.ts'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useKeys } from '../../session/keys.ts'
import { useKept } from '../../session/kept.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { Empty, Loading } from '../../ui/empty.tsx'
import { rowOf } from '../../ui/follow-list.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { AddExhibits } from './add-exhibits.tsx'
import { ExhibitPanel } from './exhibit-panel.tsx'
import type { PickedFile } from './picked-files.tsx'
import { ExhibitTable } from './exhibit-table.tsx'
import { VerifyResult } from './verify-result.tsx'

interface EvidenceTabProps {
  detail: { id: string; number: string; status: string }
  /** Number or id of the exhibit that is being looked at. */
  item: string | undefined
  onItem: (item: string | undefined) => void
}

/** The register of a case's exhibits: what was kept, and what it is under. Files are added by picker or by drop. */
export function EvidenceTab({ detail, item, onItem }: EvidenceTabProps): ReactElement {
  const past = useIsPast()
  // The evidence of a closed case is held on: verified and handed on, but nothing is added.
  const takes = !past && detail.status !== 'closed'
  const answer = useAskThen('exhibit.list', { case: detail.id })
  const [picked, setPicked] = useKept<PickedFile[]>(`picked ${detail.id}`, [])
  const [lost, setLost] = useState<Failure | null>(null)
  const [dragging, setDragging] = useState(0)
  const picker = useRef<HTMLInputElement>(null)
  const adding = useTask('exhibit.add', detail.id)
  const verifying = useTask('exhibit.verify', detail.id)
  const items = answer.data?.items ?? []
  const open = rowOf(items, item)
  const selected = open ? items.indexOf(open) : -1

  const take = async (files: readonly File[]): Promise<void> => {
    const paths = await Promise.all(
      files.map(async (file) => ({ name: file.name, size: file.size, path: await bridge.pathOf(file) })),
    )
    const found = paths.filter(({ path }) => path !== '')
    const missing = paths.filter(({ path }) => path === '').map(({ name }) => name)
    setLost(missing.length === 0 ? null : notOnDisk(missing))
    const known = new Set(picked.map(({ path }) => path))
    if (found.length > 0) setPicked([...picked, ...found.filter(({ path }) => !known.has(path))])
  }
  const onPick = (event: ChangeEvent<HTMLInputElement>): void => {
    const field = event.currentTarget
    void take([...(field.files ?? [])]).finally(() => {
      field.value = ''
    })
  }
  const carriesFiles = (event: DragEvent): boolean => takes && event.dataTransfer.types.includes('Files')
  const move = (step: number): void => {
    const next = items[Math.max(0, Math.min(items.length - 1, selected + step))]
    if (next) onItem(next.number)
  }
  useKeys('Evidence', [
    ...(!takes ? [] : [{ key: 'a', says: 'add exhibits', run: () => picker.current?.click() }]),
    { key: 'j', says: 'next exhibit', run: () => move(1) },
    { key: 'k', says: 'previous exhibit', run: () => move(-1) },
  ])

  return (
    <div
      className="with-panel-room"
      onDragEnter={(event) => carriesFiles(event) && setDragging(dragging + 1)}
      onDragLeave={(event) => carriesFiles(event) && setDragging(Math.max(0, dragging - 1))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        setDragging(0)
        // A vault's folder, which the window opens.
        if (event.isDefaultPrevented()) return
        event.preventDefault()
        if (takes) void take([...event.dataTransfer.files])
      }}
    >
      <div className="case-body flush" tabIndex={0} role="region" aria-label="Evidence">
        {!past && (
          <div className="room-bar">
            {takes && (
              <Act needs="exhibit.write" variant="filled" onClick={() => picker.current?.click()}>
                Add exhibits
              </Act>
            )}
            <input ref={picker} type="file" multiple hidden aria-label="Files to keep as exhibits" onChange={onPick} />
            {items.length > 0 && (
              <Button
                onClick={() => void verifying.run({ case: detail.id }, `Verifying the exhibits of ${detail.number}`)}
                disabled={verifying.running}
              >
                Verify all exhibits
              </Button>
            )}
            {takes && <span className="quiet">Files can also be dropped here. The originals stay where they are.</span>}
          </div>
        )}
        <TaskProgress task={adding.task} />
        {adding.task?.state === 'failed' && (
          <Problem problem={adding.task.failure} title="The exhibits were not kept" onDismiss={adding.dismiss} />
        )}
        <Problem problem={lost} onDismiss={() => setLost(null)} />
        <TaskProgress task={verifying.task} />
        <VerifyResult handle={verifying} />
        <Problem problem={answer.error} title="The register could not be read" onRetry={() => void answer.refetch()} />
        {!answer.data && !answer.error && <Loading what="the register" />}
        {answer.data && !answer.isFetching && item !== undefined && !open && (
          <p role="status" className="quiet">
            Exhibit {item} is not in this register.
          </p>
        )}
        {items.length > 0 && <ExhibitTable items={items} selected={selected} onSelect={onItem} />}
        {answer.data && items.length === 0 && !adding.running && (
          <Empty says="Evidence is kept here as exhibits: each file gets a number, its SHA-256 and a chain of custody, and is encrypted. Add the first by the button above or drop it here." />
        )}
      </div>
      {takes && picked.length > 0 ? (
        <AddExhibits detail={detail} picked={picked} onPicked={setPicked} onKept={(number) => onItem(number)} />
      ) : (
        open && <ExhibitPanel key={open.id} exhibit={open.id} onClose={() => onItem(undefined)} />
      )}
      {dragging > 0 && (
        <div className="drop-zone" aria-hidden="true">
          <p>Drop to add as exhibits of {detail.number}</p>
        </div>
      )}
    </div>
  )
}

const notOnDisk = (names: readonly string[]): Failure => ({
  code: 'FILE_NOT_FOUND',
  message: `${names.join(', ')}: no such file on this computer’s disk, only in another program’s memory.`,
  next: 'Save it to a folder first, then add it from there.',
})
