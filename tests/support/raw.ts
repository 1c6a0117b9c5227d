import Database from 'better-sqlite3'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { parseHeader, openHeader } from '../../electron/core/record/vault/header.ts'
import { databaseKey } from '../../electron/core/record/vault/index.ts'

/** The raw database of a locked vault, as someone with the passphrase and their own tools would open it. */
export async function openRaw(dir: string, passphrase: string): Promise<Database.Database> {
  const { vaultKey } = await openHeader(parseHeader(readFileSync(join(dir, 'vault.json'), 'utf8')), passphrase)
  const database = new Database(join(dir, 'vault.db')) as Database.Database & { key(key: Buffer): void }
  database.pragma(`cipher='sqlcipher'`)
  database.pragma('legacy=4')
  database.key(Buffer.from(`x'${databaseKey(vaultKey).toString('hex')}'`))
  return database
}

/** Takes the append-only triggers away, which only a writer with the key can do. */
export function dropTriggers(database: Database.Database): void {
  const triggers = database.prepare(`select name from sqlite_schema where type = 'trigger'`).all() as { name: string }[]
  for (const { name } of triggers) database.exec(`drop trigger "${name}"`)
}
