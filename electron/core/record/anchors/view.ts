import { ddl } from '../vault/index.ts'
import { hex } from '../../../../shared/kernel/bytes.ts'
import { parseNote } from '../../../../shared/ledger/note.ts'
import { defineView } from '../ledger/index.ts'
import type { Writer } from '../vault/index.ts'
import { anchorEntries } from './entries.ts'
import {
  anchors,
  supersededHeads,
  supersededStretches,
  timestampRequests,
  witnessedHeads,
  witnessKeys,
} from './tables.ts'

/** Heads of a state that was left behind on record: whoever kept one of them is told, not alarmed. */
function keepSuperseded(db: Writer, seq: number, notes: readonly string[]): void {
  for (const note of notes) {
    const checkpoint = parseNote(note)?.checkpoint
    if (!checkpoint) continue
    db.insert(supersededHeads, { size: checkpoint.size, root: hex(checkpoint.root), seq }, 'ignore')
  }
}

export const anchorsView = defineView({
  name: 'anchors',
  revision: 2,
  entries: anchorEntries,
  tables: {
    anchor: ddl(anchors, { lines: [5, 2] }),
    witnessed: ddl(witnessedHeads, { lines: [5], withoutRowid: true }),
    witness_key: ddl(witnessKeys, { lines: [3], withoutRowid: true }),
    superseded: ddl(supersededStretches, { lines: [6] }),
    superseded_head: ddl(supersededHeads, { lines: [4], withoutRowid: true }),
    timestamp_request: ddl(timestampRequests, { lines: [5], withoutRowid: true }),
  },
  project: {
    'ledger.older-accepted': (db, { seq }, { known }) => keepSuperseded(db, seq, [known]),
    'ledger.superseded': (db, { seq, at }, { size, first, last, known, reason }) => {
      db.insert(supersededStretches, { seq, at, size, first, last, reason })
      keepSuperseded(db, seq, known)
    },
    'head.witnessed': (db, { seq }, { origin, size, root, keys }) => {
      db.insert(witnessedHeads, { origin, size, root, seq })
      for (const key of keys) db.insert(witnessKeys, { origin, key }, 'ignore')
    },
    'head.cosigned': (db, { seq }, { size, root, key, signedAt }) =>
      db.insert(anchors, {
        seq,
        kind: 'cosignature',
        size,
        root,
        at: signedAt,
        who: key.split('+', 1)[0] ?? key,
        ref: key,
      }),
    'head.timestamp-requested': (db, { seq }, { nonce, size, root, text }) =>
      db.insert(timestampRequests, { nonce, size, root, text, seq }),
    'head.timestamped': (db, { seq }, { size, root, genTime, authority, nonce }) =>
      db.insert(anchors, { seq, kind: 'timestamp', size, root, at: genTime, who: authority, ref: nonce }),
  },
  summarise: {
    'ledger.superseded': ({ first, last, reason }) =>
      `Supersedes a newer state: ${first === null ? `another history of ${last + 1} entries` : first === last ? `entry ${first}` : `entries ${first} to ${last}`} left behind: ${reason}`,
    'ledger.older-accepted': ({ finding, reason }) =>
      `Work goes on although the vault is ${finding === 'older' ? 'older than' : 'another than'} a head that was known outside: ${reason}`,
    'head.witnessed': ({ origin, size, supersedes }) =>
      `Witnessed the head of ${origin} over ${size} entries${supersedes === undefined ? '' : `, in place of an earlier history: ${supersedes}`}`,
    'head.cosigned': ({ size, key }) =>
      `Head over ${size} entries came back cosigned by ${key.split('+', 1)[0] ?? key}`,
    'head.timestamp-requested': ({ size }) => `Timestamp requested for the head over ${size} entries`,
    'head.timestamped': ({ size, authority, genTime }) =>
      `Head over ${size} entries timestamped ${genTime} by ${authority}`,
  },
})
