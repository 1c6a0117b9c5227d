import type { Handlers } from '../../../../shared/contract/server.ts'
import { findCase } from '../cases/index.ts'
import { findReport, warmWords } from '../../intake/reports/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import {
  addAlias,
  addIdentifier,
  addSubject,
  changeSubject,
  mergeSubject,
  unmergeSubject,
  withdrawFrom,
} from './commands.ts'
import { changeInvolvement, recordInvolvement, withdrawInvolvement } from './involve.ts'
import { involvementsOfCase, involvementsOfReport } from './involvements.ts'
import { listSubjects, subjectDetail } from './queries.ts'
import { seenBefore } from './seen.ts'
import { seenInReport } from './seen-in-report.ts'

type Calls = Exclude<
  Extract<keyof Handlers, `subject.${string}` | `involvement.${string}`>,
  'subject.history' | 'subject.photo'
>

export const subjectHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'subject.list': (input) => listSubjects(workspace.db, input),
  'subject.get': ({ subject }) => subjectDetail(workspace.db, subject),
  'subject.seen': ({ report, ...asked }) => {
    // A command line ends before an index of words would be ready: it reads the reports through once.
    const all = workspace.ports.host === 'cli'
    if (!all) warmWords(workspace.db).catch(() => undefined)
    return report === undefined ? seenBefore(workspace.db, asked, { all }) : seenInReport(workspace, report, all)
  },
  'subject.add': (input) => addSubject(workspace, input),
  'subject.change': (input) => changeSubject(workspace, input),
  'subject.alias': (input) => addAlias(workspace, input),
  'subject.identify': (input) => addIdentifier(workspace, input),
  'subject.withdraw': (input) => withdrawFrom(workspace, input),
  'subject.merge': (input) => mergeSubject(workspace, input),
  'subject.unmerge': (input) => unmergeSubject(workspace, input),
  'involvement.list': ({ case: ofCase, report = '' }) => ({
    items:
      ofCase === undefined
        ? involvementsOfReport(workspace.db, findReport(workspace.db, report).id)
        : involvementsOfCase(workspace.db, findCase(workspace.db, ofCase).id),
    stood: workspace.stood ?? null,
  }),
  'involvement.record': (input) => recordInvolvement(workspace, input),
  'involvement.change': (input) => changeInvolvement(workspace, input),
  'involvement.withdraw': (input) => withdrawInvolvement(workspace, input),
})
