import type { Handlers } from '../../../../shared/contract/server.ts'
import type { House, Workspace } from '../../record/members/index.ts'
import { aboutCase } from './about.ts'
import { caseDetail, listOfCases } from './case-file.ts'
import { caseHistory, subjectHistory } from './history.ts'
import { timelineOf } from './timeline.ts'

type Calls = Exclude<Extract<keyof Handlers, `case.${string}`>, 'case.change'> | 'subject.history'

export const caseFileHandlers = (
  workspace: Workspace,
  { caseParts }: Pick<House, 'caseParts'>,
): Pick<Handlers, Calls> => ({
  'case.list': (input) => ({ ...listOfCases(workspace.db, input), stood: workspace.stood ?? null }),
  'case.get': (input) => caseDetail(workspace, caseParts, input.case),
  'case.timeline': (input) => ({ events: timelineOf(caseParts, aboutCase(workspace, input.case)) }),
  'case.history': (input) => ({
    rows: caseHistory(workspace, caseParts, input.case),
    stood: workspace.stood ?? null,
  }),
  'subject.history': ({ subject }) => ({ rows: subjectHistory(workspace, caseParts, subject) }),
})
