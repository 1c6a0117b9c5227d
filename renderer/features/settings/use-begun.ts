import { useState } from 'react'
import { useDraft } from '../../app/drafts.ts'
import type { Fresh } from './fresh.ts'

interface Begun {
  items: readonly Fresh[]
  add: (one: Fresh) => void
  /** Takes one out: it was saved, or is not wanted. */
  take: (one: { kind: string; key: string }) => void
}

/** Templates that this member began and has not saved yet; kept, like every draft, in the vault. */
export function useBegun(): Begun {
  const draft = useDraft<Fresh[]>('new templates')
  const [changed, setChanged] = useState<readonly Fresh[]>()
  const items = changed ?? draft.found?.body ?? []
  const change = (next: Fresh[]): void => {
    setChanged(next)
    if (next.length > 0) draft.put(next)
    else void draft.drop().catch(() => undefined)
  }
  return {
    items,
    add: (one) => change([...items, one]),
    take: ({ kind, key }) => change(items.filter((other) => other.kind !== kind || other.key !== key)),
  }
}
