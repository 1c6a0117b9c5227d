import { useCallback, useEffect, useRef, useState } from 'react'
import type { Input } from '../../shared/contract/contract.ts'
import { toFailure, type Failure } from '../../shared/kernel/errors.ts'
import { client } from './client.ts'

type Json = Input<'draft.put'>['body']

const pause = 600
const flushers = new Set<() => Promise<void>>()

/** Saves every draft that is still waiting for its pause. */
export const flushDrafts = async (): Promise<void> => {
  await Promise.all([...flushers].map((flush) => flush()))
}

/** What could not be saved because the vault was gone from one moment to the next; undefined: none of it is kept. */
let unsaved: Map<string, Json> | undefined

/** From now on what cannot be saved is kept in this window. */
export const keepUnsaved = (): void => {
  unsaved ??= new Map()
}

/** Saves what was kept, before a screen asks for it. */
export async function saveUnsaved(): Promise<void> {
  const kept = [...(unsaved ?? [])]
  unsaved = undefined
  await Promise.allSettled(kept.map(([key, body]) => client.call('draft.put', { key, body })))
}

export const forgetUnsaved = (): void => {
  unsaved = undefined
}

window.addEventListener('pagehide', () => void flushDrafts())

export type DraftState =
  { kind: 'none' } | { kind: 'typing' } | { kind: 'saved'; at: string } | { kind: 'failed'; failure: Failure }

export interface Draft<T> {
  /** undefined until the vault has answered; null when there is no draft. */
  found: { body: T; savedAt: string } | null | undefined
  state: DraftState
  put: (body: T) => void
  /** What was typed is now in the record, or is not wanted: the draft goes. */
  drop: () => Promise<void>
}

/** Text that is kept, encrypted, in the vault while it is typed. Leaving the screen saves what is waiting. */
export function useDraft<T>(key: string): Draft<T> {
  const [found, setFound] = useState<Draft<T>['found']>(undefined)
  const [state, setState] = useState<DraftState>({ kind: 'none' })
  const waiting = useRef<{ body: T } | null>(null)
  const timer = useRef<number | undefined>(undefined)
  const alive = useRef(true)

  const flush = useCallback(async () => {
    window.clearTimeout(timer.current)
    const next = waiting.current
    if (!next) return
    waiting.current = null
    try {
      const { savedAt } = await client.call('draft.put', { key, body: next.body as Json })
      if (alive.current && waiting.current === null) setState({ kind: 'saved', at: savedAt })
    } catch (thrown) {
      waiting.current ??= next
      unsaved?.set(key, next.body as Json)
      if (alive.current) setState({ kind: 'failed', failure: toFailure(thrown) })
    }
  }, [key])

  useEffect(() => {
    alive.current = true
    flushers.add(flush)
    client.call('draft.get', { key }).then(
      ({ body, savedAt }) => {
        if (!alive.current) return
        if (body === null || savedAt === null) return setFound(null)
        setFound({ body: body as T, savedAt })
        setState({ kind: 'saved', at: savedAt })
      },
      (thrown: unknown) => {
        if (!alive.current) return
        setFound(null)
        setState({ kind: 'failed', failure: toFailure(thrown) })
      },
    )
    return () => {
      alive.current = false
      flushers.delete(flush)
      void flush()
    }
  }, [key, flush])

  const put = useCallback(
    (body: T) => {
      waiting.current = { body }
      setState({ kind: 'typing' })
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void flush(), pause)
    },
    [flush],
  )

  const drop = useCallback(async () => {
    window.clearTimeout(timer.current)
    waiting.current = null
    await client.call('draft.drop', { key })
    if (alive.current) setState({ kind: 'none' })
  }, [key])

  return { found, state, put, drop }
}
