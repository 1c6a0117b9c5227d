import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRaw } from '../support/raw.ts'
import { frozenPassphrase } from './frozen.ts'

/** Makes the tables of a vault those of an earlier form, whatever they are, as far as anyone can see who opens it. */
export async function age(dir: string, passphrase = frozenPassphrase): Promise<void> {
  const raw = await openRaw(dir, passphrase)
  raw.exec(`delete from view_version; insert into view_version (name, version) values ('all', 'of an earlier form')`)
  raw.pragma('wal_checkpoint(truncate)')
  raw.close()
}

/** Every file of a folder with its hash, but the one that says who holds the vault. */
export const everyByte = (dir: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'lock')
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted()
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  )
