import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { findWorkingCase } from '../cases/index.ts'
import { findReport } from '../../intake/reports/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { ownerOf, type Owner } from './owner.ts'
import { registerExhibits, type Collected, type Kept } from './register.ts'
import { stageAndRecord, type Source } from './stage.ts'
import { pastedSources } from './window-bytes.ts'

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
  { case: ofCase, report, files, pasted, ...collected }: Checked<'exhibit.add'>,
  context: CallContext,
): Promise<Output<'exhibit.add'>> {
  const sources: Source[] = [...files.map((path) => ({ path })), ...pastedSources(pasted, context)]
  if (sources.length === 0)
    throw new HoldfastError('INVALID_INPUT', 'No file was named to be kept.', 'Name one, or paste something.')
  const names = [...files, ...pasted.map(({ name }) => name)]
  const kept = await keepFiles(workspace, context, ownerOf({ case: ofCase, report }), sources, collected)
  return kept.map((one, index) => Object.assign(one, { file: names[index] ?? '' }))
}
