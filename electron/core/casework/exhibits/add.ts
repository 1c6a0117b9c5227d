import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { findWorkingCase } from '../cases/index.ts'
import { findReport } from '../../intake/reports/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { ownerOf, type Owner } from './owner.ts'
import { registerExhibits, type Collected, type Kept } from './register.ts'
import { stageAndRecord, type Source } from './stage.ts'

/** Keeps files, or bytes at hand, as exhibits of a case or a report: all of them or, on failure or cancel, none. */
export async function keepFiles(
  workspace: Workspace,
  context: CallContext,
  owner: Owner,
  sources: readonly Source[],
  collected: Collected = {},
): Promise<Kept[]> {
  // Said before gigabytes are read.
  if ('case' in owner) findWorkingCase(workspace.db, owner.case)
  else findReport(workspace.db, owner.report)
  return stageAndRecord(workspace, sources, context, (transaction, staged) =>
    registerExhibits(
      workspace,
      transaction,
      owner,
      staged.map((one) => Object.assign({ staged: one }, collected)),
    ),
  )
}

export async function addExhibits(
  workspace: Workspace,
  { case: ofCase, report, files, ...collected }: Checked<'exhibit.add'>,
  context: CallContext,
): Promise<Output<'exhibit.add'>> {
  const sources = files.map((path) => ({ path }))
  const kept = await keepFiles(workspace, context, ownerOf({ case: ofCase, report }), sources, collected)
  return kept.map((one, index) => Object.assign(one, { file: files[index] ?? '' }))
}
