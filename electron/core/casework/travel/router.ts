import type { Handlers } from '../../../../shared/contract/server.ts'
import { findCase } from '../cases/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import {
  attachAdvisory,
  cancelLeg,
  changeLeg,
  noteDeviation,
  planLegs,
  reportLeg,
  settleDeviation,
} from './commands.ts'
import { advisoriesOfCase, legsOfCase } from './queries.ts'

type Calls = Extract<keyof Handlers, `travel.${string}`>

export const travelHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'travel.list': (input) => {
    const { id } = findCase(workspace.db, input.case)
    return {
      legs: legsOfCase(workspace.db, id),
      advisories: advisoriesOfCase(workspace.db, id),
      stood: workspace.stood ?? null,
    }
  },
  'travel.plan': (input) => planLegs(workspace, input),
  'travel.change': (input) => changeLeg(workspace, input),
  'travel.report': (input) => reportLeg(workspace, input),
  'travel.cancel': (input) => cancelLeg(workspace, input),
  'travel.deviate': (input) => noteDeviation(workspace, input),
  'travel.settle': (input) => settleDeviation(workspace, input),
  'travel.advise': (input) => attachAdvisory(workspace, input),
})
