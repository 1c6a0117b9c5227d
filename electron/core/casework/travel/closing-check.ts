import { check, type ClosingCheck } from '../../record/members/index.ts'
import { openDeviations } from './queries.ts'

export const unsettledDeviations: ClosingCheck = ({ db, case: id }) =>
  openDeviations(db, id).map(({ leg, number, what }) =>
    check(`Deviation of ${number}`, `${what}: it is not settled.`, 'travel', leg),
  )
