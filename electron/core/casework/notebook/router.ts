import type { Handlers } from '../../../../shared/contract/server.ts'
import { findCase } from '../cases/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { saveNote, setLateRule } from './commands.ts'
import { diffNote } from './diff-note.ts'
import { draftHandlers } from './drafts.ts'
import { lateRule } from './late.ts'
import { addToNote, strikeInNote, witnessNote } from './amend.ts'
import { printNote } from './print.ts'
import { findNote, notesOfCase, revisionsOf } from './queries.ts'
import { sealNote, sealToday } from './seal.ts'

type Calls = Extract<keyof Handlers, `note.${string}` | `draft.${string}`>

export const notebookHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'note.save': (input) => saveNote(workspace, input),
  'note.list': (input) => ({ items: notesOfCase(workspace.db, findCase(workspace.db, input.case).id) }),
  'note.revisions': ({ note }) => ({
    items: revisionsOf(workspace.db, note).map(({ caseId: _, authorId: __, ...row }) => row),
  }),
  'note.show': (input) => {
    const { note, caseId } = findNote(workspace.db, input.note)
    return { case: findCase(workspace.db, caseId).number, note }
  },
  'note.seal': (input) => sealNote(workspace, input),
  'note.sealToday': (input) => sealToday(workspace, input),
  'note.witness': (input) => witnessNote(workspace, input),
  'note.add': (input) => addToNote(workspace, input),
  'note.strike': (input) => strikeInNote(workspace, input),
  'note.diff': (input) => diffNote(workspace, input),
  'note.print': (input, context) => printNote(workspace, input, context),
  'note.lateRule': () => lateRule(workspace.db),
  'note.setLateRule': (input) => setLateRule(workspace, input),
  ...draftHandlers(workspace),
})
