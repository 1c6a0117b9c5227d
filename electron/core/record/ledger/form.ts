import { isCanonical, type Json } from '../../../../shared/kernel/canonical.ts'
import { formOf } from './earlier.ts'
import type { AnyView } from './view.ts'

/** Why what an entry recorded counts for nothing: nobody here knows its type, or it does not have the form of its type. */
export type Unlawful = 'type' | 'form'
/** What an entry recorded, or why it counts for nothing. */
export type Said = { payload: unknown; why?: never } | { why: Unlawful; payload?: never }

/** What views may write into the ledger, in every form that it had. */
type Forms = Pick<AnyView, 'entries' | 'earlier'>

/**
 * Reads what an entry recorded: canonical JSON that the form of its type takes, in the version that it says. Whoever holds
 * the vault key can write anything else; it is in no table and no answer, and the audit names it.
 */
export function readerOf(views: readonly Forms[]): (type: string, body: string) => Said {
  const byType = new Map(views.flatMap((view) => Object.keys(view.entries).map((type) => [type, view] as const)))
  return (type, body) => {
    const view = byType.get(type)
    if (!view) return { why: 'type' }
    try {
      const payload: unknown = JSON.parse(body)
      const isLawful = isCanonical(body, payload as Json) && formOf(view, type, payload)?.safeParse(payload).success
      return isLawful ? { payload } : { why: 'form' }
    } catch {
      // Not JSON, or of a depth that no schema and no memory of ours takes.
      return { why: 'form' }
    }
  }
}

/** The same in words. */
export const unlawful: Record<Unlawful, string> = {
  type: 'It is of a type that this Holdfast does not know: nothing that is shown says anything of it.',
  form: 'What it recorded does not have the form of its type: nothing that is shown says anything of it.',
}
