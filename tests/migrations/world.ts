import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestApp } from '../support/app.ts'
import { frozenPassphrase, type Frozen, type FrozenWorld } from './frozen.ts'

/** The releases whose vault is frozen here, by the names of their folders. */
export const releases = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** Those of which also what left the vault is frozen: backup, export, head, sealed report, packets. */
export const worlds = releases.filter((name) => existsSync(join(import.meta.dirname, name, 'backup')))

/** A copy of what one release left, with what it held: opening writes, and what is frozen is never written. */
export function copyWorld(release: string): { folder: string; expected: Frozen & FrozenWorld } {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-frozen-'))
  cpSync(join(import.meta.dirname, release), folder, { recursive: true })
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Frozen & FrozenWorld
  return { folder, expected }
}

/** Opens a frozen vault and upgrades it where it is of an earlier form; locked again, it opens for work. */
export async function bringUp(app: TestApp, dir: string): Promise<void> {
  const { upgrade, mustCompare, fingerprint } = await app.call('vault.unlock', { dir, passphrase: frozenPassphrase })
  if (mustCompare) await app.call('vault.acceptFingerprint', { fingerprint: fingerprint.sha256 })
  if (upgrade) await app.call('vault.upgrade', {})
  await app.call('vault.lock', {})
}
