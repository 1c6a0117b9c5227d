import type { interviewProcedures } from '../../../../shared/contract/interviews.ts'
import type { Handlers } from '../../../../shared/contract/server.ts'
import type { House, Workspace } from '../../record/members/index.ts'
import { findCase } from '../cases/index.ts'
import {
  attend,
  correctTurn,
  coverTopic,
  endInterview,
  markSpan,
  pauseInterview,
  resumeInterview,
  say,
  startInterview,
  warn,
} from './live.ts'
import { changePlan, planInterview } from './plan.ts'
import { findInterview, findStatement, interviewsOfCase, statementsOfCase } from './queries.ts'
import { addRecording } from './recording.ts'
import { detailOf, rowOf, shownStatement } from './shown.ts'
import { adoptStatement, draftStatement, refuseStatement, reviseStatement } from './statements.ts'

export const interviewHandlers = (
  workspace: Workspace,
  house: House,
): Pick<Handlers, keyof typeof interviewProcedures> => ({
  'interview.plan': (input) => planInterview(workspace, input),
  'interview.change': (input) => changePlan(workspace, input),
  'interview.list': ({ case: ref }) => ({
    items: interviewsOfCase(workspace.db, findCase(workspace.db, ref).id).map((one) => rowOf(workspace.db, one)),
  }),
  'interview.show': ({ interview }) => detailOf(workspace.db, findInterview(workspace.db, interview)),
  'interview.start': (input) => startInterview(workspace, input),
  'interview.break': (input) => pauseInterview(workspace, input),
  'interview.resume': (input) => resumeInterview(workspace, input),
  'interview.end': (input) => endInterview(workspace, input),
  'interview.person': (input) => attend(workspace, input),
  'interview.warn': (input) => warn(workspace, input),
  'interview.say': (input) => say(workspace, input),
  'interview.cover': (input) => coverTopic(workspace, input),
  'interview.correct': (input) => correctTurn(workspace, input),
  'interview.privilege': (input) => markSpan(workspace, input),
  'interview.record': (input, context) => addRecording(workspace, house, input, context),
  'statement.draft': (input) => draftStatement(workspace, input),
  'statement.revise': (input) => reviseStatement(workspace, input),
  'statement.adopt': (input, context) => adoptStatement(workspace, input, context),
  'statement.refuse': (input) => refuseStatement(workspace, input),
  'statement.list': ({ case: ref }) => ({
    items: statementsOfCase(workspace.db, findCase(workspace.db, ref).id).map((one) =>
      shownStatement(workspace.db, one),
    ),
  }),
  'statement.show': ({ statement }) => shownStatement(workspace.db, findStatement(workspace.db, statement)),
})
