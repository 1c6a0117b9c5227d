import { useCallback, useEffect, useRef, useState } from 'react'
import type { Input } from '../../shared/contract/contract.ts'
import { toFailure, type Failure } from '../../shared/kernel/errors.ts'
import { client } from './client.ts'

type Json = Input<'draft.put'>['body']

const usualPause = 600
/** Milliseconds after a key at which what it typed is on its way, however fast the next ones come. */
const longestWait = 1200
let pause = usualPause
const flushers = new Set<() => Promise<void>>()

/** Saves every draft that is still waiting for its pause. */
export const flushDrafts = async (): Promise<void> => {
  await Promise.all([...flushers].map((flush) => flush()))
}

/** The vault is about to be locked: saves what is typed, and what comes after it without a pause, and says so. */
export async function handOver(): Promise<void> {
  pause = 0
  await flushDrafts()
  await client.call('draft.saved', {})
}

/** It is locked: whoever opens it again types with pauses. */
export const handedOver = (): void => {
  pause = usualPause
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

// Whoever goes to another window locks, or takes a form over, from there.
for (const leaving of ['pagehide', 'blur']) window.addEventListener(leaving, () => void flushDrafts())

export type DraftState =
  { kind: 'none' } | { kind: 'typing' } | { kind: 'saved'; at: string } | { kind: 'failed'; failure: Failure }

export interface Draft<T> {
  /** undefined until the vault has answered; null when there is no draft. */
  found: { body: T; savedAt: string } | null | undefined
  state: DraftState
  /** A large text is given by how it is read, so that it is put together when it is saved and not at each key. */
  put: (body: T | (() => T)) => void
  /** What was typed is now in the record, or is not wanted: the draft goes. */
  drop: () => Promise<void>
  /** Another window has the form: it had it first (`open`), or took it over (`taken`). null: it is this window's. */
  elsewhere: 'open' | 'taken' | null
  /** Grows each time `found` comes from another window. */
  version: number
  /** Makes the form this window's. What is typed in the other is saved first. */
  takeOver: () => Promise<void>
}

/**
 * Text that is kept, encrypted, in the vault while it is typed. Leaving the screen saves what is waiting. It belongs to one
 * window at a time.
 */
export function useDraft<T>(key: string): Draft<T> {
  const [{ found, version }, setShown] = useState<Pick<Draft<T>, 'found' | 'version'>>({ found: undefined, version: 0 })
  const [state, setState] = useState<DraftState>({ kind: 'none' })
  const [elsewhere, setElsewhere] = useState<Draft<T>['elsewhere']>(null)
  const mine = useRef(false)
  const reading = useRef(false)
  const waiting = useRef<{ read: () => T; since: number } | null>(null)
  const timer = useRef<number | undefined>(undefined)
  const alive = useRef(true)
  /** It is on its way from window to window. What is saved meanwhile is told as a change; asked about now, it would go astray. */
  const passing = useRef(false)

  const flush = useCallback(async () => {
    window.clearTimeout(timer.current)
    const next = waiting.current
    if (!next) return
    waiting.current = null
    try {
      const { savedAt } = await client.call('draft.put', { key, body: next.read() as Json })
      if (alive.current && waiting.current === null) setState({ kind: 'saved', at: savedAt })
    } catch (thrown) {
      waiting.current ??= next
      unsaved?.set(key, next.read() as Json)
      if (alive.current) setState({ kind: 'failed', failure: toFailure(thrown) })
    }
  }, [key])

  const load = useCallback(
    async (take: boolean) => {
      const { held } = await client.call('draft.hold', { key, take })
      const { body, savedAt } = await client.call('draft.get', { key })
      if (!alive.current) return
      mine.current = held
      setElsewhere((before) => (held ? null : (before ?? 'open')))
      const saved = body === null || savedAt === null ? null : { body: body as T, savedAt }
      const anew = reading.current || !held ? 1 : 0
      reading.current = !held
      setShown((before) => ({ found: saved, version: before.version + anew }))
      setState(saved ? { kind: 'saved', at: saved.savedAt } : { kind: 'none' })
    },
    [key],
  )
  /** It is another window's from now on. What could not be saved stays on the screen. */
  const lose = useCallback(async () => {
    mine.current = false
    setElsewhere('taken')
    if (waiting.current === null) await load(false)
  }, [load])
  const giveUp = useCallback(async () => {
    if (!mine.current) return
    mine.current = false
    passing.current = true
    try {
      await flush()
      await client.call('draft.leave', { key })
    } finally {
      passing.current = false
    }
    await lose()
  }, [key, flush, lose])
  /** Something changed: what the other window saved, or whose the form is. */
  const look = useCallback(async () => {
    if (passing.current) return
    if (!mine.current) {
      if (waiting.current === null) await load(false)
    } else if (!(await client.call('draft.hold', { key })).held) await lose()
  }, [key, load, lose])
  const takeOver = useCallback(async () => {
    waiting.current = null
    passing.current = true
    try {
      await load(true)
    } finally {
      passing.current = false
    }
  }, [load])

  useEffect(() => {
    alive.current = true
    flushers.add(flush)
    load(false).catch((thrown: unknown) => {
      if (!alive.current) return
      mine.current = true
      setShown({ found: null, version: 0 })
      setState({ kind: 'failed', failure: toFailure(thrown) })
    })
    const stop = client.onSignal((signal) => {
      if (signal.kind !== 'draft' || signal.key !== key) return
      // Locked meanwhile: the form goes.
      ;(signal.wanted ? giveUp() : look()).catch(() => undefined)
    })
    return () => {
      alive.current = false
      flushers.delete(flush)
      stop()
      void flush()
      client.call('draft.leave', { key }).catch(() => undefined)
    }
  }, [key, flush, load, giveUp, look])

  const put = useCallback(
    (body: T | (() => T)) => {
      if (!mine.current) return
      const read = typeof body === 'function' ? (body as () => T) : () => body
      const { since } = waiting.current ?? { since: Date.now() }
      waiting.current = { read, since }
      setState((before) => (before.kind === 'typing' ? before : { kind: 'typing' }))
      window.clearTimeout(timer.current)
      const rest = Math.min(pause, Math.max(0, since + longestWait - Date.now()))
      timer.current = window.setTimeout(() => void flush(), rest)
    },
    [flush],
  )

  const drop = useCallback(async () => {
    window.clearTimeout(timer.current)
    waiting.current = null
    await client.call('draft.drop', { key })
    if (alive.current) setState({ kind: 'none' })
  }, [key])

  return { found, state, put, drop, elsewhere, version, takeOver }
}
