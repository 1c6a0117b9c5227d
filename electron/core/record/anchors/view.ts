import { hex } from '../../../../shared/kernel/bytes.ts'
import { parseNote } from '../../../../shared/ledger/note.ts'
import { defineView } from '../ledger/index.ts'
import type { Writer } from '../vault/index.ts'
import { anchorEntries } from './entries.ts'

/** Heads of a state that was left behind on record: whoever kept one of them is told, not alarmed. */
function keepSuperseded(db: Writer, seq: number, notes: readonly string[]): void {
  for (const note of notes) {
    const checkpoint = parseNote(note)?.checkpoint
    if (!checkpoint) continue
    const sql = 'insert or ignore into superseded_head (size, root, seq) values (?, ?, ?)'
    db.run(sql, checkpoint.size, hex(checkpoint.root), seq)
  }
}

export const anchorsView = defineView({
  name: 'anchors',
  revision: 2,
  entries: anchorEntries,
  tables: {
    anchor: `create table anchor (
      seq integer primary key, kind text not null, size integer not null, root text not null, at text not null,
      who text not null, ref text not null
    ) strict;
    create index anchor_size on anchor (size);`,
    witnessed: `create table witnessed (
      origin text not null, size integer not null, root text not null, seq integer not null, primary key (origin, seq)
    ) strict, without rowid;`,
    witness_key: `create table witness_key (
      origin text not null, key text not null, primary key (origin, key)
    ) strict, without rowid;`,
    superseded: `create table superseded (
      seq integer primary key, at text not null, size integer not null, first integer, last integer not null, reason text not null
    ) strict;`,
    superseded_head: `create table superseded_head (
      size integer not null, root text not null, seq integer not null, primary key (size, root)
    ) strict, without rowid;`,
    timestamp_request: `create table timestamp_request (
      nonce text primary key, size integer not null, root text not null, text text not null, seq integer not null
    ) strict, without rowid;`,
  },
  project: {
    'ledger.older-accepted': (db, { seq }, { known }) => keepSuperseded(db, seq, [known]),
    'ledger.superseded': (db, { seq, at }, { size, first, last, known, reason }) => {
      db.run(
        'insert into superseded (seq, at, size, first, last, reason) values (?, ?, ?, ?, ?, ?)',
        seq,
        at,
        size,
        first,
        last,
        reason,
      )
      keepSuperseded(db, seq, known)
    },
    'head.witnessed': (db, { seq }, { origin, size, root, keys }) => {
      db.run('insert into witnessed (origin, size, root, seq) values (?, ?, ?, ?)', origin, size, root, seq)
      for (const key of keys) db.run('insert or ignore into witness_key (origin, key) values (?, ?)', origin, key)
    },
    'head.cosigned': (db, { seq }, { size, root, key, signedAt }) =>
      db.run(
        'insert into anchor (seq, kind, size, root, at, who, ref) values (?, ?, ?, ?, ?, ?, ?)',
        seq,
        'cosignature',
        size,
        root,
        signedAt,
        key.split('+', 1)[0] ?? key,
        key,
      ),
    'head.timestamp-requested': (db, { seq }, { nonce, size, root, text }) =>
      db.run(
        'insert into timestamp_request (nonce, size, root, text, seq) values (?, ?, ?, ?, ?)',
        nonce,
        size,
        root,
        text,
        seq,
      ),
    'head.timestamped': (db, { seq }, { size, root, genTime, authority, nonce }) =>
      db.run(
        'insert into anchor (seq, kind, size, root, at, who, ref) values (?, ?, ?, ?, ?, ?, ?)',
        seq,
        'timestamp',
        size,
        root,
        genTime,
        authority,
        nonce,
      ),
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
