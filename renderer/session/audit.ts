import { useEffect, useRef } from 'react'
import type { Output } from '../../shared/contract/contract.ts'
import { queries } from './client.ts'
import type { VaultInfo } from './session.ts'
import { useTask, type Task } from './tasks.ts'
import { words } from './catalogue.ts'

type Due = VaultInfo['auditDue']

/** Milliseconds after the vault was unlocked: the person at the desk comes first, and a full audit reads everything. */
const waits: Record<NonNullable<Due>, number> = { new: 1_500, full: 6_000 }
const atUnlock = 'at-unlock'

export interface Audit {
  /** The audit that was asked for, or else the one that was due. */
  task: Task | undefined
  report: Output<'ledger.audit'> | undefined
  /** One that was asked for is under way. */
  running: boolean
  run: () => void
  dismiss: () => void
}

/** The audit of this session. One that is asked for takes the place of the one that was due. */
export function useAudit(): Audit {
  const asked = useTask('ledger.audit')
  const due = useTask('ledger.audit', atUnlock)
  const shown = asked.task ? asked : due
  return {
    task: shown.task,
    report: shown.result,
    running: asked.running,
    run: () => {
      if (due.task?.state === 'running') due.task.cancel()
      void asked.run({}, words.auditingTheVault).then(askWhetherSound)
    },
    dismiss: shown.dismiss,
  }
}

/** Runs the audit that is due, once for as long as the vault is open, unless one was asked for before. */
export function useAuditAtUnlock(auditDue: Due): void {
  const begun = useRef(false)
  const asked = useTask('ledger.audit').task !== undefined
  const { run } = useTask('ledger.audit', atUnlock)
  useEffect(() => {
    if (auditDue === null || asked || begun.current) return undefined
    const timer = window.setTimeout(() => {
      begun.current = true
      const label = auditDue === 'full' ? words.auditingTheVaultAsScheduled : words.checkingWhatWasAdded
      void run({ scope: auditDue }, label).then(askWhetherSound)
    }, waits[auditDue])
    return () => window.clearTimeout(timer)
  }, [auditDue, asked, run])
}

/** An audit that finds a change stops the ledger, and records nothing that would tell the window so. */
const askWhetherSound = (): Promise<void> => queries.invalidateQueries({ queryKey: ['vault.info'] })
