import { useEffect } from 'react'
import type { Output } from '../../shared/contract/contract.ts'
import type { Signal } from '../../shared/contract/port.ts'
import { client, queries, refresh, useAsk } from './client.ts'
import { flushDrafts, forgetUnsaved, handedOver, handOver, keepUnsaved, saveUnsaved } from './drafts.ts'
import { forgetKept, keep, useKept } from './kept.ts'
import { forgetTasks, isUnderWay } from './tasks.ts'

export type AppState = Output<'app.state'>
export type VaultInfo = Output<'vault.info'>
type LockReason = Extract<Signal, { kind: 'locked' }>['reason']

/** Saves what is being typed, then locks. */
export async function lockVault(): Promise<void> {
  await flushDrafts()
  await client.call('vault.lock', {})
}

/** The name of a vault's folder, as it is shown before the vault is open; of another path, its last part. */
export const nameOfFolder = (dir: string): string =>
  dir
    .split(/[\\/]/)
    .findLast(Boolean)
    ?.replace(/\.holdfast$/, '') ?? dir

/** What the screen without a vault shows. */
export type GateStep =
  | { kind: 'choose' }
  | { kind: 'make' }
  | { kind: 'restore' }
  | { kind: 'about' | 'preferences' | 'check'; back: GateStep | null }
  | { kind: 'unlock' | 'recover'; dir: string; name: string }

const stepKey = 'gate-step'

/** The step that was chosen since the vault was locked, or the window opened; null: none yet. */
export const useGateStep = (): [GateStep | null, (step: GateStep | null) => void] =>
  useKept<GateStep | null>(stepKey, null)

/** Locks the vault to go to another one. */
export async function leaveFor(step: GateStep): Promise<void> {
  await lockVault()
  // Locking forgets what was kept, and has said so before it answers.
  keep(stepKey, step)
}

export const useLockReason = (): LockReason | null => useKept<LockReason | null>('locked because', null)[0]

/** The open vault's facts; only inside an open vault. */
export const useVault = (): VaultInfo | undefined => useAsk('vault.info', {}).data

/** Listens to the core for as long as the window lives. */
export function useSignals(): void {
  useEffect(
    () =>
      client.onSignal((signal) => {
        switch (signal.kind) {
          case 'locking':
            handOver().catch(() => undefined)
            return
          case 'locked':
            handedOver()
            if (signal.reason === 'ended') stayFor(queries.getQueryData<AppState>(['app.state', {}])?.open)
            else forget()
            // Nothing of the vault stays in the window, not even in a cache.
            queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app.state' })
            forgetTasks()
            keep('locked because', signal.reason)
            queries.setQueryData<AppState>(['app.state', {}], (state) => state && { ...state, open: null })
            void queries.invalidateQueries({ queryKey: ['app.state'] })
            return
          case 'unlocked':
            void goOn().finally(() => void queries.invalidateQueries({ queryKey: ['app.state'] }))
            return
          case 'due':
            void queries.invalidateQueries({ queryKey: ['due.list'] })
            // The desktop says it by the system itself; in a browser's window it is the window's to say.
            if (queries.getQueryData<AppState>(['app.state', {}])?.host === 'browser') sayNotices(signal.notices)
            return
          case 'recorded':
            refreshSoon()
            return
          case 'draft':
          // Whoever has the draft on the screen listens to it.
        }
      }),
    [],
  )
}

/** Whose work waits in this window for the vault to be opened again; undefined: nobody's. */
let waitsFor: string | undefined

const workerOf = ({ id, member }: VaultInfo): string => `${id} ${member.id}`

function forget(): void {
  waitsFor = undefined
  forgetUnsaved()
  forgetKept()
}

function stayFor(open: VaultInfo | null | undefined): void {
  // A second end before the vault was opened again changes nothing.
  if (!open) return
  waitsFor = workerOf(open)
  forgetKept(stepKey)
  keepUnsaved()
}

/** The vault is open: what waits is the work of whoever opened it, or is forgotten. */
async function goOn(): Promise<void> {
  if (waitsFor === undefined) return
  const { open } = await client.call('app.state', {})
  if (open && workerOf(open) === waitsFor) await saveUnsaved()
  else forget()
  waitsFor = undefined
}

function sayNotices(notices: Extract<Signal, { kind: 'due' }>['notices']): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  for (const { title, body } of notices) void new Notification(title, { body })
}

/** Milliseconds between two looks at the record while files are kept one after the other. */
const restBetween = 400
let resting: number | undefined

/** Asks for what is on the screen again, at once; while a queue records file after file, no more often than can be read. */
function refreshSoon(): void {
  if (!isUnderWay('ingest.run')) return void refresh()
  resting ??= window.setTimeout(() => {
    resting = undefined
    void refresh()
  }, restBetween)
}

const touchEvery = 30_000

/** Tells the core that a person is at work, at most twice a minute, so that the vault stays open under their hands. */
export function useTouch(): void {
  useEffect(() => {
    let last = Date.now()
    const touch = (): void => {
      if (Date.now() - last < touchEvery) return
      last = Date.now()
      client.call('vault.touch', {}).catch(() => undefined)
    }
    const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
    for (const event of events) window.addEventListener(event, touch, { passive: true })
    return () => {
      for (const event of events) window.removeEventListener(event, touch)
    }
  }, [])
}
