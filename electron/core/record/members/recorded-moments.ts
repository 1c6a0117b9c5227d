import type { z } from 'zod'
import type { StoredEntry } from '../ledger/index.ts'
import type { AboutCase, Moment } from './about-case.ts'
import { memberName } from './names.ts'

/** What an event says; undefined: this one is not told. */
type Said = Pick<Moment, 'kind' | 'title' | 'text'> | undefined

/** How entries of some types are told as events; of one whose payload was destroyed nothing is left to say. */
type Telling<E extends Record<string, z.ZodType>> = {
  [K in keyof E]?: (payload: Partial<z.output<E[K]>>, stored: StoredEntry) => Said
}

/**
 * Entries of a case that are events in themselves: when they were recorded is when it happened. One that does not have the
 * form of its type is left out. `E`: the entries of the feature.
 */
export function recordedMoments<E extends Record<string, z.ZodType>>(about: AboutCase, telling: Telling<E>): Moment[] {
  const { db, ledger } = about.workspace
  const told: Record<string, ((payload: never, stored: StoredEntry) => Said) | undefined> = telling
  return about.entries().flatMap((stored) => {
    const { entry, body } = stored
    const say = Object.hasOwn(told, entry.type) ? told[entry.type] : undefined
    if (!say) return []
    const payload = body === null ? {} : ledger.said(entry.type, body)
    const said = payload === undefined ? undefined : say(payload as never, stored)
    if (!said) return []
    const { at, actor, subject: ref, seq } = entry
    return [{ ...said, happened: at, recordedAt: at, who: memberName(db, actor), ref, seq }]
  })
}
