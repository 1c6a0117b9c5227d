// Migrates the vault in argv[2] by one more step and is killed when the step's statements have run and nothing of it is
// committed yet.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHeader, parseHeader } from '../../electron/core/record/vault/header.ts'
import { databaseKey, migrate } from '../../electron/core/record/vault/index.ts'
import { openEncrypted } from '../../electron/core/record/vault/store.ts'
import { frozenPassphrase } from './frozen.ts'

const dir = process.argv[2] ?? ''
const { vaultKey } = await openHeader(parseHeader(readFileSync(join(dir, 'vault.json'), 'utf8')), frozenPassphrase)
const store = openEncrypted(join(dir, 'vault.db'), databaseKey(vaultKey), true)
// Pages that do not fit the cache go to the disk before the commit, as in a large vault.
store.exec('pragma cache_size=10')
const sql = `
create table addition (n integer primary key, filling blob not null) strict;
with recursive count (n) as (select 1 union all select n + 1 from count where n < 2000)
insert into addition select n, randomblob(1000) from count;
delete from setting;`
const dying = {
  ...store,
  exec: (given: string) => {
    store.exec(given)
    if (given === sql) process.kill(process.pid, 'SIGKILL')
  },
}
migrate(dying, [{ version: 1_000, sql }])
