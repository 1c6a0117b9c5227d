import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { validateAgainstForm, receiveReport } from '../../intake/reports/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { registerExhibits } from './register.ts'
import { pastedSources } from './window-bytes.ts'
import { stageAndRecord, type Source } from './stage.ts'

/** Takes a report in with the files that came with it, as its exhibits: all of it in one transaction, or nothing. */
export async function takeReport(
  workspace: Workspace,
  { report, files, pasted, again }: Checked<'report.take'>,
  context: CallContext,
): Promise<Output<'report.take'>> {
  // Fails early, before large files are read.
  const held = validateAgainstForm(workspace, report)
  const sources: Source[] = [...files.map((path) => ({ path })), ...pastedSources(pasted, context)]
  return stageAndRecord(workspace, sources, context, (transaction, staged) => {
    const filed = receiveReport(workspace, transaction, held)
    const method = 'attached to the report when it was taken in'
    const entered = staged.map((one) => ({ staged: one, method, again }))
    return { ...filed, exhibits: registerExhibits(workspace, transaction, { report: filed.id }, entered) }
  })
}
