import type { z } from 'zod'
import type { Entry } from '../../../../shared/ledger/entry.ts'
import type { Reader, Writer } from '../vault/index.ts'

/** What a feature may write into the ledger: entry type → schema of its payload. */
export type EntrySchemas = Record<string, z.ZodType>

/**
 * A form that the payloads of a type had before. The first form of a type says no version; from the second on a payload
 * says its own in `v`. What was recorded is never written anew: it is brought to the newest form when it is read.
 */
export interface Earlier {
  form: z.ZodType
  /** What the form after this one would have recorded. */
  next: (payload: never) => unknown
}

/** An entry as projections see it: its header, without the chain's own fields. */
export type Recorded = Pick<Entry, 'seq' | 'at' | 'actor' | 'type' | 'case' | 'subject'>

/** What an entry sets one field of a record to, in words as lists show them; null for nothing. */
export interface FieldSet {
  field: string
  /** The record whose field it is, where that is not what the entry is about. */
  of?: string
  /** What it was, where the entry says so; left out: what earlier entries set it to. */
  from?: string | null
  to: string | null
}

/**
 * A feature's view of the ledger: its tables, and how each of its entries changes them. Nothing else writes those
 * tables, so they can be dropped and made again from the ledger at any time, and audit does so to compare.
 */
export interface View<E extends EntrySchemas = EntrySchemas> {
  name: string
  /** Raised when `project` changes what it writes, so that vaults rebuild their tables. */
  revision: number
  /** The newest form of each. */
  entries: E
  /** Forms that a type had before, the first of them first; left out for a type that had none. */
  earlier?: { [K in keyof E]?: readonly Earlier[] }
  /** Table → the statements that make it and its indexes. */
  tables: Record<string, string>
  project: { [K in keyof E]: (db: Writer, entry: Recorded, payload: z.output<E[K]>) => void }
  /** One line about an entry, for history and ledger lists. */
  summarise: { [K in keyof E]: (payload: z.output<E[K]>, db: Reader) => string }
  /** Refuses, by throwing, an entry of any view about a case that takes none of its type any more. */
  admit?: (db: Reader, type: string, caseId: string) => void
  /** Which fields an entry sets, for histories; entries that set none are left out. */
  changes?: { [K in keyof E]?: (payload: z.output<E[K]>) => FieldSet[] }
}

/** The case and the reports whose record was destroyed, as the entry that destroys it names them. */
export interface Destroyed {
  case: { id: string; number: string; year: number; serial: number }
  reports: readonly {
    id: string
    number: string
    serial: number
    how: 'promoted' | 'merged'
    channel: string
    receivedAt: string
  }[]
  /** Sequence numbers of the entries whose payloads went. */
  entries: readonly number[]
}

/** Takes what was destroyed out of a view's tables, `entry` being the one that destroys it. */
export type Forget = (db: Writer, entry: Recorded, destroyed: Destroyed) => void

/** A view as the ledger keeps it, whatever its entries. */
export type AnyView = Omit<View, 'earlier' | 'project' | 'summarise' | 'changes'> & {
  earlier?: Record<string, readonly Earlier[] | undefined>
  forget?: Forget
  project: Record<string, (db: Writer, entry: Recorded, payload: never) => void>
  summarise: Record<string, (payload: never, db: Reader) => string>
  changes?: Record<string, ((payload: never) => FieldSet[]) | undefined>
}

/** Ties a view's types together. */
export const defineView = <E extends EntrySchemas>(view: View<E>): View<E> => view
