import type { Handlers } from '../../../shared/contract/server.ts'
import { findCase } from '../cases/index.ts'
import type { Workspace } from '../members/index.ts'
import { addExhibits } from './add.ts'
import { recordCustody } from './custody.ts'
import { exportExhibit } from './export.ts'
import { previewExhibit } from './preview.ts'
import { exhibitsOfCase, findExhibit } from './queries.ts'
import { verifyExhibits } from './verify.ts'

type Calls = Extract<keyof Handlers, `exhibit.${string}`>

export const exhibitHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'exhibit.add': (input, context) => addExhibits(workspace, input, context),
  'exhibit.list': (input) => ({ items: exhibitsOfCase(workspace.db, findCase(workspace.db, input.case).id) }),
  'exhibit.get': ({ exhibit }) => findExhibit(workspace.db, exhibit),
  'exhibit.preview': ({ exhibit }) => previewExhibit(workspace, exhibit),
  'exhibit.recordCustody': (input) => recordCustody(workspace, input),
  'exhibit.verify': (input, context) => verifyExhibits(workspace, input, context),
  'exhibit.export': (input, context) => exportExhibit(workspace, input, context),
})
