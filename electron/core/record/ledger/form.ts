import { isCanonical, type Json } from '../../../../shared/kernel/canonical.ts'
import type { AnyView } from './view.ts'

/** Why what an entry recorded counts for nothing: nobody here knows its type, or it does not have the form of its type. */
export type Unlawful = 'type' | 'form'
/** What an entry recorded, in the newest form of its type, or why it counts for nothing. */
export type Said = { payload: unknown; why?: never } | { why: Unlawful; payload?: never }

/**
 * Reads what an entry recorded: canonical JSON that the form of its type takes, in the version that it says, brought to the
 * newest. Whoever holds the vault key can write anything else; it is in no table and no answer, and the audit names it.
 */
export function readerOf(views: readonly Pick<AnyView, 'entries' | 'earlier'>[]): (type: string, body: string) => Said {
  const forms = new Map(
    views.flatMap(({ entries, earlier }) =>
      Object.entries(entries).map(([type, newest]) => [type, { earlier: earlier?.[type] ?? [], newest }] as const),
    ),
  )
  return (type, body) => {
    const known = forms.get(type)
    if (!known) return { why: 'type' }
    const { earlier, newest } = known
    try {
      const payload: unknown = JSON.parse(body)
      // A type of one form says no version.
      const before = earlier.length === 0 ? [] : earlier.slice(versionOf(payload) - 1)
      const form = before[0]?.form ?? newest
      if (!isCanonical(body, payload as Json) || !form.safeParse(payload).success) return { why: 'form' }
      return { payload: before.reduce<unknown>((older, { next }) => next(older as never), payload) }
    } catch {
      // Not JSON, or of a depth that no schema and no memory of ours takes.
      return { why: 'form' }
    }
  }
}

/** Of a version that is not known here the newest form is tried, which does not take it. */
function versionOf(payload: unknown): number {
  const said = typeof payload === 'object' && payload !== null && 'v' in payload ? payload.v : 1
  return typeof said === 'number' && Number.isSafeInteger(said) && said >= 1 ? said : 1
}

/** The same in words. */
export const unlawful: Record<Unlawful, string> = {
  type: 'It is of a type that this Holdfast does not know: nothing that is shown says anything of it.',
  form: 'What it recorded does not have the form of its type: nothing that is shown says anything of it.',
}
