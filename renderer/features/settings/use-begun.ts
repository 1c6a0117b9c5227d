import type { Output } from '../../../shared/contract/contract.ts'
import { client, queries, useAsk } from '../../session/client.ts'
import type { Fresh } from './fresh.ts'

interface Begun {
  items: readonly Fresh[]
  add: (one: Fresh) => void
  /** Takes one out: it was saved, or is not wanted. */
  take: (one: { kind: string; key: string }) => void
}

const key = 'new-templates'
const show = (items: readonly Fresh[]): void =>
  void queries.setQueryData<Output<'draft.get'>>(['draft.get', { key }], { body: items as never, savedAt: null })

/** Templates that this member began and has not saved yet; kept, like every draft, in the vault, for all windows. */
export function useBegun(): Begun {
  const items = itemsOf(useAsk('draft.get', { key }).data)
  const change = async (make: (items: readonly Fresh[]) => Fresh[]): Promise<void> => {
    show(make(items))
    // Another window may have begun one meanwhile.
    const kept = make(itemsOf(await client.call('draft.get', { key })))
    show(kept)
    if (kept.length > 0) await client.call('draft.put', { key, body: kept as never })
    else await client.call('draft.drop', { key })
  }
  const without = (items: readonly Fresh[], one: { kind: string; key: string }): Fresh[] =>
    items.filter((other) => other.kind !== one.kind || other.key !== one.key)
  return {
    items,
    add: (one) => void change((items) => [...without(items, one), one]).catch(() => undefined),
    take: (one) => void change((items) => without(items, one)).catch(() => undefined),
  }
}

const itemsOf = (found: Output<'draft.get'> | undefined): readonly Fresh[] =>
  (found?.body ?? []) as unknown as readonly Fresh[]
