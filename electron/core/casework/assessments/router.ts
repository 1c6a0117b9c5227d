import type { Handlers } from '../../../../shared/contract/server.ts'
import { findCase } from '../cases/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { makeAssessment, withdrawAssessment } from './commands.ts'
import { assessmentsOfCase } from './queries.ts'

type Calls = Extract<keyof Handlers, `assessment.${string}`>

export const assessmentHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'assessment.list': (input) => ({
    items: assessmentsOfCase(workspace, findCase(workspace.db, input.case).id),
    stood: workspace.stood ?? null,
  }),
  'assessment.make': (input) => makeAssessment(workspace, input),
  'assessment.withdraw': (input) => withdrawAssessment(workspace, input),
})
