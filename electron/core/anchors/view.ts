import { defineView } from '../ledger/index.ts'
import { anchorEntries } from './entries.ts'

export const anchorsView = defineView({
  name: 'anchors',
  revision: 1,
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
    timestamp_request: `create table timestamp_request (
      nonce text primary key, size integer not null, root text not null, text text not null, seq integer not null
    ) strict, without rowid;`,
  },
  project: {
    'ledger.older-accepted': () => undefined,
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
    'ledger.older-accepted': ({ finding, reason }) =>
      `Work goes on although the vault is ${finding === 'older' ? 'older than' : 'another than'} a head that was known outside: ${reason}`,
    'head.witnessed': ({ origin, size }) => `Witnessed the head of ${origin} over ${size} entries`,
    'head.cosigned': ({ size, key }) =>
      `Head over ${size} entries came back cosigned by ${key.split('+', 1)[0] ?? key}`,
    'head.timestamp-requested': ({ size }) => `Timestamp requested for the head over ${size} entries`,
    'head.timestamped': ({ size, authority, genTime }) =>
      `Head over ${size} entries timestamped ${genTime} by ${authority}`,
  },
})
