import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState, type ChangeEvent, type ReactElement } from 'react'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { useKept } from '../../session/kept.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { Empty, Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { usePages } from '../../ui/use-window.ts'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { useRoomQuestion } from '../evidence/index.ts'
import { AddExhibits } from './add-exhibits.tsx'
import { AddFolder } from './add-folder.tsx'
import { words } from './catalogue.ts'
import { ExhibitPanel } from './exhibit-panel.tsx'
import { IngestQueue } from './ingest-queue.tsx'
import { MarkList } from './mark-list.tsx'
import { RoomBar, type Layout } from './room-bar.tsx'
import { usual, type ColumnName } from './room-cells.tsx'
import { RoomList } from './room-list.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { TakesFiles } from './takes-files.tsx'
import { useMarks } from './use-marks.ts'
import { usePicks } from './use-picked.ts'
import { pageSize, useRoom } from './use-room.ts'
import { useSelection } from './use-selection.ts'
import { VerifyResult } from './verify-result.tsx'

interface EvidenceTabProps {
  detail: { id: string; number: string; status: string }
  /** Number or id of the exhibit that is being looked at. */
  item: string | undefined
  onItem: (item: string | undefined) => void
}

const scroller = 'evidence-scroll'

/** The exhibits of a case: found, put in order, chosen and looked at; files are added by picker, folder, drop or paste. */
export function EvidenceTab({ detail, item, onItem }: EvidenceTabProps): ReactElement {
  const past = useIsPast()
  const navigate = useNavigate()
  // The evidence of a closed case is held on: verified and handed on, but nothing is added.
  const takes = !past && detail.status !== 'closed'
  const [question, setQuestion] = useRoomQuestion(detail.number)
  const [layout, setLayout] = useKept<Layout>('room layout', 'list')
  const [columns, setColumns] = useKept<readonly ColumnName[]>('room columns', usual)
  const [pages, onRange] = usePages(pageSize)
  const room = useRoom(detail.number, question, pages)
  const order = room.order ?? []
  const marks = useMarks(detail.number, layout === 'marks')
  const selection = useSelection(detail.number, order)
  const { picks, setPicks, take, addFolder } = usePicks(detail.id)
  const [problem, setProblem] = useState<Failure | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const queueing = useTask('ingest.add', detail.id)
  const adding = useTask('exhibit.add', detail.id)
  const verifying = useTask('exhibit.verify', detail.id)
  const open = usePlaceOf(detail.number, question, order, item)
  const isNarrowed = question.words !== ''

  const onPick = (event: ChangeEvent<HTMLInputElement>): void => {
    const field = event.currentTarget
    void take([...(field.files ?? [])]).finally(() => {
      field.value = ''
    })
  }
  const move = (step: number): void => {
    const next = order[Math.max(0, Math.min(order.length - 1, open.index + step))]
    if (next === undefined) return
    selection.only(next)
    onItem(next)
  }
  const openViewer = (number: string): void =>
    void navigate({ to: '/exhibits/$exhibitRef', params: { exhibitRef: number } })
  useKeys(words.evidence, [
    ...(!takes ? [] : [{ key: 'a', says: words.keyAddExhibits, run: () => picker.current?.click() }]),
    ...(layout === 'marks'
      ? []
      : [
          { key: 'j', says: words.keyNextExhibit, run: () => move(1) },
          { key: 'k', says: words.keyPreviousExhibit, run: () => move(-1) },
        ]),
  ])
  const picked = picks.files.length + picks.pasted.length
  const running = queueing.running || adding.running

  return (
    <TakesFiles
      enabled={takes}
      says={words.dropToAdd(detail.number)}
      onFiles={(files, folders) => void take(files, folders)}
    >
      <div className="case-body flush" id={scroller} tabIndex={0} role="region" aria-label={words.evidence}>
        {!past && (
          <div className="room-bar">
            {takes && (
              <Act needs="exhibit.write" variant="filled" onClick={() => picker.current?.click()}>
                {words.addExhibits}
              </Act>
            )}
            {takes && <AddFolder onFolder={addFolder} onProblem={setProblem} />}
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              aria-label={words.filesToKeepAsExhibits}
              onChange={onPick}
            />
            {(order.length > 0 || isNarrowed) && (
              <Button
                onClick={() => void verifying.run({ case: detail.id }, words.verifyingExhibitsOf(detail.number))}
                disabled={verifying.running}
              >
                {words.verifyAll}
              </Button>
            )}
            {takes && <span className="quiet">{words.orDrop}</span>}
          </div>
        )}
        <TaskProgress task={queueing.task} />
        <TaskProgress task={adding.task} />
        {[queueing, adding].map(
          ({ task, dismiss }) =>
            task?.state === 'failed' && (
              <Problem key={task.label} problem={task.failure} title={words.exhibitsNotKept} onDismiss={dismiss} />
            ),
        )}
        {picks.tooLarge.length > 0 && (
          <Problem problem={tooLarge(picks.tooLarge)} onDismiss={() => setPicks({ ...picks, tooLarge: [] })} />
        )}
        <Problem problem={problem} onDismiss={() => setProblem(null)} />
        <TaskProgress task={verifying.task} />
        <VerifyResult handle={verifying} />
        {!past && <IngestQueue detail={detail} onUse={onItem} />}
        <Problem problem={room.error} title={words.registerNotRead} onRetry={room.retry} />
        {room.order === undefined && !room.error && <Loading what={words.theRegister} />}
        {open.missing && (
          <p role="status" className="quiet">
            {isNarrowed ? words.notInThisList(item ?? '') : words.notInThisRegister(item ?? '')}
          </p>
        )}
        {room.order && (order.length > 0 || isNarrowed) && (
          <>
            <RoomBar
              room={room}
              question={question}
              onQuestion={setQuestion}
              layout={layout}
              onLayout={setLayout}
              marks={marks}
              columns={columns}
              onColumns={setColumns}
            />
            {!past && layout !== 'marks' && <SelectionBar detail={detail} selection={selection} />}
            {layout === 'marks' ? (
              <MarkList marks={marks} />
            ) : order.length === 0 ? (
              <Empty says={words.noExhibitHas} />
            ) : (
              <RoomList
                room={room}
                layout={layout}
                question={question}
                onQuestion={setQuestion}
                columns={columns}
                selection={selection}
                open={open.index}
                onShow={onItem}
                onOpen={openViewer}
                onRange={onRange}
                scroller={scroller}
              />
            )}
          </>
        )}
        {room.order && order.length === 0 && !isNarrowed && !running && <Empty says={words.noExhibitsYet} />}
      </div>
      {takes && picked > 0 ? (
        <AddExhibits detail={detail} picks={picks} onPicks={setPicks} onKept={onItem} onProblem={setProblem} />
      ) : (
        item !== undefined &&
        !open.missing &&
        open.known && <ExhibitPanel key={item} exhibit={item} onClose={() => onItem(undefined)} onSelect={onItem} />
      )}
    </TakesFiles>
  )
}

/** Where the exhibit that is looked at stands in the room; its id stands in for its number. */
function usePlaceOf(
  of: string,
  question: ReturnType<typeof useRoomQuestion>[0],
  order: readonly string[],
  item: string | undefined,
): { index: number; known: boolean; missing: boolean } {
  const here = item === undefined ? -1 : order.indexOf(item)
  const ask = { ...question, case: of, limit: 1, holds: item ?? '' }
  const { data, isFetching } = useAskThen('exhibit.room', ask, item !== undefined && here < 0)
  const whole = useAsk('exhibit.get', { exhibit: item ?? '' }, { enabled: item !== undefined && here < 0 })
  if (item === undefined || here >= 0) return { index: here, known: here >= 0, missing: false }
  const index = data?.place ?? -1
  // One that the filter hides is looked at all the same, as long as it is of this case.
  const ofCase = index >= 0 || (question.words !== '' && whole.data?.caseNumber === of)
  return { index, known: ofCase, missing: data !== undefined && !isFetching && !whole.isFetching && !ofCase }
}

const tooLarge = (names: readonly string[]): Failure => ({
  code: 'FILE_NOT_FOUND',
  message: words.tooLarge(names.join(', ')),
  next: words.saveItFirst,
})
