import { z } from 'zod'
import { commitmentTo, type Reader, type Writer } from '../vault/index.ts'
import type { Entry } from '../../../shared/ledger/entry.ts'
import type { Recorded } from './view.ts'

/** The type of the entry under which payloads are destroyed, and the part of its payload that says which. */
export const destroyedType = 'record.destroyed'
const Destroyed = z.object({ entries: z.array(z.int()), blobs: z.array(z.string()) })

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

/**
 * Which payloads and blobs entries of the ledger say were destroyed: sequence number → the entry that says so. The tables
 * only point to those entries; what counts is what the entries themselves name, and that they open their commitments.
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
    const named = Destroyed.safeParse(JSON.parse(body))
    if (!named.success) continue
    for (const one of named.data.entries) if (one < seq) payloads.set(one, seq)
    for (const one of named.data.blobs) blobs.set(one, seq)
  }
  return { payloads, blobs }
}
