import { english, inLanguage } from '../../../shared/kernel/catalogue.ts'
import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { useAsk, useCommand } from '../../session/client.ts'
import { Kbd } from '../../ui/empty.tsx'
import { instantInFull } from '../../ui/time.ts'
import { dispositionWords } from '../../ui/words.ts'
import { words } from './catalogue.ts'
import styles from './intake.module.css'

type Report = Output<'report.get'>

const isAside = ({ disposition, snoozedUntil }: Report): boolean =>
  disposition === 'open' && snoozedUntil !== null && Date.parse(snoozedUntil) > Date.now()

/** How a report went, as one sentence. */
function wayOf(report: Report): string {
  const { number, disposition, caseNumber, snoozedUntil, assignee } = report
  const decided = dispositionWords[disposition].toLowerCase()
  if (disposition === 'promoted') return words.wasTo({ number, decided, caseNumber: String(caseNumber) })
  if (disposition === 'merged') return words.wasInto({ number, decided, caseNumber: String(caseNumber) })
  if (disposition === 'declined') return words.wasNumberDecided({ number, decided })
  if (isAside(report)) return words.isSnoozedUntil({ number, instantInFull: instantInFull(snoozedUntil ?? '') })
  return words.isForTriageByAndNot({ number, assignee: assignee ?? 'nobody' })
}

interface JustGoneProps {
  report: string
  onBack: () => void
}

/** What became of the report that has just left the list, and the ways to it. */
export function JustGone({ report: number, onBack }: JustGoneProps): ReactElement | null {
  const navigate = useNavigate()
  const report = useAsk('report.get', { report: number }, { keep: true }).data
  if (report?.number !== number) return null
  const caseRef = report.caseNumber
  return (
    <p role="status" className={styles['queue-said']}>
      {wayOf(report)}
      {caseRef !== null && (
        <Button variant="subtle" onClick={() => void navigate({ to: '/cases/$caseRef', params: { caseRef } })}>
          {words.openCase}
        </Button>
      )}
      <Button variant="subtle" onClick={onBack} rightSection={<Kbd>u</Kbd>}>
        {isAside(report) ? words.bringItBack : words.backTo(number)}
      </Button>
    </p>
  )
}

interface Undoing {
  /** The report that it is about. */
  report: string | undefined
  /** It has just left the list. */
  isGone: boolean
  /** It left a list of what is somebody's or nobody's. */
  byHolder: boolean
  /** Chooses it again. */
  onBack: (report: string) => void
}

/**
 * The way back of what was done last: what is snoozed comes back, what is assigned is taken back. What was decided stays
 * decided, and is shown again.
 */
export function useUndo({ report, isGone, byHolder, onBack }: Undoing): { undo: () => void; problem: Failure | null } {
  const assign = useCommand('report.assign')
  const snooze = useCommand('report.snooze')
  const look = useCommand('report.get')
  const undo = (now: Report): void => {
    const back = { onSuccess: () => isGone && onBack(now.number) }
    const isHeld = now.disposition === 'open' && now.assignee !== null
    if (isAside(now))
      snooze.mutate({ report: now.id, until: null, reason: inLanguage(english, () => words.undoneInTheQueue) }, back)
    else if (isHeld && (byHolder || !isGone)) assign.mutate({ report: now.id, to: null }, back)
    else if (isGone) onBack(now.number)
  }
  return {
    // As it is on record now: the list may be from before.
    undo: () => report !== undefined && look.mutate({ report }, { onSuccess: undo }),
    problem: look.error ?? assign.error ?? snooze.error,
  }
}
