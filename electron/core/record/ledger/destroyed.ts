import { z } from 'zod'
import { commitmentTo, type Reader, type Writer } from '../vault/index.ts'
import type { Entry } from '../../../../shared/ledger/entry.ts'
import type { Recorded } from './view.ts'

/** The type of the entry under which payloads are destroyed, and the part of its payload that says which. */
export const destroyedType = 'record.destroyed'
const Destroyed = z.object({ order: z.string(), entries: z.array(z.int()), blobs: z.array(z.string()) })

/** Deletes payloads and blobs' keys, each listed first under the entry that orders it; no trigger would let it otherwise. */
export function destroy(
  db: Writer,
  by: Recorded,
  { entries, blobs }: { entries: readonly number[]; blobs: readonly string[] },
): void {
  for (const seq of entries) {
    db.run('insert into payload_destroyed (seq, entry) values (?, ?)', seq, by.seq)
    db.run('delete from payload where seq = ?', seq)
  }
  for (const name of blobs) {
    db.run('insert into blob_destroyed (name, entry) values (?, ?)', name, by.seq)
    db.run('delete from blob where name = ?', name)
  }
}

/** Types whose payloads outlive the case they are about: what left the house, and who may destroy what. */
export const keptTypes = [
  'packet.built',
  'packet.handed-over',
  'history.exported',
  'note.printed',
  'ledger.exported',
  'hold.placed',
  'hold.lifted',
  'destruction.ordered',
  'destruction.declined',
  'record.destroyed',
] as const
const kept = new Set<string>(keptTypes)

/** Entries about the vault itself, its members and their certificates: never of a case, and never destroyed with one. */
export const isOfTheVault = (type: string): boolean => /^(?:vault|member|certificate)\./.test(type)

/**
 * Which payloads and blobs entries of the ledger say were destroyed: sequence number → the entry that says so. The tables
 * only point to those entries; what counts is what the entries themselves name, that they open their commitments, and that
 * another member ordered it before in the same case.
 */
export function destroyedIn(db: Reader): { payloads: Map<number, number>; blobs: Map<string, number> } {
  const payloads = new Map<number, number>()
  const blobs = new Map<string, number>()
  const orders = db.all<{ seq: number; bytes: string; salt: Buffer; body: string }>(
    `select e.seq, e.bytes, p.salt, p.body from entry e join payload p using (seq)
     where e.seq in (select entry from payload_destroyed union select entry from blob_destroyed)`,
  )
  for (const { seq, bytes, salt, body } of orders) {
    const entry = JSON.parse(bytes) as Entry
    if (entry.type !== destroyedType || commitmentTo(salt, body) !== entry.commit) continue
    const named = Destroyed.safeParse(jsonIn(body))
    if (!named.success || !isOrdered(db, entry, named.data.order)) continue
    for (const one of mayGo(db, named.data.entries)) if (one < seq) payloads.set(one, seq)
    for (const one of named.data.blobs) blobs.set(one, seq)
  }
  return { payloads, blobs }
}

/** Undefined for what is no JSON. */
function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Whether another member than who carried it out gave this order, before and in the same case. */
function isOrdered(db: Reader, { seq, case: caseId, actor }: Entry, order: string): boolean {
  if (caseId === undefined) return false
  return db
    .all<{ bytes: string }>('select bytes from entry where case_id = ? and subject = ? and seq < ?', caseId, order, seq)
    .map(({ bytes }) => JSON.parse(bytes) as Entry)
    .some((one) => one.type === 'destruction.ordered' && one.actor !== actor)
}

/** Those of these entries that a destruction may name. */
const mayGo = (db: Reader, entries: readonly number[]): number[] =>
  db
    .all<{ seq: number; type: string }>(
      `select seq, json_extract(bytes, '$.type') as type from entry where seq in (select value from json_each(?))`,
      JSON.stringify(entries),
    )
    .flatMap(({ seq, type }) => (kept.has(type) || isOfTheVault(type) ? [] : [seq]))

/** How many payloads of a vault were destroyed: what was kept in memory from before there were so many may hold what is gone. */
export const countDestroyed = (db: Reader): number =>
  db.get<{ found: number }>('select count(*) as found from payload_destroyed')?.found ?? 0
