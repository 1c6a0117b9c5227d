import type { ClosureCheck } from '../../../../shared/contract/closure.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { check, type ClosingCheck, type Workspace } from '../../record/members/index.ts'
import { allegationRows, dutyRows, graveResidual, statementRows } from './rows.ts'

/** The pages of a case in the order in which its closing goes through them; what has another page comes last. */
const pages = ['brief', 'closure', 'reports', 'tasks', 'assessment', 'decisions', 'travel']
const placeOf = ({ tab }: ClosureCheck): number => (pages.includes(tab) ? pages.indexOf(tab) : pages.length)

/** Everything that must be settled before a case can be closed, the settled too. */
export function checksOf(
  { db, ports, stood }: Pick<Workspace, 'db' | 'ports' | 'stood'>,
  { id }: { id: string },
  checks: readonly ClosingCheck[],
): ClosureCheck[] {
  const now = stood ? Date.parse(stood.at) : ports.clock.now()
  const watched = dutyRows(db, id).flatMap(({ kind, due }) =>
    kind === 'change' || due === null ? [] : [Date.parse(due)],
  )
  const closing = { db, case: id, zone: ports.clock.zone, now, watched }
  return checks.flatMap((one) => one(closing)).toSorted((a, b) => placeOf(a) - placeOf(b))
}

export const allegationChecks: ClosingCheck = ({ db, case: id }) => {
  const standing = allegationRows(db, id).filter(({ withdrawnAt }) => withdrawnAt === null)
  return standing.map(({ number, finding }) =>
    check(`Allegation ${number}`, finding === null ? 'It has no finding.' : null, 'closure', number),
  )
}

export const statementChecks: ClosingCheck = ({ db, case: id }) => {
  const parts = new Set(statementRows(db, id).map(({ part }) => part))
  const grave = graveResidual(db, id)
  const watched = dutyRows(db, id).some(({ kind, due }) => kind !== 'change' && due !== null)
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

export const monitoringChecks: ClosingCheck = ({ db, case: id, now }) =>
  dutyRows(db, id)
    .filter(({ due }) => due !== null && Date.parse(due) <= now)
    .map(({ number, what, owner, due }) =>
      check(`Duty ${number}`, `${what} (${owner}) was due ${showInstant(due ?? '')}.`, 'closure', number),
    )

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
