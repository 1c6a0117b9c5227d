import { count } from '../../../../shared/kernel/show.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { formatHeadFile } from '../../../../shared/ledger/head-file.ts'
import { formatProof } from '../../../../shared/ledger/tlog-proof.ts'
import { oneEntry, proveConsistency, proveInclusion } from '../ledger/index.ts'
import { renewalsBetween, type Workspace } from '../members/index.ts'
import { sha256 } from '../vault/index.ts'
import { notIntact } from './check.ts'
import { readHeadFile } from './files.ts'
import { memberKeysAt } from './keys.ts'

/**
 * The newest head as a head file's text, with the keys in force and, where `since` names an older size or an older head
 * file, the proof that it goes on from there and the keys that were renewed since. Fails with INVALID_INPUT for a size that the ledger did not have, with
 * HEAD_NOT_INTACT for a file of another vault, and with LEDGER_BROKEN when there is no signed head.
 */
export async function headText({ ledger, db }: Workspace, since: string | undefined): Promise<string> {
  const { size, note } = signedHead(ledger)
  const oldSize = since === undefined ? undefined : await sizeOf(since, ledger.origin)
  if (oldSize !== undefined && (oldSize < 1 || oldSize > size)) {
    throw new HoldfastError(
      'INVALID_INPUT',
      `The ledger has ${count(size, 'entry', 'entries')}: no proof leads there from ${oldSize}.`,
      'Name a size that it had, or an older head of this vault.',
    )
  }
  const proof = oldSize === undefined ? undefined : { size: oldSize, proof: proveConsistency(db, oldSize, size) }
  const renewals = oldSize === undefined ? [] : renewalsBetween(db, oldSize, size)
  return formatHeadFile(sha256, { note, keys: memberKeysAt(db, size), renewals, since: proof })
}

async function sizeOf(since: string, origin: string): Promise<number> {
  if (/^\d{1,15}$/.test(since)) return Number(since)
  const file = await readHeadFile(since)
  if (file.parsed.checkpoint.origin !== origin) throw notIntact(`${since} is no head of this vault.`)
  return file.parsed.checkpoint.size
}

/** The proof that an entry stands in the newest head (C2SP tlog-proof). Fails with NOT_FOUND or LEDGER_BROKEN. */
export function proofText({ ledger, db }: Workspace, seq: number): string {
  const entry = oneEntry(db, seq)
  const { size, note } = signedHead(ledger)
  if (!entry || seq >= size) {
    throw new HoldfastError('NOT_FOUND', `There is no entry ${seq}.`, `The newest is entry ${size - 1}.`)
  }
  return formatProof({ entry: Buffer.from(entry.bytes), index: seq, proof: proveInclusion(db, seq, size), note })
}

/** The newest head and its signed note. Fails with LEDGER_BROKEN when there is none. */
export function signedHead(ledger: Workspace['ledger']): ReturnType<Workspace['ledger']['head']> {
  const head = ledger.head()
  if (head.note !== '') return head
  throw new HoldfastError('LEDGER_BROKEN', 'This vault has no signed head that can be read.', 'Audit it.')
}
