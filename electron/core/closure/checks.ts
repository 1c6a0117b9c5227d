import type { ClosureCheck } from '../../../shared/contract/closure.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { count, showDay, showInstant } from '../../../shared/kernel/show.ts'
import { endOfDay } from '../../../shared/kernel/time.ts'
import { standingConcerns } from '../assessments/index.ts'
import type { CaseFile } from '../cases/index.ts'
import { dutiesOfCase } from '../intake/index.ts'
import { openDecisions, reviewsOf } from '../decisions/index.ts'
import type { ClosingCheck, Workspace } from '../members/index.ts'
import { openMandatory } from '../tasks/index.ts'
import { openDeviations } from '../travel/index.ts'
import type { Reader } from '../vault/index.ts'
import { allegationRows, dutyRows, graveResidual, statementRows } from './rows.ts'

const check = (what: string, open: string | null, tab: string, item: string | null = null): ClosureCheck => ({
  what,
  open,
  tab,
  item,
})

/** Everything that must be settled before a case can be closed, the settled too. */
export function checksOf(
  { db, ports, stood }: Pick<Workspace, 'db' | 'ports' | 'stood'>,
  file: CaseFile,
  others: readonly ClosingCheck[],
): ClosureCheck[] {
  const now = stood ? Date.parse(stood.at) : ports.clock.now()
  return [
    ...ofCase(file),
    ...ofAllegations(db, file),
    ...ofStatements(db, file),
    ...ofDuties(db, file, now),
    ...ofEscalation(db, file),
    ...openMandatory(db, file.id).map(({ number, title }) =>
      check(`Task ${number}`, `${title}: it is mandatory, and open.`, 'tasks', number),
    ),
    ...openDecisions(db, file.id).map(({ number, question, state }) =>
      check(
        `Decision ${number}`,
        `${question} ${state === 'waiting' ? 'It waits for approval.' : 'It was returned: put it forward again, or withdraw it.'}`,
        'decisions',
        number,
      ),
    ),
    ...ofDays(db, file, ports.clock.zone, now),
    ...openDeviations(db, file.id).map(({ leg, number, what }) =>
      check(`Deviation of ${number}`, `${what}: it is not settled.`, 'travel', leg),
    ),
    ...others.flatMap((other) => other(db, file)),
  ]
}

function ofCase(file: CaseFile): ClosureCheck[] {
  const follow = file.followUpDue
  return [
    check('Severity', file.severity === null ? 'The case is not graded.' : null, 'brief'),
    check('Category', null, 'brief'),
    check(
      'Follow-up',
      follow === null
        ? null
        : `A follow-up is due ${showInstant(follow)}. Do it, or make it a monitoring duty; then take it off the case.`,
      'brief',
    ),
  ]
}

function ofAllegations(db: Reader, file: CaseFile): ClosureCheck[] {
  const standing = allegationRows(db, file.id).filter(({ withdrawn_at }) => withdrawn_at === null)
  return standing.map(({ number, finding }) =>
    check(`Allegation ${number}`, finding === null ? 'It has no finding.' : null, 'closure', number),
  )
}

function ofStatements(db: Reader, file: CaseFile): ClosureCheck[] {
  const parts = new Set(statementRows(db, file.id).map(({ part }) => part))
  const grave = graveResidual(db, file.id)
  const watched = dutyRows(db, file.id).some(({ kind, due }) => kind !== 'change' && due !== null)
  const unless = (part: string, open: string): string | null => (parts.has(part) ? null : open)
  return [
    check('Outcome', unless('outcome', 'It is not written down what the case came to.'), 'closure', 'outcome'),
    check('Actions taken', unless('actionsTaken', 'It is not written down what was done.'), 'closure', 'actions'),
    check('Residual risk', unless('residual', 'Nobody has said what risk remains.'), 'closure', 'residual'),
    ...(grave
      ? [
          check(
            'Monitoring or safeguards',
            watched
              ? null
              : `The residual risk is ${grave}, and nobody is to watch it: set a duty with an owner and a day.`,
            'closure',
            'duties',
          ),
        ]
      : []),
  ]
}

const ofDuties = (db: Reader, file: CaseFile, now: number): ClosureCheck[] =>
  dutyRows(db, file.id)
    .filter(({ due }) => due !== null && Date.parse(due) <= now)
    .map(({ number, what, owner, due }) =>
      check(`Duty ${number}`, `${what} (${owner}) was due ${showInstant(due ?? '')}.`, 'closure', number),
    )

/** Whoever a threshold says must be told, was not told yet. */
const ofEscalation = (db: Reader, file: CaseFile): ClosureCheck[] =>
  dutiesOfCase(db, file.id)
    .filter(({ state }) => state === 'open')
    .map(({ tell, what, report, due }) =>
      check(`To tell ${tell}`, `${what} (${report}) was to be done by ${showInstant(due)}.`, 'reports', report),
    )

/** What is to be looked at again on a day, and would be forgotten with the case, unless a duty is due by then. */
function ofDays(db: Reader, { id }: CaseFile, zone: string, now: number): ClosureCheck[] {
  const watched = dutyRows(db, id).flatMap(({ kind, due }) =>
    kind === 'change' || due === null ? [] : [Date.parse(due)],
  )
  const orLater = (what: string, day: string, instead: string): string | null => {
    const end = endOfDay(day, zone)
    if (watched.some((due) => due <= end)) return null
    return end < now
      ? `It was to be ${what} on ${showDay(day)}: ${instead}.`
      : `It is to be ${what} on ${showDay(day)}: make it a monitoring duty that is due by then, or ${instead}.`
  }
  return [
    ...standingConcerns(db, id).flatMap(({ number, reassessOn, id: assessment }) =>
      reassessOn === null
        ? []
        : [
            check(
              `Assessment ${number}`,
              orLater('looked at again', reassessOn, 'assess again'),
              'assessment',
              assessment,
            ),
          ],
    ),
    ...reviewsOf(db, id).map(({ number, reviewOn }) =>
      check(
        `Review of ${number}`,
        orLater('reviewed', reviewOn, 'record a decision that supersedes it'),
        'decisions',
        number,
      ),
    ),
  ]
}

/** Fails with CONFLICT while anything must be settled first; names each. */
export function requireSettled(checks: readonly ClosureCheck[], number: string): void {
  const open = checks.filter((one) => one.open !== null)
  if (open.length === 0) return
  throw new HoldfastError(
    'CONFLICT',
    `Case ${number} cannot be closed: ${count(open.length, 'thing')} must be settled first. ${open
      .map(({ what, open: words }) => `${what}: ${words ?? ''}`)
      .join(' ')}`,
    'Its closure page leads to each of them; nothing was recorded.',
  )
}
