import { useNavigate } from '@tanstack/react-router'
import { useEffect, useSyncExternalStore } from 'react'
import { z } from 'zod'
import { DuePlace } from '../../shared/contract/due.ts'
import type { VaultInfo } from '../session/session.ts'

type Place = z.infer<typeof DuePlace>

// Outlives a lock: whoever clicks on a notice may have to open the vault first.
let asked: Place | null = null
const listeners = new Set<() => void>()

function put(next: Place | null): void {
  asked = next
  for (const listener of listeners) listener()
}

/** Keeps where a notice leads that was clicked, until the vault that it is about is open. */
export function putDuePlace(text: string): void {
  try {
    put(DuePlace.parse(JSON.parse(text)))
  } catch {
    // A text that is no place leads nowhere.
  }
}

/** Leads to the thing that a clicked notice is about; what is of another vault is left. */
export function useDuePlace(vault: VaultInfo): void {
  const navigate = useNavigate()
  const place = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asked,
  )
  useEffect(() => {
    if (!place) return
    put(null)
    if (place.vault !== vault.id) return
    const { case: caseRef, tab, item, report } = place.link ?? {}
    if (caseRef !== undefined) void navigate({ to: '/cases/$caseRef', params: { caseRef }, search: { tab, item } })
    else if (report !== undefined) void navigate({ to: '/queue', search: { report } })
    else void navigate({ to: '/tasks' })
  }, [place, vault.id, navigate])
}
