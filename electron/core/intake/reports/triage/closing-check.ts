import { showInstant } from '../../../../../shared/kernel/show.ts'
import { check, type ClosingCheck } from '../../../record/members/index.ts'
import { notificationsOfCase } from './notifications.ts'

/** Whoever a threshold says must be told, was not told yet. */
export const untold: ClosingCheck = ({ db, case: id }) =>
  notificationsOfCase(db, id)
    .filter(({ state }) => state === 'open')
    .map(({ tell, what, report, due }) =>
      check(`To tell ${tell}`, `${what} (${report}) was to be done by ${showInstant(due)}.`, 'reports', report),
    )
