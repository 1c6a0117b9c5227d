import type { AuditReport } from '../../../shared/contract/ledger.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { AuditContext, Problem } from '../record/ledger/index.ts'

type Step = AuditReport['steps'][number]

/** A step that was carried out, with what it found. */
export interface Done {
  step: Step
  problems: Problem[]
  /** How many entries or exhibits it read. */
  count: number
}

/** What a step gives back: how much it checked. */
export interface Checked {
  count: number
  checked: string
  remark?: string | undefined
}

/** Carries out one step. Only being cancelled ends the audit: what cannot be checked is a problem of this step alone. */
export async function carryOut(
  step: Step['step'],
  what: string,
  now: () => number,
  context: Omit<AuditContext, 'report'>,
  work: (context: AuditContext) => Promise<Checked> | Checked,
): Promise<Done> {
  const problems: Problem[] = []
  const began = now()
  const at = new Date(began).toISOString()
  try {
    const { count, checked, remark } = await work({ ...context, report: (problem) => problems.push(problem) })
    const result = problems.length === 0 ? 'ok' : 'problems'
    const done = { step, what, checked, result, problems: problems.length, remark: remark ?? null } as const
    return { step: { ...done, at, took: Math.max(0, now() - began) }, problems, count }
  } catch (thrown) {
    if (thrown instanceof HoldfastError && thrown.code === 'CANCELLED') throw thrown
    const remark = inWords(thrown)
    problems.push({ code: 'UNREADABLE', where: what, message: remark })
    const done = {
      step,
      what,
      checked: 'not to its end',
      result: 'not-done',
      problems: problems.length,
      remark,
    } as const
    return { step: { ...done, at, took: Math.max(0, now() - began) }, problems, count: 0 }
  }
}

/** What stopped a step. Text of ours only: an error of the runtime may quote what is stored. */
const inWords = (thrown: unknown): string =>
  thrown instanceof HoldfastError
    ? thrown.message
    : `What is stored does not have the form that it must have (${thrown instanceof Error ? thrown.name : typeof thrown}).`

/**
 * Begins work that another process does, and carries out `steps` meanwhile. The step that it belongs to asks for what came of it,
 * and only then hears of its problems and how far it is. `needless`: it is begun when it is asked for, if ever. Whatever happens, the
 * work has ended when this does.
 */
export async function beside<T>(
  needless: boolean,
  { signal }: Pick<AuditContext, 'signal'>,
  work: (context: AuditContext) => Promise<T>,
  steps: (result: (context: AuditContext) => Promise<T>) => Promise<void>,
): Promise<void> {
  if (needless) return steps(work)
  const ending = new AbortController()
  const found: Problem[] = []
  let heard: AuditContext['progress']
  const begun = work({
    signal: AbortSignal.any([ending.signal, ...(signal ? [signal] : [])]),
    progress: (progress) => heard?.(progress),
    report: (problem) => found.push(problem),
  })
  // Until the step asks for it, nobody hears that it failed.
  begun.catch(() => undefined)
  try {
    await steps(async ({ progress, report }) => {
      heard = progress
      try {
        return await begun
      } finally {
        heard = undefined
        found.splice(0).forEach(report)
      }
    })
  } finally {
    ending.abort()
    await begun.catch(() => undefined)
  }
}
