import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { openRaw } from '../support/raw.ts'
import { frozenPassphrase } from './frozen.ts'

/** The raw database of a copy of a frozen vault: opening one may write beside it. */
export function openFrozen(folder: string): Promise<Database.Database> {
  const copy = join(mkdtempSync(join(tmpdir(), 'holdfast-frozen-')), 'V.holdfast')
  cpSync(folder, copy, { recursive: true })
  return openRaw(copy, frozenPassphrase)
}
