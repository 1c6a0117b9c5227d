import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useTask } from '../../session/tasks.ts'
import { Act } from '../../session/may.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'

/** Writes the report that is shown to a file beside the vault. */
export function SaveAudit({ report: { startedAt } }: { report: Output<'ledger.audit'> }): ReactElement {
  const saving = useTask('ledger.saveAudit', startedAt)
  const save = (format: 'json' | 'pdf'): void => void saving.run({ format }, 'Saving the report of the audit')
  return (
    <>
      <div className="actions" role="group" aria-label="Report of the audit">
        <Act needs="ledger.read" onClick={() => save('pdf')} disabled={saving.running}>
          Save report as PDF
        </Act>
        <Act needs="ledger.read" onClick={() => save('json')} disabled={saving.running}>
          Save report as JSON
        </Act>
      </div>
      {saving.task?.state === 'failed' && (
        <Problem problem={saving.task.failure} title="The report was not saved" onDismiss={saving.dismiss} />
      )}
      {saving.result && <ShownFile file={saving.result.file} says="The report is saved." />}
    </>
  )
}
