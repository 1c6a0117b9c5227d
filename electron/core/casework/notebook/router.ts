import type { Handlers } from '../../../../shared/contract/server.ts'
import { findCase } from '../cases/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { saveNote } from './commands.ts'
import { draftHandlers } from './drafts.ts'
import { notesOfCase, revisionsOf } from './queries.ts'

type Calls = Extract<keyof Handlers, `note.${string}` | `draft.${string}`>

export const notebookHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'note.save': (input) => saveNote(workspace, input),
  'note.list': (input) => ({ items: notesOfCase(workspace.db, findCase(workspace.db, input.case).id) }),
  'note.revisions': ({ note }) => ({ items: revisionsOf(workspace.db, note).map(({ caseId: _, ...row }) => row) }),
  ...draftHandlers(workspace),
})
