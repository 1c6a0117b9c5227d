import { clsx } from 'clsx'
import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../session/client.ts'
import { useMay } from '../../session/may.tsx'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { dayOf } from '../../ui/time.ts'
import { dispositionWords } from '../../ui/words.ts'
import { MatterLink } from './matter-link.tsx'
import { roleWords } from './words.ts'
import { words } from './catalogue.ts'
import styles from './subjects.module.css'

type Seen = Output<'subject.seen'>
export type SeenKind = NonNullable<Input<'subject.seen'>['kind']>

const mostReports = 4

interface SeenBeforeProps {
  /** What stands in the field: a name, a plate, a telephone number, a handle, a place. */
  typed: string
  kind?: SeenKind
  /** The report that is being worked on. */
  except?: string
  className?: string | undefined
}

/** Under a field: who and what is on record by what was typed, and which reports mention it. Quiet when nobody is. */
export function SeenBefore({ typed, kind = 'any', except, className }: SeenBeforeProps): ReactElement | null {
  return <SeenAnswer {...useSeen(typed, kind, except)} className={className} />
}

/** Whoever and whatever a report names, seen before; with the first words of the earlier reports. */
export function SeenInReport({ report }: { report: string }): ReactElement | null {
  return <SeenAnswer {...useSeenInReport(report)} withWords />
}

interface SeenAnswerProps extends ReturnType<typeof useSeen> {
  withWords?: boolean
  className?: string | undefined
}

function SeenAnswer({ seen, error, withWords = false, className }: SeenAnswerProps) {
  if (error) return <Problem problem={error} title={words.whatIsOnRecordCouldNot} />
  const nothing = !seen || seen.subjects.length + seen.reports.length === 0
  return (
    <div role="status" className={clsx(styles.seen, className)} aria-label={words.seenBefore}>
      {nothing ? null : <SeenList seen={seen} withWords={withWords} />}
    </div>
  )
}

/** Asks as a person types, once they pause. */
export function useSeen(typed: string, kind: SeenKind, except?: string) {
  const [text] = useDebouncedValue(typed.trim(), 150)
  // What nobody may read is not asked for: a refusal would be put on record.
  const { granted } = useMay('case.read')
  const enabled = granted && text.replace(/[^\p{L}\p{N}]/gu, '').length >= 3
  const answer = useAsk(
    'subject.seen',
    { text, kind, ...(except === undefined ? {} : { except }) },
    { enabled, keep: true, untilComplete: true },
  )
  return { seen: enabled ? answer.data : undefined, error: enabled ? answer.error : null }
}

/** What is on record of all that a report names. */
export function useSeenInReport(report: string) {
  const { granted: enabled } = useMay('case.read')
  const answer = useAsk('subject.seen', { report }, { enabled, untilComplete: true })
  return { seen: answer.data, error: answer.error }
}

interface SeenListProps {
  seen: Seen
  withWords: boolean
}

function SeenList({ seen: { subjects, reports, reportsInAll }, withWords }: SeenListProps): ReactElement {
  const shown = reports.slice(0, mostReports)
  return (
    <>
      <p className={styles['seen-title']}>{words.seenBefore}</p>
      <ul>
        {subjects.map(({ id, number, name, why, matters, involvements }) => (
          <li key={id}>
            <Link to="/subjects/$subjectRef" params={{ subjectRef: number }}>
              {number} {plainly(name)}
            </Link>{' '}
            <small>{plainly(why)}</small>
            {matters.map(({ matter, role }) => (
              <small key={`${matter.id} ${role}`} className={styles['seen-matter']}>
                {words.inRole(roleWords[role])} <MatterLink matter={matter} />
              </small>
            ))}
            {involvements > matters.length && (
              <small className={styles['seen-matter']}>
                {words.inReportsAndCases(words.reportsAndCases(involvements))}
              </small>
            )}
          </li>
        ))}
        {shown.map((report) => (
          <li key={report.id}>
            <Link to="/queue" search={{ report: report.number }}>
              {report.number}
            </Link>{' '}
            <small>
              {dispositionWords[report.disposition].toLowerCase()}
              {report.caseNumber === null ? '' : ` ${report.caseNumber}`}
              {report.dispositionAt === null ? '' : ` ${dayOf(report.dispositionAt)}`}: {plainly(report.why)}
            </small>
            {withWords && <small className="words">{plainly(report.excerpt)}</small>}
          </li>
        ))}
      </ul>
      {reportsInAll > shown.length && (
        <small>{words.inAll(reportsInAll >= 1000 ? words.aThousandReportsAndMore : words.reports(reportsInAll))}</small>
      )}
    </>
  )
}
