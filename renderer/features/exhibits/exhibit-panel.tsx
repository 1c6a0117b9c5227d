import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { Loading } from '../../ui/empty.tsx'
import { FullHash } from '../../ui/hash.tsx'
import { fileKind, plainly } from '../../ui/name.ts'
import { Fact, Facts, Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { ExactInstant } from '../../ui/when.tsx'
import { bytes } from '../../ui/words.ts'
import { CustodyAsk, CustodySection, PastCustody, Proof, type CustodyAsked } from '../custody/index.ts'
import { Preview } from '../evidence/index.ts'
import { Handling } from '../handling/index.ts'
import { words } from './catalogue.ts'
import { canDragOut, DragOut, useDragAsked } from './drag-out.tsx'
import { Verified } from './exhibit-name.tsx'
import { Lineage } from './lineage.tsx'
import { VerifyResult } from './verify-result.tsx'

type Exhibit = Output<'exhibit.get'>

interface ExhibitPanelProps {
  exhibit: string
  onClose: () => void
  onSelect: (number: string) => void
}

/** One exhibit: what it shows, where it comes from, and whose hands it went through. */
export function ExhibitPanel({ exhibit: ref, onClose, onSelect }: ExhibitPanelProps): ReactElement {
  const past = useIsPast()
  const answer = useAskThen('exhibit.get', { exhibit: ref })
  const [asked, setAsked] = useState<CustodyAsked>()
  const exhibit = answer.data
  if (exhibit && asked && !past)
    return <CustodyAsk exhibit={exhibit.id} asked={asked} onDone={() => setAsked(undefined)} />
  return (
    <Panel
      title={exhibit ? plainly(exhibit.fileName) : ref}
      kicker={exhibit && words.exhibitOfKind({ number: exhibit.number, kind: fileKind(exhibit.mediaType) })}
      onClose={onClose}
    >
      <Problem problem={answer.error} title={words.exhibitNotRead} onRetry={() => void answer.refetch()} />
      {!exhibit && !answer.error && <Loading what={words.theExhibit} />}
      {exhibit && <ExhibitBody exhibit={exhibit} onAsk={setAsked} onSelect={onSelect} />}
    </Panel>
  )
}

/** Whose register it is read back under: its report's while it is part of no case. */
const ownerOf = ({ caseNumber, reportNumber }: Exhibit): { case: string } | { report: string } =>
  caseNumber === null ? { report: reportNumber ?? '' } : { case: caseNumber }

interface BodyProps {
  exhibit: Exhibit
  onAsk: (asked: CustodyAsked) => void
  onSelect: (number: string) => void
}

function ExhibitBody({ exhibit, onAsk, onSelect }: BodyProps): ReactElement {
  const past = useIsPast()
  const exporting = useTask('exhibit.export', exhibit.id)
  const [, askToDrag] = useDragAsked()
  const verifying = useTask('exhibit.verify', exhibit.id)
  return (
    <>
      <Link to="/exhibits/$exhibitRef" params={{ exhibitRef: exhibit.number }} className="link">
        {words.openExhibit}
      </Link>
      <Preview exhibit={exhibit.id} name={exhibit.fileName} />
      <Facts>
        {exhibit.description !== null && <Fact term={words.what}>{exhibit.description}</Fact>}
        {exhibit.sourcePath !== null && (
          <Fact term={words.pathInSource}>
            {plainly(exhibit.sourcePath)}
            <small>{words.asTheFolderSaid}</small>
          </Fact>
        )}
        {exhibit.derivedFrom !== null && (
          <Fact term={words.takenFrom}>
            {exhibit.derivedFrom.number}
            <small>{exhibit.derivedFrom.how}</small>
          </Fact>
        )}
        {exhibit.reportNumber !== null && (
          <Fact term={words.cameWith}>
            <Link to="/queue" search={{ report: exhibit.reportNumber }}>
              {exhibit.reportNumber}
            </Link>
          </Fact>
        )}
        <Fact term={words.sorts.collected}>
          <ExactInstant at={exhibit.collectedAt} />
        </Fact>
        <Fact term={words.by}>{exhibit.collectedBy}</Fact>
        <Fact term={words.where}>{exhibit.place ?? <span className="quiet">{words.notSaid}</span>}</Fact>
        <Fact term={words.how}>{exhibit.method ?? <span className="quiet">{words.notSaid}</span>}</Fact>
        <Fact term={words.sorts.recorded}>
          <ExactInstant at={exhibit.recordedAt} />
        </Fact>
        <Fact term={words.sorts.size}>
          {exhibit.size < 1000
            ? bytes(exhibit.size)
            : words.sizeInBytes({ size: bytes(exhibit.size), bytes: exhibit.size })}
        </Fact>
        <Fact term={words.sha256}>
          <FullHash hash={exhibit.sha256} />
        </Fact>
        <Fact term={words.sorts.verified}>
          <Verified row={exhibit} />
        </Fact>
        <Fact term={words.ledger}>
          <Link to="/ledger" search={{ seq: exhibit.seq }}>
            {words.entry} {exhibit.seq}
          </Link>
        </Fact>
      </Facts>
      <Handling record={exhibit.id} of={exhibit.number} places />
      {!past && (
        <div className="actions">
          <Button
            onClick={() =>
              void verifying.run({ ...ownerOf(exhibit), exhibit: exhibit.id }, words.verifyingOne(exhibit.number))
            }
            disabled={verifying.running}
          >
            {words.verifyMany(1)}
          </Button>
          <Button
            onClick={() => void exporting.run({ exhibit: exhibit.id }, words.exportingOne(exhibit.number))}
            disabled={exporting.running}
          >
            {words.exportCopy}
          </Button>
          {canDragOut && (
            <Act needs="exhibit.write" onClick={() => askToDrag(exhibit.id)}>
              {words.dragOutAsk}
            </Act>
          )}
        </div>
      )}
      <TaskProgress task={verifying.task} />
      <VerifyResult handle={verifying} />
      <TaskProgress task={exporting.task} />
      {exporting.task?.state === 'failed' && (
        <Problem problem={exporting.task.failure} title={words.noCopyWritten} onDismiss={exporting.dismiss} />
      )}
      {exporting.result && (
        <ShownFile file={exporting.result.file} says={words.copyWritten(bytes(exporting.result.size))} />
      )}
      {canDragOut && !past && <DragOut exhibit={exhibit} />}
      <Lineage exhibit={exhibit.id} onSelect={onSelect} />
      <hr />
      {past ? <PastCustody events={exhibit.custody} /> : <CustodySection exhibit={exhibit.id} onAsk={onAsk} />}
      {!past && <Proof exhibit={exhibit.id} />}
    </>
  )
}
