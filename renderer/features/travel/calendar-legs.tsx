import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useTask } from '../../session/tasks.ts'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { Occurred } from '../../ui/when.tsx'
import { forgetProposals, useProposals } from './calendar.ts'
import { modeWords } from './words.ts'
import { words } from './catalogue.ts'
import styles from './travel.module.css'

interface CalendarLegsProps {
  detail: { id: string; number: string }
  /** Opens one of them in the form. */
  onCheck: (index: number) => void
  onClose: () => void
}

/** The legs that a calendar file proposes: each is looked at in the form, and planned there, one by one. */
export function CalendarLegs({ detail, onCheck, onClose }: CalendarLegsProps): ReactElement {
  const reading = useTask('import.legs', detail.id)
  const { proposals } = useProposals(detail.id)
  const putAside = (): void => {
    forgetProposals(detail.id)
    onClose()
  }
  return (
    <Panel title={words.fromACalendarFile} kicker={detail.number} onClose={onClose}>
      <TaskProgress task={reading.task} />
      {reading.task?.state === 'failed' && (
        <Problem problem={reading.task.failure} title={words.theFileProposesNoJourney} onDismiss={reading.dismiss} />
      )}
      {!proposals && !reading.task && <p className="quiet">{words.chooseACalendarFileIcsEach}</p>}
      {proposals && (
        <>
          <p>{words.proposesNothingOfItIsPlanned({ name: proposals.name, legs: words.legs(proposals.legs.length) })}</p>
          {proposals.problems.map((problem) => (
            <p key={problem} className="quiet">
              {problem}
            </p>
          ))}
          <ol className={styles['proposed-legs']} aria-label={words.proposedLegs}>
            {proposals.legs.map((proposed, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two events may be alike; their place in the file tells them apart
              <li key={index}>
                <Proposed leg={proposed} planned={proposals.planned[index]} onCheck={() => onCheck(index)} />
              </li>
            ))}
          </ol>
          <div className="actions">
            <Button onClick={putAside}>{words.putTheFileAside}</Button>
          </div>
        </>
      )}
    </Panel>
  )
}

interface ProposedProps {
  leg: Output<'import.legs'>['legs'][number]
  /** The number that it was planned under. */
  planned: string | undefined
  onCheck: () => void
}

const Proposed = ({ leg, planned, onCheck }: ProposedProps): ReactElement => (
  <>
    <b>{leg.says}</b>
    <small>
      {modeWords[leg.mode]} · {leg.from ?? words.fromWhereIsNotSaid}
      {leg.mode === 'stay' && leg.from === leg.to ? '' : ` → ${leg.to ?? words.toWhereIsNotSaid}`}
      {leg.departure && (
        <>
          {' '}
          · <Occurred when={leg.departure} />
        </>
      )}
    </small>
    <div className="actions">
      {planned === undefined ? (
        <>
          <span className="quiet">
            {leg.doubts.length === 0 ? words.toBeChecked : words.toSettle(words.things(leg.doubts.length))}
          </span>
          <Button onClick={onCheck} aria-label={words.checkSays(leg.says)}>
            {words.check}
          </Button>
        </>
      ) : (
        <span>{words.plannedAs(planned)}</span>
      )}
    </div>
  </>
)
