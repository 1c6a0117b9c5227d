import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useTask } from '../../session/tasks.ts'
import { Act } from '../../session/may.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { words } from './catalogue.ts'

/** Writes the report that is shown to a file beside the vault. */
export function SaveAudit({ report: { startedAt } }: { report: Output<'ledger.audit'> }): ReactElement {
  const saving = useTask('ledger.saveAudit', startedAt)
  const save = (format: 'json' | 'pdf'): void => void saving.run({ format }, words.savingTheReportOfTheAudit)
  return (
    <>
      <div className="actions" role="group" aria-label={words.reportOfTheAudit}>
        <Act needs="ledger.read" onClick={() => save('pdf')} disabled={saving.running}>
          {words.saveReportAsPdf}
        </Act>
        <Act needs="ledger.read" onClick={() => save('json')} disabled={saving.running}>
          {words.saveReportAsJson}
        </Act>
      </div>
      {saving.task?.state === 'failed' && (
        <Problem problem={saving.task.failure} title={words.theReportWasNotSaved} onDismiss={saving.dismiss} />
      )}
      {saving.result && <ShownFile file={saving.result.file} says={words.theReportIsSaved} />}
    </>
  )
}
