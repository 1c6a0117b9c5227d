import { check, type ClosingCheck } from '../../record/members/index.ts'
import { openMandatory } from './queries.ts'

export const mandatoryTasks: ClosingCheck = ({ db, case: id }) =>
  openMandatory(db, id).map(({ number, title }) =>
    check(`Task ${number}`, `${title}: it is mandatory, and open.`, 'tasks', number),
  )
