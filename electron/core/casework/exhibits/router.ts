import type { Handlers } from '../../../../shared/contract/server.ts'
import { findCase } from '../cases/index.ts'
import { findReport, triageReport } from '../../intake/reports/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { linkPhoto } from '../subjects/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import type { markProcedures } from '../../../../shared/contract/evidence/marks.ts'
import type { exhibitRoomProcedures } from '../../../../shared/contract/exhibit-room.ts'
import type { exhibitProcedures, ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import type { ingestProcedures } from '../../../../shared/contract/ingest.ts'
import { addExhibits } from './add.ts'
import { exportCopies } from './copies.ts'
import { findCited } from './cited.ts'
import { dragOut, exportExhibit } from './export.ts'
import { changeMark, labelExhibits, listMarks, makeMark, withdrawMark } from './marks.ts'
import { ingestHandlers } from './ingest/router.ts'
import { lineageOf } from './lineage.ts'
import { ownerOf, type Owner } from './owner.ts'
import { exhibitsOfCase, exhibitsOfReport, findExhibit } from './queries.ts'
import { exhibitOrder, exhibitRoom } from './room.ts'
import { takeReport } from './take.ts'
import { findTwins } from './twins.ts'
import { verifyExhibits } from './verify.ts'
import { bytesOf } from './window-bytes.ts'

/** A grade cites exhibits among others, and a photo is one. */
type Calls =
  | keyof typeof exhibitProcedures
  | keyof typeof exhibitRoomProcedures
  | keyof typeof ingestProcedures
  | keyof typeof markProcedures
  | 'report.triage'
  | 'subject.photo'

const listed = (db: Reader, owner: Owner): ExhibitRow[] =>
  'case' in owner
    ? exhibitsOfCase(db, findCase(db, owner.case).id)
    : exhibitsOfReport(db, findReport(db, owner.report).id)

export const exhibitHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  ...ingestHandlers(workspace),
  'exhibit.add': (input, context) => addExhibits(workspace, input, context),
  'exhibit.twins': (input, context) => findTwins(workspace, input, context),
  'report.take': (input, context) => takeReport(workspace, input, context),
  'exhibit.list': (input) => ({ items: listed(workspace.db, ownerOf(input)) }),
  'exhibit.room': (input) => exhibitRoom(workspace.db, input),
  'exhibit.order': (input) => exhibitOrder(workspace.db, input),
  'exhibit.lineage': ({ exhibit }) => lineageOf(workspace.db, exhibit),
  'exhibit.get': ({ exhibit }) => findExhibit(workspace.db, exhibit),
  'file.receive': ({ size }, context) => ({ bytes: bytesOf(context).expect(size) }),
  'exhibit.verify': (input, context) => verifyExhibits(workspace, input, context),
  'mark.list': (input) => listMarks(workspace, input),
  'mark.make': (input) => makeMark(workspace, input),
  'mark.label': (input) => labelExhibits(workspace, input),
  'mark.change': (input) => changeMark(workspace, input),
  'mark.withdraw': (input) => withdrawMark(workspace, input),
  'report.triage': (input) => triageReport(workspace, input, findCited),
  'subject.photo': ({ subject, exhibit }) => linkPhoto(workspace, subject, findExhibit(workspace.db, exhibit)),
  'exhibit.export': (input, context) => exportExhibit(workspace, input, context),
  'exhibit.copies': (input, context) => exportCopies(workspace, input, context),
  'exhibit.dragOut': (input, context) => dragOut(workspace, input, context),
})
