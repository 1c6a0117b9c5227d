import type { Signal } from '../../shared/contract/port.ts'
import type { PageDrafts } from '../../shared/contract/server.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'

/** Which window has which draft open: one of them writes it, the others read it. */
export interface OpenDrafts {
  of(page: AbortSignal): PageDrafts
  /** Before the vault is locked: settles when each window that writes a draft has saved what is typed, or has not answered in time. */
  handedOver(): Promise<void>
  /** Nobody has any open: the vault was locked. */
  clear(): void
}

/** A draft that is open in a window, or in several. A window is known by the signal that ends with its document. */
interface Open {
  holder: AbortSignal | undefined
  readers: Set<AbortSignal>
  /** Called once the holder has given it up. */
  waiting: Set<() => void>
}

/** `tell` reaches every window; `patience`: milliseconds in which a window saves what is typed before its form goes. */
export function openDrafts(tell: (signal: Signal) => void, patience = 1000): OpenDrafts {
  const drafts = new Map<string, Open>()
  /** Windows that were asked for what is typed, and have not said that it is saved. */
  const asked = new Map<AbortSignal, () => void>()

  const leave = (page: AbortSignal, key: string): void => {
    const open = drafts.get(key)
    if (!open) return
    open.readers.delete(page)
    if (open.holder !== page) return
    open.holder = undefined
    for (const go of open.waiting) go()
    if (open.waiting.size > 0) return
    if (open.readers.size > 0) tell({ kind: 'draft', key, wanted: false })
    else drafts.delete(key)
  }

  const hold = async (page: AbortSignal, key: string, take: boolean): Promise<boolean> => {
    const open: Open = drafts.get(key) ?? { holder: undefined, readers: new Set(), waiting: new Set() }
    drafts.set(key, open)
    if (open.holder !== page && (open.holder !== undefined || open.waiting.size > 0)) {
      open.readers.add(page)
      if (!take) return false
      await given(open, key)
      // Locked meanwhile, or this window is gone itself.
      if (drafts.get(key) !== open || page.aborted) return false
    }
    const before = open.holder
    open.holder = page
    open.readers.delete(page)
    if (before && before !== page) open.readers.add(before)
    if (open.readers.size > 0) tell({ kind: 'draft', key, wanted: false })
    return true
  }
  /** Settles when the holder has saved what was typed and given it up, or has not answered in time. */
  const given = async (open: Open, key: string): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const late = setTimeout(resolve, patience)
    open.waiting.add(resolve)
    tell({ kind: 'draft', key, wanted: true })
    await promise
    open.waiting.delete(resolve)
    clearTimeout(late)
  }

  const known = new WeakMap<AbortSignal, PageDrafts>()
  const pageDrafts = (page: AbortSignal): PageDrafts => {
    page.addEventListener('abort', () => {
      for (const key of drafts.keys()) leave(page, key)
      asked.get(page)?.()
    })
    return {
      hold: (key, take) => hold(page, key, take),
      saved: () => asked.get(page)?.(),
      leave: (key) => leave(page, key),
      mayChange(key) {
        const holder = drafts.get(key)?.holder
        if (holder === undefined || holder === page) return
        throw new HoldfastError(
          'CONFLICT',
          'This form is open in another window; what was typed here is not kept.',
          'Copy what is missing there, or take the form over.',
        )
      },
      changed(key) {
        if (drafts.get(key)?.readers.size) tell({ kind: 'draft', key, wanted: false })
      },
    }
  }
  return {
    of(page) {
      const drafts = known.get(page) ?? pageDrafts(page)
      known.set(page, drafts)
      return drafts
    },
    async handedOver() {
      const writing = new Set([...drafts.values()].flatMap(({ holder }) => holder ?? []))
      if (writing.size === 0) return
      const answers = [...writing].map((page) => new Promise<void>((resolve) => asked.set(page, resolve)))
      tell({ kind: 'locking' })
      const late = Promise.withResolvers<void>()
      // An answer that came while this process was busy is read before it counts as late.
      const timer = setTimeout(() => setImmediate(late.resolve), patience)
      await Promise.race([Promise.all(answers), late.promise])
      clearTimeout(timer)
      asked.clear()
    },
    clear() {
      const all = [...drafts.values()]
      drafts.clear()
      for (const { waiting } of all) for (const go of waiting) go()
    },
  }
}
