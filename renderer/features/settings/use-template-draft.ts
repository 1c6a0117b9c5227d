import { useState } from 'react'
import type { TemplateDetail } from '../../../shared/contract/templates.ts'
import { toFailure, type Failure } from '../../../shared/kernel/errors.ts'
import { client, refresh, useCommand } from '../../session/client.ts'
import type { Draft } from '../../session/drafts.ts'
import { same } from './compare.ts'
import type { Asking } from './save-reason.tsx'
import { readTyped, written, type Body, type Typed } from './typed.ts'
import { words } from './catalogue.ts'

/** What is typed, and upon which version. */
export interface TemplateDraft {
  base: number
  text: string
}

/** A template with what is being done to it. */
export interface TemplateAtWork {
  detail: TemplateDetail
  draft: Draft<TemplateDraft>
  /** null: nothing is typed that is not saved. */
  typed: TemplateDraft | null
  setTyped: (next: TemplateDraft | null) => void
  /** One that was never saved: what is to happen once it is, or when it is not wanted. */
  fresh?: { onSaved: () => void; onDiscard: () => void } | undefined
}

interface DraftAtWork {
  text: string
  read: Typed
  /** What could be used last. */
  good: Body
  base: number
  /** Somebody saved a version since the draft was begun. */
  behind: boolean
  pending: boolean
  failed: Failure | null
  /** What was done, in words. */
  done: string | null
  /** `byFields`: the text was made from the fields, so that only what it says counts, not how it is written. */
  type: (text: string, byFields?: boolean) => void
  forget: () => void
  rebase: (text?: string) => void
  carryOut: (what: Asking, reason: string) => void
  /** Lets go of the last failure or success. */
  calm: () => void
}

/** The draft of a template: typed, kept, saved as a version, let go, or put upon another version. */
export function useTemplateDraft(work: TemplateAtWork, onDone: () => void): DraftAtWork {
  const { detail, draft, typed, setTyped, fresh } = work
  const { kind, key } = detail
  const [unread, setUnread] = useState<Failure | null>(null)
  const save = useCommand('template.save')
  const retire = useCommand('template.retire')
  const inUse = written(kind, detail.body)
  const text = typed?.text ?? inUse
  const read = readTyped(kind, text)
  const [good, setGood] = useState(read.body ?? detail.body)
  const base = typed?.base ?? detail.version

  const calm = (): void => {
    save.reset()
    retire.reset()
    setUnread(null)
  }
  const forget = (): void => {
    setTyped(null)
    setGood(detail.body)
    void draft.drop().catch(() => undefined)
    fresh?.onDiscard()
  }
  const keep = (now: TemplateDraft): void => {
    calm()
    const next = readTyped(kind, now.text)
    if (next.body !== undefined) setGood(next.body)
    setTyped(now)
    draft.put(now)
  }
  const type = (next: string, byFields = false): void => {
    const unchanged = next === inUse || (byFields && same(readTyped(kind, next).json, JSON.parse(inUse) as Body))
    if (unchanged && base === detail.version && !fresh) {
      calm()
      forget()
    } else keep({ base, text: next })
  }
  const settle = async (given: Body, onto: number, reason: string): Promise<void> => {
    const saved = await save.mutateAsync({ kind, key, base: onto, body: given, reason }).catch(() => null)
    if (!saved) return void refresh()
    await draft.drop().catch(() => undefined)
    await refresh()
    setTyped(null)
    setGood(given)
    onDone()
    fresh?.onSaved()
  }
  const putBack = async (reason: string): Promise<void> => {
    try {
      const { body: came } = await client.call('template.get', { kind, key, version: 0 })
      await settle(came, detail.version, reason)
    } catch (thrown) {
      setUnread(toFailure(thrown))
    }
  }
  const takeOut = async (reason: string): Promise<void> => {
    const gone = await retire.mutateAsync({ kind, key, base: detail.version, reason }).catch(() => null)
    await refresh()
    if (gone) onDone()
  }
  const carryOut = (what: Asking, reason: string): void => {
    calm()
    switch (what) {
      case 'save':
        if (read.body !== undefined) void settle(read.body, base, reason)
        return
      case 'back':
        return void putBack(reason)
      case 'retire':
        return void takeOut(reason)
      case 'return':
        void settle(detail.body, detail.version, reason)
    }
  }
  return {
    text,
    read,
    good,
    base,
    // A version that was just saved is not somebody else's.
    behind: typed !== null && base !== detail.version && !save.isPending && !save.isSuccess,
    pending: save.isPending || retire.isPending,
    failed: save.error ? toFailure(save.error) : retire.error ? toFailure(retire.error) : unread,
    done: typed
      ? null
      : save.isSuccess
        ? words.versionSaved(save.data.version)
        : retire.isSuccess
          ? words.retired2
          : null,
    type,
    forget,
    rebase: (onto) => keep({ base: detail.version, text: onto ?? text }),
    carryOut,
    calm,
  }
}
